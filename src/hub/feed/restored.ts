import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Stand } from './desk.ts'
import type { Position } from './position.ts'

const HOUR = 3_600_000

interface Watched {
  readonly store: Pick<Store, 'read' | 'renew'>
  readonly log: Log
  readonly now: () => number
  readonly position: Position
  /** Reads the feed up to its head of now. */
  readonly poke: () => Promise<void>
}

/**
 * Looks at where replicas stand for the two signs that this database was put back to an earlier time: somebody has seen more
 * of the feed than there is, or knows the end of a command of which there is no record. Then numbers come twice, so another
 * epoch begins, and everybody compares.
 */
export function watchForRestored({ store, log, now, position, poke }: Watched, fresh: () => string): (stand: Stand) => Promise<void> {
  let renewedAt = Number.NEGATIVE_INFINITY
  const beyond = async ({ epoch, cursor, applied }: Stand): Promise<boolean> => {
    if (epoch !== position.epoch) return false
    return cursor > position.seq || (applied !== undefined && !(await store.read((view) => view.ended(applied))))
  }
  return async (stand) => {
    if (!(await beyond(stand))) return
    // Another hub may have told of what this one has not read yet.
    await poke()
    if (now() - renewedAt < HOUR || !(await beyond(stand))) return
    renewedAt = now()
    log.error('feed.restored', { from: stand.cursor, to: position.seq })
    await store.renew(position.epoch, fresh())
    await poke()
  }
}
