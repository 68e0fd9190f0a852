import type { Tailer } from './feed/tailer.ts'
import type { Act } from './intake/act.ts'
import type { Log } from './log.ts'
import type { Store } from './store/store.ts'
import { Unavailable } from './store/unavailable.ts'

/** Work that is done at the start and every so often, never twice at once. */
export interface Chore {
  /** Does it now. Asked for while it is being done, it is done once more. */
  run(): Promise<void>
  /** Fulfilled when nothing is being done. */
  stop(): Promise<void>
}

/** What a chore that keeps rows right stands on. */
export interface ChoreParts {
  readonly store: Pick<Store, 'read'>
  readonly act: Act
  readonly onMoved: Tailer['onMoved']
  readonly log: Log
  readonly now: () => number
  /** Milliseconds between runs; 0: only when asked, or when what it looks at moves. */
  readonly every?: number
}

/** What chores do by the clock is done so often. */
export const HOUR = 3_600_000

export interface ChoreOptions {
  readonly work: () => Promise<unknown>
  /** Milliseconds between runs; 0: only when asked. */
  readonly every: number
  readonly log: Log
  /** The event under which a failure is logged; the next run tries again. */
  readonly failed: `${string}.${string}`
  /** It is done at once, too, when a row of these kinds moves. */
  readonly when?: { readonly onMoved: Tailer['onMoved']; readonly kinds: ReadonlySet<string> }
}

/** Starts a chore. */
export function startChore({ work, every, log, failed, when }: ChoreOptions): Chore {
  let again = false
  let running: Promise<void> | null = null
  const through = async (): Promise<void> => {
    while (again) {
      again = false
      await work()
    }
  }
  const run = (): Promise<void> => {
    again = true
    running ??= through()
      .catch((error: unknown) => log.error(failed, { code: error instanceof Unavailable ? 'unavailable' : 'surprise' }))
      .finally(() => {
        running = null
      })
    return running
  }
  const unhear = when?.onMoved(({ entries }) => {
    if (entries.some(({ kind }) => when.kinds.has(kind))) void run()
  })
  const timer = every > 0 ? setInterval(() => void run(), every) : null
  timer?.unref()
  if (every > 0) void run()
  return {
    run,
    async stop() {
      unhear?.()
      if (timer) clearInterval(timer)
      again = false
      await running
    },
  }
}
