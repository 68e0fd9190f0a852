/** A limit of so many a second with some in hand (token bucket). */
export type Bucket = {
  /** Takes one if there is one. */
  take(): boolean
  /** Seconds, rounded up, until there is one. */
  wait(): number
}

export type Rate = { readonly perSecond: number; readonly burst: number }

/** A bucket that starts full. */
export function openBucket({ perSecond, burst }: Rate, now: () => number): Bucket {
  let level = burst
  let at = now()
  const fill = (): void => {
    const moment = now()
    // A clock set back must not empty the bucket.
    level = Math.min(burst, level + (Math.max(0, moment - at) / 1_000) * perSecond)
    at = moment
  }
  return {
    take() {
      fill()
      if (level < 1) return false
      level -= 1
      return true
    },
    wait() {
      fill()
      return level >= 1 ? 0 : Math.ceil((1 - level) / perSecond)
    },
  }
}

/** One bucket a key, such as an address; the least recently used keys are forgotten first. */
export type Buckets = { of(key: string): Bucket }

const KEYS = 20_000

/** Opens a family of buckets of one rate. */
export function openBuckets(rate: Rate, now: () => number): Buckets {
  const buckets = new Map<string, Bucket>()
  return {
    of(key) {
      const bucket = buckets.get(key) ?? openBucket(rate, now)
      buckets.delete(key)
      buckets.set(key, bucket)
      const oldest = buckets.keys().next()
      if (buckets.size > KEYS && !oldest.done) buckets.delete(oldest.value)
      return bucket
    },
  }
}
