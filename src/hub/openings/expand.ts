import type { Hours, Opening } from '../../domain/noun/resource.ts'
import { wall } from '../wall.ts'
import { momentOf } from './moment.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** So far ahead can be booked, by a desk that has no line as well. */
const DAYS = 21
/** What a resource has room for. */
const MOST = 100

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** ISO: Monday is 1, Sunday 7. */
const weekday = (midnight: number): number => new Date(midnight).getUTCDay() || 7

function joined(openings: readonly Opening[]): Opening[] {
  const all: Opening[] = []
  for (const { from, to } of openings.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else all.push({ from, to })
  }
  return all
}

/** Weekly hours by a site's own clock as moments, from its today on, over the days on which its clocks change as well. */
export function openingsOf(hours: readonly Hours[], zone: string, now: number): readonly Opening[] {
  const shown = wall(now, zone)
  const today = shown - (shown % DAY)
  const days = Array.from({ length: DAYS }, (_, place) => today + place * DAY)
  const openings = days.flatMap((midnight) =>
    hours
      .filter(({ day }) => day === weekday(midnight))
      .map(({ from, to }) => ({
        from: momentOf(midnight + minutesOf(from) * MINUTE, zone, 'first'),
        to: momentOf(midnight + minutesOf(to) * MINUTE, zone, 'last'),
      })),
  )
  return joined(openings.filter(({ from, to }) => from < to)).slice(0, MOST)
}
