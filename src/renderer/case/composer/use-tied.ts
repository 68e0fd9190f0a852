import type { Row } from '../../../domain/kind.ts'
import { useBookings } from '../../store/bookings.ts'
import { useSync } from '../../sync/use-sync.ts'
import { timeOf } from '../../ui/format.ts'
import { usePlace } from '../../ui/use-place.ts'

/** The booking that a reply rests on. */
export interface Tied {
  readonly command: string
  readonly at: string
}

const names = (text: string, at: string): boolean =>
  text.includes(at) || text.includes(at.replace(':', '.')) || text.includes(at.replace(/^0/, ''))

/** A booking that the hub has not confirmed yet and whose time the words name: they wait for it. */
export function useTied(row: Row<'case'>, text: string): Tied | null {
  const place = usePlace()
  const sync = useSync()
  const asked = useBookings((all) => all.asked)
  const open = [...(sync?.waiting ?? []), ...(sync?.decisions ?? [])]
  const mine = asked.filter(({ command, party }) => party === row.party && open.some((item) => item.command === command))
  const found = mine.findLast(({ startsAt }) => names(text, timeOf(startsAt, place)))
  return found ? { command: found.command, at: timeOf(found.startsAt, place) } : null
}
