import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { Unavailable } from '../store/unavailable.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Twice as long as a desk is promised to work without a line. Whoever stays away longer compares scopes when it returns. */
const KEPT_MS = 14 * DAY
/** Younger pointers are left alone: most desks are never further behind, and what moves a lot moves again. */
const SETTLED_MS = DAY

/** Lets the feed's past go, so that it grows with what changed of late and not with all that ever did. */
export interface Ageing {
  /** Done at the start and every hour. A clock that was wrong costs desks a comparison, never a row. */
  run(): Promise<void>
  /** Fulfilled when nothing is being let go. */
  stop(): Promise<void>
}

export interface AgeingOptions {
  readonly store: Pick<Store, 'read' | 'compact' | 'forget'>
  readonly log: Log
  readonly now: () => number
  /** Milliseconds between runs; 0: only when asked. */
  readonly every?: number
}

/** Starts to let the past go. */
export function startAgeing({ store, log, now, every = HOUR }: AgeingOptions): Ageing {
  let running: Promise<void> | null = null
  const age = async (): Promise<void> => {
    const [settled, kept] = await store.read(async (view) => [await view.seqAt(now() - SETTLED_MS), await view.seqAt(now() - KEPT_MS)])
    if (kept > 0) await store.forget(kept)
    const count = settled > kept ? await store.compact(settled) : 0
    if (count > 0) log.info('feed.compacted', { count })
  }
  const run = (): Promise<void> => {
    running ??= age()
      .catch((error: unknown) => log.error('feed.unaged', { code: error instanceof Unavailable ? 'unavailable' : 'surprise' }))
      .finally(() => {
        running = null
      })
    return running
  }
  const timer = every > 0 ? setInterval(() => void run(), every) : null
  timer?.unref()
  if (every > 0) void run()
  return {
    run,
    async stop() {
      if (timer) clearInterval(timer)
      await running
    },
  }
}
