import { wall } from '../wall.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** The first minute from which the clock there shows this or later: where clocks go forward, the end of the gap. */
function afterGap(shown: number, zone: string, span: { readonly from: number; readonly to: number }): number {
  let { from, to } = span
  while (to - from > MINUTE) {
    const middle = from + Math.floor((to - from) / 2 / MINUTE) * MINUTE
    if (wall(middle, zone) >= shown) to = middle
    else from = middle
  }
  return to
}

/**
 * The moment at which the clock on the wall shows this (given as if it were UTC). A time that is skipped when clocks go
 * forward is the moment they jump over it; one that comes twice when they go back is its first or its last, as asked.
 */
export function momentOf(shown: number, zone: string, which: 'first' | 'last'): number {
  const offsets = [shown - DAY, shown + DAY].map((at) => wall(at, zone) - at)
  const all = offsets.map((offset) => shown - offset)
  const [first = shown, last = shown] = all.toSorted((a, b) => a - b)
  const fitting = [first, last].filter((at) => wall(at, zone) === shown)
  return (which === 'first' ? fitting[0] : fitting.at(-1)) ?? afterGap(shown, zone, { from: first, to: last })
}
