import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Stand } from './desk.ts'
import type { Position } from './position.ts'

const HOUR = 3_600_000

interface Watched {
  readonly store: Pick<Store, 'renew'>
  readonly log: Log
  readonly now: () => number
  readonly position: Position
  /** Reads the feed up to its head of now. */
  readonly poke: () => Promise<void>
}

/**
 * Looks at where replicas stand for the one sign that this database was put back to an earlier time: somebody has seen more
 * of the feed than there is. Then numbers will come twice, so another epoch begins, and everybody compares.
 */
export function watchForRestored({ store, log, now, position, poke }: Watched, fresh: () => string): (stand: Stand) => Promise<void> {
  let renewedAt = Number.NEGATIVE_INFINITY
  const beyond = ({ epoch, cursor }: Stand): boolean => epoch === position.epoch && cursor > position.seq
  return async (stand) => {
    if (!beyond(stand)) return
    // Another hub may have told of what this one has not read yet.
    await poke()
    if (!beyond(stand) || now() - renewedAt < HOUR) return
    renewedAt = now()
    log.error('feed.restored', { from: stand.cursor, to: position.seq })
    await store.renew(position.epoch, fresh())
    await poke()
  }
}
