import type { Log } from './log.ts'
import { Unavailable } from './store/unavailable.ts'

/** Work that is done at the start and every so often, never twice at once. */
export interface Chore {
  /** Does it now. Asked for while it is being done, it is done once more. */
  run(): Promise<void>
  /** Fulfilled when nothing is being done. */
  stop(): Promise<void>
}

export interface ChoreOptions {
  readonly work: () => Promise<unknown>
  /** Milliseconds between runs; 0: only when asked. */
  readonly every: number
  readonly log: Log
  /** The event under which a failure is logged; the next run tries again. */
  readonly failed: `${string}.${string}`
}

/** Starts a chore. */
export function startChore({ work, every, log, failed }: ChoreOptions): Chore {
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
  const timer = every > 0 ? setInterval(() => void run(), every) : null
  timer?.unref()
  if (every > 0) void run()
  return {
    run,
    async stop() {
      if (timer) clearInterval(timer)
      again = false
      await running
    },
  }
}
