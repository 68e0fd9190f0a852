import { dayNumber, type Place } from '../ui/format.ts'
import type { Entry } from './entries.ts'

/** One row of the list on screen: a heading over a day or a month, or an entry. */
export type TimelineRow =
  | { readonly of: 'heading'; readonly key: string; readonly at: number; readonly span: 'today' | 'yesterday' | 'day' | 'month' }
  | { readonly of: 'entry'; readonly key: string; readonly entry: Entry; readonly daily: boolean; readonly position: number }

const DAY_MS = 86_400_000
/** So many days back each day has its own heading; before that a month has one. */
const DAILY = 14

function headingOf(at: number, now: number, place: Place): Extract<TimelineRow, { of: 'heading' }> {
  const day = dayNumber(at, place)
  const key = `day ${day}`
  if (day >= dayNumber(now, place)) return { of: 'heading', key, at, span: 'today' }
  if (day === dayNumber(now - DAY_MS, place)) return { of: 'heading', key, at, span: 'yesterday' }
  if (day > dayNumber(now - DAILY * DAY_MS, place)) return { of: 'heading', key, at, span: 'day' }
  return { of: 'heading', key: `month ${Math.floor(day / 100)}`, at, span: 'month' }
}

/** Entries, newest first, under headings of days and, further back, months, by the calendar of a place. */
export function rowsOf(entries: readonly Entry[], now: number, place: Place): readonly TimelineRow[] {
  let last = ''
  return entries.flatMap((entry, index): TimelineRow[] => {
    const heading = headingOf(entry.at, now, place)
    const row: TimelineRow = { of: 'entry', key: entry.key, entry, daily: heading.span !== 'month', position: index + 1 }
    if (heading.key === last) return [row]
    last = heading.key
    return [heading, row]
  })
}
