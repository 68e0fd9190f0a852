import { ResourceId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { openingsOf } from '../openings/expand.ts'
import { sites } from './group.ts'

type Resource = Row<'resource'>
type What = Pick<Resource, 'name' | 'purposes' | 'slotMinutes' | 'capacity'>

/** The sample is looked at on any day, so its dealerships are open on Sundays as well. */
const week = [
  ...[1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '18:00' })),
  { day: 6, from: '08:00', to: '16:00' },
  { day: 7, from: '10:00', to: '16:00' },
]

const kinds: readonly What[] = [
  { name: 'Workshop', purposes: ['service'], slotMinutes: 60, capacity: 3 },
  { name: 'Test drives', purposes: ['test-drive', 'visit'], slotMinutes: 60, capacity: 2 },
  { name: 'Delivery', purposes: ['handover'], slotMinutes: 60, capacity: 2 },
]
const advice: readonly What[] = [{ name: 'Customer room', purposes: ['visit'], slotMinutes: 30, capacity: 1 }]

/** What can be booked at the sample's three sites. */
export function resources(now: number): readonly Resource[] {
  const offers = [sites.hamburg, sites.leeds, sites.care].flatMap((site) =>
    (site === sites.care ? advice : kinds).map((what) => ({ site, what })),
  )
  return offers.map(({ site, what }, place) => ({
    id: ResourceId.parse(`01900000-0000-7000-8010-${String(place + 1).padStart(12, '0')}`),
    site: site.id,
    ...what,
    hours: week,
    openings: [...openingsOf(week, site.zone, now)],
    active: true,
  }))
}
