import { type Chore, HOUR, startChore } from '../chore.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'

const DAY = 24 * HOUR

/** Twice as long as a desk is promised to work without a line. Whoever stays away longer compares scopes when it returns. */
const KEPT_MS = 14 * DAY
/** Younger pointers are left alone: most desks are never further behind, and what moves a lot moves again. */
const SETTLED_MS = DAY

export interface AgeingOptions {
  readonly store: Pick<Store, 'read' | 'compact' | 'forget'>
  readonly log: Log
  readonly now: () => number
  /** Milliseconds between runs; 0: only when asked. */
  readonly every?: number
}

/**
 * Starts to let the feed's past go, so that it grows with what changed of late and not with all that ever did. A clock that
 * was wrong costs desks a comparison, never a row.
 */
export function startAgeing({ store, log, now, every = HOUR }: AgeingOptions): Chore {
  const age = async (): Promise<void> => {
    const [settled, kept] = await store.read(async (view) => [await view.seqAt(now() - SETTLED_MS), await view.seqAt(now() - KEPT_MS)])
    if (kept > 0) await store.forget(kept)
    const count = settled > kept ? await store.compact(settled) : 0
    if (count > 0) log.info('feed.compacted', { count })
  }
  return startChore({ work: age, every, log, failed: 'feed.unaged' })
}
