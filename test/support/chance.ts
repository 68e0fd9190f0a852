/** Chance that can be repeated: the same seed gives the same numbers, from 0 up to 1. */
export type Chance = () => number

/** Mulberry32: small, and even enough to choose faults by. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `low` to `high`, both included. */
export const between = (chance: Chance, low: number, high: number): number => low + Math.floor(chance() * (high - low + 1))

/** One of several; there must be at least one. */
export function oneOf<T>(chance: Chance, all: readonly T[]): T {
  const chosen = all[Math.floor(chance() * all.length)]
  if (chosen === undefined) throw new Error('there is nothing to choose from')
  return chosen
}
