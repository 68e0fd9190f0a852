import type { Argument, Receipt } from '../../../domain/contract/bridge.ts'
import type { Replica } from '../replica.ts'
import { type Moment, NO_ROOM, run } from '../run.ts'
import { isFull } from '../store/failure.ts'
import { Touched } from '../touched.ts'
import { dropBlob, hasBlob, hashOf, keepBlob } from './blobs.ts'

/** Adds a file to a case: its bytes are kept here first, then the word of it goes like any other. */
export function attach(
  replica: Replica,
  { bytes, ...told }: Argument<'attach'>,
  moment: Moment,
): { readonly receipt: Receipt; readonly touched: Touched } {
  const { store } = replica
  const sha256 = hashOf(bytes)
  const known = hasBlob(store, sha256)
  try {
    store.writeWords(() => keepBlob(store, { sha256, bytes }, { own: true, at: moment.clock.now() }))
  } catch (error) {
    if (!isFull(error)) throw error
    return { receipt: { kept: false, outcome: NO_ROOM }, touched: new Touched() }
  }
  const args = { ...told, size: bytes.length, sha256 }
  const done = run(replica, { name: 'attachment.add', version: 1, args, after: [] }, moment)
  if (!done.receipt.kept && !known) store.write(() => dropBlob(store, sha256))
  return done
}
