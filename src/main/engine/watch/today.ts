import type { Expected, Results, Slot, Today } from '../../../domain/contract/query.ts'
import type { SiteId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Purpose } from '../../../domain/noun/resource.ts'
import { slotsOf } from '../../../domain/rules/slots.ts'
import { partyScope, siteScope } from '../../../domain/scope.ts'
import { rowOf } from '../replica/rows.ts'
import type { Replica } from '../replica.ts'
import { lastContact, membersOf } from './dossier.ts'
import { readQueue } from './queue.ts'

interface Stretch {
  readonly site: SiteId
  readonly from: number
  readonly to: number
}

const CASES_SHOWN = 200

/** Rows of a kind at a site by the file, with what waits here in their place. */
function merged<K extends 'appointment' | 'commitment'>(
  replica: Replica,
  kind: K,
  stretch: Stretch & { readonly by: string },
): readonly Row<K>[] {
  const { store, pending } = replica
  const open = kind === 'commitment' ? "json_extract(body, '$.state') = 'open' AND" : ''
  const sql = `SELECT body FROM row_${kind} WHERE ${open} json_extract(body, '$.site') = ? AND json_extract(body, '$.${stretch.by}') >= ? AND json_extract(body, '$.${stretch.by}') < ?`
  const stored = store.all<{ body: string }>(sql, stretch.site, stretch.from, stretch.to).map(({ body }) => rowOf<K>(body))
  const unsent = pending.overlay.of(kind)
  const changed = new Set<string>(unsent.map((row) => row.id))
  return [...stored.filter((row) => !changed.has(row.id)), ...unsent.filter((row) => row.site === stretch.site)]
}

function expected(replica: Replica, appointment: Row<'appointment'>, to: number): Expected {
  const { view } = replica.pending
  const members = membersOf(replica, appointment.party)
  const cases = members.flatMap((member) => view.inScope(partyScope(member), 'case')).filter(({ state }) => state === 'open')
  const due = members
    .flatMap((member) => view.inScope(partyScope(member), 'commitment'))
    .filter(({ state, dueAt }) => state === 'open' && dueAt < to)
  const vehicle = appointment.vehicle === null ? null : view.get('vehicle', appointment.vehicle)
  return {
    appointment,
    party: view.get('party', appointment.party),
    vehicle,
    openCases: new Set(cases.map(({ id }) => id)).size,
    promisesDue: new Set(due.map(({ id }) => id)).size,
    recalls: vehicle?.recalls.filter(({ doneAt }) => doneAt === null).length ?? 0,
    lastContactAt: lastContact(replica, members),
  }
}

/** A dealership's day, from this device. */
export function readToday(replica: Replica, stretch: Stretch): Today {
  const appointments = merged(replica, 'appointment', { ...stretch, by: 'startsAt' })
    .filter(({ state, startsAt }) => state !== 'cancelled' && startsAt >= stretch.from && startsAt < stretch.to)
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
  return {
    expected: appointments.map((appointment) => expected(replica, appointment, stretch.to)),
    promises: merged(replica, 'commitment', { ...stretch, from: 0, by: 'dueAt' })
      .filter(({ state, dueAt }) => state === 'open' && dueAt < stretch.to)
      .toSorted((a, b) => a.dueAt - b.dueAt),
    cases: readQueue(replica, { view: 'mine', from: 0, count: CASES_SHOWN }).cases,
    whole: replica.held.whole(siteScope(stretch.site)),
  }
}

/** What can still be booked, as far as this device knows: bookings that wait here count. */
export function readSlots(
  replica: Replica,
  { site, purpose, from, to }: Stretch & { readonly purpose: Purpose },
  seenAt: number | null,
): Results['slots'] {
  const { view } = replica.pending
  const scope = siteScope(site)
  const booked = view.inScope(scope, 'appointment')
  const slots = view
    .inScope(scope, 'resource')
    .filter((resource) => resource.purposes.includes(purpose))
    .flatMap((resource) => slotsOf(resource, booked, { from, to }).map((slot): Slot => ({ ...slot, name: resource.name })))
  return {
    slots: slots.toSorted((a, b) => a.startsAt - b.startsAt || (a.name < b.name ? -1 : 1)),
    asOf: replica.held.whole(scope) ? seenAt : null,
  }
}
