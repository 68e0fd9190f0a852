import { dropStrange } from '../blobs/blobs.ts'
import type { Replica } from '../replica.ts'
import { unlessFull } from '../store/failure.ts'
import { keep, kept } from '../store/kv.ts'
import type { Store } from '../store/store.ts'

/** Written with what leaves, so that a process that ends before it has scrubbed does so when it begins again. */
export const strew = (store: Store): void => keep(store, 'strewn', 1)

/** Whether something has left whose words may still be in the file. */
export const isStrewn = (store: Store): boolean => kept(store, 'strewn') === '1'

/**
 * Takes what has left out of the file as well, the indexes' words and the log's pages among it. Whether it is all gone:
 * a full disk, or somebody who reads while the log is emptied, is a reason to try again.
 */
export function scrub({ store, rows }: Replica): boolean {
  let busy: unknown = 1
  unlessFull(() => {
    store.write(() => {
      dropStrange(store)
      rows.scrub()
    })
    busy = store.pragma('wal_checkpoint(TRUNCATE)')
    if (busy === 0) keep(store, 'strewn', 0)
  })
  return busy === 0
}
