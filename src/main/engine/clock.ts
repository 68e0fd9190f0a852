/** What the engine may not take from the air: the time, chance, and waiting. A test turns them by hand. */
export interface Clock {
  readonly now: () => number
  /** Milliseconds that only go forward, whatever is done to the time; their beginning means nothing. */
  readonly elapsed: () => number
  /** From 0 up to 1. */
  readonly random: () => number
  readonly bytes: (count: number) => Uint8Array
  /** Runs once after so many milliseconds; answers how to call it off. */
  readonly later: (ms: number, then: () => void) => () => void
}

export const wallClock: Clock = {
  now: Date.now,
  elapsed: () => performance.now(),
  random: Math.random,
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  later: (ms, then) => {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
}

const FIRST_MS = 1_000
const MOST_MS = 60_000

/** Full jitter: after an outage a thousand desks come back spread out, not together. */
export const pause = (attempt: number, random: () => number): number => random() * Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 16))
