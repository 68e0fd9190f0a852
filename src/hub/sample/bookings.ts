import { decide } from '../../domain/decide.ts'
import type { SiteId, VehicleId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { Purpose } from '../../domain/noun/resource.ts'
import { slotsOf } from '../../domain/rules/slots.ts'
import { derivedId } from '../intake/derived-id.ts'
import { type Dice, dice } from './dice.ts'
import { agents, sites } from './group.ts'
import { type Shelf, shelf } from './shelf.ts'
import { DAY } from './wall-clock.ts'

/** What bookings are made from: the customers as their logs left them, and what can be booked. */
export interface Ground {
  readonly party: readonly Row<'party'>[]
  readonly customer: readonly Row<'customer'>[]
  readonly vehicle: readonly Row<'vehicle'>[]
  readonly opportunity: readonly Row<'opportunity'>[]
  readonly touchpoint: readonly Row<'touchpoint'>[]
  readonly case: readonly Row<'case'>[]
  readonly resource: readonly Row<'resource'>[]
}

export interface Booked {
  readonly appointment: readonly Row<'appointment'>[]
  /** What the journey tells of it. */
  readonly touchpoint: readonly Row<'touchpoint'>[]
}

interface Wish {
  readonly party: string
  readonly purpose: Purpose
  readonly vehicle: VehicleId | null
  readonly note: string | null
  /** The car somebody wants to drive; the opportunity it is about. */
  readonly drive: { readonly model: string; readonly opportunity: string } | null
}

const clerks = { [sites.hamburg.id]: agents.mareike, [sites.leeds.id]: agents.gareth } as const
const notes = ['Waits in the lounge', 'Needs a loan car', 'Brings the winter wheels', 'Collects it after work', null, null] as const

/** The owners whose yearly service is due about now, those with something open first: they are the ones to know about. */
function services(ground: Ground, site: SiteId, now: number): readonly Wish[] {
  const home = new Set(ground.party.filter(({ sites: [first] }) => first === site).map(({ id }) => id))
  const troubled = new Set(ground.case.filter(({ state }) => state === 'open').map(({ party }) => party))
  const due = ground.vehicle.flatMap((car) => {
    const owner = car.owners.find(({ to }) => to === null)?.party
    const soon = car.nextServiceAt !== null && Math.abs(car.nextServiceAt - now) < 60 * DAY
    return owner && home.has(owner) && soon ? [{ owner, car }] : []
  })
  const order = ({ owner, car }: (typeof due)[number]) =>
    `${troubled.has(owner) ? 0 : 1} ${String(car.nextServiceAt).padStart(15, '0')} ${car.id}`
  const lot = dice(`notes ${site}`)
  return due
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map(({ owner, car }) => ({ party: owner, purpose: 'service', vehicle: car.id, note: lot.pick(notes), drive: null }))
}

const later = new Set(['test_drive_booked', 'test_drive_done', 'quote_sent', 'order_placed'])

/** Those who think about a car, have not driven it and were offered none yet. */
function drives(ground: Ground, site: SiteId): readonly Wish[] {
  const driven = new Set(ground.touchpoint.filter(({ kind }) => later.has(kind)).map(({ opportunity }) => opportunity))
  return ground.opportunity
    .filter((wish) => wish.site === site && wish.state === 'open' && !driven.has(wish.id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, party, title }) => ({ party, purpose: 'test-drive', vehicle: null, note: title, drive: { model: title, opportunity: id } }))
}

interface Desk {
  readonly ground: Ground
  readonly site: SiteId
  readonly rows: Shelf
  readonly lot: Dice
  readonly now: number
}

const cannot = (what: string, outcome: object): Error => new Error(`the sample's ${what} was refused: ${JSON.stringify(outcome)}`)

interface Made {
  readonly key: string
  readonly wish: Wish
  readonly resource: Row<'resource'>
  readonly startsAt: number
  readonly at: number
}

/** Books by the very command that an agent gives. */
function book({ ground, rows, site }: Desk, { key, wish, resource, startsAt, at }: Made): void {
  const party = ground.party.find(({ id }) => id === wish.party)
  const customer = ground.customer.find(({ id }) => id === party?.customer)
  const car = ground.vehicle.find(({ id }) => id === wish.vehicle)
  const { id, name, grants } = clerks[site] ?? agents.lena
  if (party) rows.put('party', party)
  if (customer) rows.put('customer', customer)
  if (car) rows.put('vehicle', car)
  const args = { appointment: derivedId('appointment', key), party: wish.party, resource: resource.id, purpose: wish.purpose, startsAt }
  const asked = { name: 'appointment.book', version: 1, args: { ...args, vehicle: wish.vehicle, case: null, note: wish.note } }
  const outcome = decide(rows, asked, { actor: { kind: 'agent', id, name, grants }, at })
  if (!outcome.ok) throw cannot('appointment', outcome)
  if (wish.drive) tell(rows, { key, wish, resource, startsAt, at })
}

function tell(rows: Shelf, { key, wish, resource, startsAt, at }: Made): void {
  const told = { id: derivedId('drive', key), party: wish.party, kind: 'test_drive_booked', at, site: resource.site, vehicle: null }
  const about = { opportunity: wish.drive?.opportunity ?? null, case: null, data: { model: wish.drive?.model ?? '', startsAt } }
  const args = { ...told, ...about, source: { source: 'nordhaus.example/dms', id: `drive-${key}` }, origin: 'sample' }
  const outcome = decide(rows, { name: 'touchpoint.record', version: 1, args }, { actor: { kind: 'system', name: 'sample' }, at })
  if (!outcome.ok) throw cannot('test drive', outcome)
}

/** A free time of a day, from today on. */
function timeOn({ rows, lot }: Desk, resource: Row<'resource'>, day: number): number | null {
  const opening = resource.openings[day]
  if (!opening) return null
  const booked = rows.all('appointment') as readonly Row<'appointment'>[]
  const free = slotsOf(resource, booked, opening).filter((slot) => slot.free > 0)
  return free.length > 0 ? lot.pick(free).startsAt : null
}

/** How many come on each of the next seven days: to the workshop, and to drive. */
const days = [
  [4, 2],
  [3, 1],
  [2, 1],
  [2, 1],
  [2, 0],
  [1, 1],
  [1, 0],
] as const

/** What the customers' logs say is booked: the keys of a new car, on the day that was told. */
function handovers(desk: Desk): void {
  const { ground, site } = desk
  const resource = ground.resource.find((one) => one.site === site && one.purposes.includes('handover'))
  const today = resource?.openings[0]?.from ?? Number.POSITIVE_INFINITY
  for (const touch of ground.touchpoint) {
    const startsAt = touch.kind === 'handover_booked' && touch.site === site ? Number(touch.data.startsAt) : 0
    if (!resource || startsAt < today) continue
    const wish = { party: touch.party, purpose: 'handover' as const, vehicle: null, note: String(touch.data.model), drive: null }
    book(desk, { key: touch.id, wish, resource, startsAt, at: touch.at })
  }
}

function ofSite(desk: Desk): void {
  const { ground, site, lot, now } = desk
  handovers(desk)
  const expected = new Set((desk.rows.all('appointment') as readonly Row<'appointment'>[]).map(({ party }) => party as string))
  const lists = [services(ground, site, now), drives(ground, site)].map((list) => list.filter(({ party }) => !expected.has(party)).values())
  for (const [day, counts] of days.entries()) {
    for (const [place, count] of counts.entries()) {
      for (let n = 0; n < count; n++) {
        const wish = lists[place]?.next().value
        const resource = ground.resource.find((one) => one.site === site && wish && one.purposes.includes(wish.purpose))
        const startsAt = wish && resource ? timeOn(desk, resource, day) : null
        if (!wish || !resource || startsAt === null) continue
        book(desk, { key: `${wish.party} ${wish.purpose}`, wish, resource, startsAt, at: now - lot.between(1, 5) * DAY })
      }
    }
  }
}

/** Who is expected at the sample's dealerships in the next seven days, by the clock of each. */
export function bookings(ground: Ground, now: number): Booked {
  const booked = [sites.hamburg.id, sites.leeds.id].map((site) => {
    const rows = shelf()
    for (const resource of ground.resource) rows.put('resource', resource)
    ofSite({ ground, site, rows, lot: dice(`bookings ${site}`), now })
    return rows
  })
  const all = <K extends 'appointment' | 'touchpoint'>(kind: K) => booked.flatMap((rows) => rows.all(kind) as readonly Row<K>[])
  return { appointment: all('appointment').map((row) => ({ ...row, origin: 'sample' as const })), touchpoint: all('touchpoint') }
}
