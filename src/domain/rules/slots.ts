import type { Row } from '../kind.ts'
import { holdsSlot } from '../lookup.ts'

const MINUTE = 60_000

/** A time that can be booked, and how many more fit in it. */
export interface Slot {
  readonly resource: Row<'resource'>['id']
  readonly startsAt: number
  readonly minutes: number
  readonly free: number
}

type Bookable = Pick<Row<'resource'>, 'id' | 'slotMinutes' | 'capacity' | 'openings' | 'active'>
type Booked = Pick<Row<'appointment'>, 'resource' | 'startsAt' | 'state'>

/** Whether an appointment can begin then: on a slot's beginning, its whole length within an opening. */
export function isSlot({ slotMinutes, openings, active }: Omit<Bookable, 'id' | 'capacity'>, startsAt: number): boolean {
  const length = slotMinutes * MINUTE
  return active && openings.some(({ from, to }) => startsAt >= from && startsAt + length <= to && (startsAt - from) % length === 0)
}

/** The slots that begin in [from, to), in order, those that are full among them with nothing free. */
export function slotsOf(
  resource: Bookable,
  appointments: readonly Booked[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Slot[] {
  if (!resource.active) return []
  const length = resource.slotMinutes * MINUTE
  const taken = new Map<number, number>()
  for (const one of appointments)
    if (one.resource === resource.id && holdsSlot(one)) taken.set(one.startsAt, (taken.get(one.startsAt) ?? 0) + 1)
  const starts = resource.openings.flatMap((opening) => {
    const first = opening.from + Math.max(0, Math.ceil((from - opening.from) / length)) * length
    const end = Math.min(opening.to - length, to - 1)
    return first > end ? [] : Array.from({ length: Math.floor((end - first) / length) + 1 }, (_, place) => first + place * length)
  })
  return [...new Set(starts)]
    .sort((a, b) => a - b)
    .map((startsAt) => ({
      resource: resource.id,
      startsAt,
      minutes: resource.slotMinutes,
      free: Math.max(0, resource.capacity - (taken.get(startsAt) ?? 0)),
    }))
}
