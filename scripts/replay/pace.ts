/** Random numbers from a fixed seed: every replay of the same data comes in the same order at the same intervals. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same things in another order, and always the same other order. */
export function shuffled<T>(things: readonly T[], chance: () => number): readonly T[] {
  return things
    .map((thing) => ({ thing, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ thing }) => thing)
}

/** Milliseconds to the next arrival: between half and one and a half of the mean, so that no beat can be heard. */
export const nextIn = (rate: number, chance: () => number): number => (1_000 / rate) * (0.5 + chance())
