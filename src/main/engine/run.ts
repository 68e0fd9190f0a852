import type { z } from 'zod'
import type { Receipt, Run } from '../../domain/contract/bridge.ts'
import { isRefusal, prepare } from '../../domain/decide.ts'
import { CommandId, uuidv7 } from '../../domain/id.ts'
import { type Outcome, refuse } from '../../domain/refusal.ts'
import type { Clock } from './clock.ts'
import { clearDraftOf } from './drafts.ts'
import { add } from './outbox/outbox.ts'
import type { Waiting } from './outbox/pending.ts'
import type { Replica } from './replica.ts'
import { isFull } from './store/failure.ts'
import { Touched } from './touched.ts'

type Asked = z.infer<typeof Run>

/** The ids inside the arguments were made by who asks, so the very last thing said in a lane, said again, is the same thing. */
function saidAlready(replica: Replica, lane: string, asked: Asked): Waiting | null {
  const last = replica.pending.all().findLast(({ kept }) => kept.lane === lane)
  const same = last?.kept.envelope.name === asked.name && JSON.stringify(last.kept.envelope.args) === JSON.stringify(asked.args)
  return last && same ? last : null
}

export interface Moment {
  readonly clock: Clock
  /** The hub's clock is at least here. */
  readonly hubAt: number | null
}

export const NO_ROOM: Extract<Outcome, { ok: false }> = {
  ok: false,
  refusal: refuse('failed', { detail: 'The disk of this device is full: nothing was kept. Free some space and try again.' }),
}

/**
 * Takes a change in. Nothing is said to be kept before it is on the disk; what this device knows to be impossible is
 * refused at once and not kept; what it cannot know waits for the hub.
 */
export function run(replica: Replica, asked: Asked, { clock, hubAt }: Moment): { readonly receipt: Receipt; readonly touched: Touched } {
  const touched = new Touched()
  const ready = prepare(asked)
  if (isRefusal(ready)) return { receipt: { kept: false, outcome: { ok: false, refusal: ready } }, touched }
  const lane = ready.roots[0]
  const known = saidAlready(replica, lane, asked)
  if (known) return { receipt: { kept: true, command: known.kept.envelope.id, outcome: known.outcome }, touched }
  const saidAt = clock.now()
  const guess = replica.pending.guess(ready, { at: saidAt, saying: asked })
  if (guess.outcome?.ok === false) return { receipt: { kept: false, outcome: guess.outcome }, touched }
  const id = CommandId.parse(uuidv7(saidAt, clock.bytes(10)))
  try {
    const kept = replica.store.writeWords(() => {
      const added = add(replica.store, { envelope: { id, ...asked, saidAt }, lane, hubAt })
      clearDraftOf(replica.store, asked.name, added.about.case)
      return added
    })
    replica.journal?.append([kept])
    replica.pending.add(kept, guess, touched)
    touched.add('outbox')
    touched.about(kept.about)
    return { receipt: { kept: true, command: id, outcome: guess.outcome }, touched }
  } catch (error) {
    if (!isFull(error)) throw error
    return { receipt: { kept: false, outcome: NO_ROOM }, touched }
  }
}
