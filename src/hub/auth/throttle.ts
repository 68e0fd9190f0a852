/** Slows guessing: after a few free failures each next try waits twice as long. Kept in memory, and bounded. */
export type Throttle = {
  /** Milliseconds until this key may try again; 0 is now. */
  wait(key: string): number
  failed(key: string): void
  passed(key: string): void
}

export type ThrottleOptions = { readonly now: () => number; readonly free: number; readonly most: number }

type Tries = { readonly failures: number; readonly until: number }

const ENTRIES = 20_000
const FORGET_MS = 3_600_000

/** Counts failures by key. `free` failures cost nothing, then 1 s, 2 s, 4 s up to `most`. */
export function openThrottle({ now, free, most }: ThrottleOptions): Throttle {
  const tries = new Map<string, Tries>()
  const of = (key: string): Tries | undefined => {
    const found = tries.get(key)
    return found && found.until + FORGET_MS > now() ? found : undefined
  }
  return {
    wait: (key) => Math.max(0, (of(key)?.until ?? 0) - now()),
    failed(key) {
      const failures = (of(key)?.failures ?? 0) + 1
      const delay = failures <= free ? 0 : Math.min(most, 1_000 * 2 ** Math.min(failures - free - 1, 30))
      tries.delete(key)
      tries.set(key, { failures, until: now() + delay })
      const oldest = tries.keys().next()
      if (tries.size > ENTRIES && !oldest.done) tries.delete(oldest.value)
    },
    passed(key) {
      tries.delete(key)
    },
  }
}
