import { z } from 'zod'
import { mayAt, mayAtAny } from '../actor.ts'
import { command, type Tx } from '../command.ts'
import { carOf, meet, nameOf, partiesWith } from '../customer-of.ts'
import { AppointmentId, CaseId, PartyId, ResourceId, VehicleId } from '../id.ts'
import type { Row } from '../kind.ts'
import { slotKey } from '../lookup.ts'
import { Purpose } from '../noun/resource.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { isSlot } from '../rules/slots.ts'
import { Instant, Line } from '../value.ts'

const Booking = z.strictObject({
  appointment: AppointmentId,
  party: PartyId,
  resource: ResourceId,
  purpose: Purpose,
  startsAt: Instant,
  vehicle: VehicleId.nullable(),
  case: CaseId.nullable(),
  note: Line.nullable(),
})
type Booking = z.infer<typeof Booking>

const MINUTE = 60_000

/** Whether the time can be had: a slot of this resource, for this purpose, not over yet, and with a place left. */
function vacant(tx: Tx, resource: Row<'resource'>, { args, at }: { readonly args: Booking; readonly at: number }): Refusal | null {
  if (!resource.purposes.includes(args.purpose)) return refuse('no-slot', { field: 'purpose' })
  if (!isSlot(resource, args.startsAt) || args.startsAt + resource.slotMinutes * MINUTE <= at)
    return refuse('no-slot', { field: 'startsAt' })
  const taken = tx.find('appointment.ofSlot', slotKey(args)).length
  return taken < resource.capacity ? null : refuse('slot-taken', { field: 'startsAt' })
}

/** What the appointment is about must be this customer's own. */
function strange(tx: Tx, party: Row<'party'>, args: Booking): Refusal | null {
  if (args.vehicle !== null && !carOf(tx, party, args.vehicle)) return refuse('not-found', { field: 'vehicle' })
  const about = args.case === null ? null : tx.get('case', args.case)
  return args.case === null || (about && partiesWith(tx, party).includes(about.party)) ? null : refuse('not-found', { field: 'case' })
}

/** Books a customer in. Two who want the same last place are told apart by the slot's own root: the hub's word is final. */
export const book = command({
  name: 'appointment.book',
  version: 1,
  args: Booking,
  roots: (args) => [args.party, `slot:${args.resource}:${args.startsAt}`],
  reads: (args) => [
    { kind: 'appointment', id: args.appointment },
    { kind: 'party', id: args.party },
    { kind: 'resource', id: args.resource },
    { lookup: 'appointment.ofSlot', key: slotKey(args) },
    ...(args.vehicle === null ? [] : [{ kind: 'vehicle' as const, id: args.vehicle }]),
    ...(args.case === null ? [] : [{ kind: 'case' as const, id: args.case }]),
  ],
  apply(tx, args, { actor, at }) {
    const party = tx.get('party', args.party)
    if (!party || actor.kind !== 'agent' || !mayAtAny(actor, party.sites, 'agent')) return refuse('not-found', { field: 'party' })
    const resource = tx.get('resource', args.resource)
    if (!resource || !mayAt(actor, resource.site, 'agent')) return refuse('not-found', { field: 'resource' })
    if (tx.get('appointment', args.appointment)) return refuse('already-exists', { field: 'appointment' })
    const refusal = strange(tx, party, args) ?? vacant(tx, resource, { args, at })
    if (refusal) return refusal
    meet(tx, party, resource.site)
    const { appointment: id, ...asked } = args
    tx.put('appointment', {
      id,
      ...asked,
      site: resource.site,
      minutes: resource.slotMinutes,
      customerName: nameOf(tx, party),
      state: 'booked',
      bookedBy: actor.id,
      bookedByName: actor.name,
      bookedAt: at,
      closedAt: null,
      reason: null,
      origin: 'live',
    })
    return null
  },
})

/** What became of an appointment: they came, they did not, or it was called off, which is never done without a reason. */
export const closeAppointment = command({
  name: 'appointment.close',
  version: 1,
  args: z.strictObject({
    appointment: AppointmentId,
    party: PartyId,
    state: z.enum(['arrived', 'missed', 'cancelled']),
    reason: Line.nullable(),
  }),
  roots: ({ party }) => [party],
  reads: ({ appointment: id }) => [{ kind: 'appointment', id }],
  apply(tx, args, { actor, at }) {
    const appointment = tx.get('appointment', args.appointment)
    if (!appointment || appointment.party !== args.party || actor.kind !== 'agent' || !mayAt(actor, appointment.site, 'agent'))
      return refuse('not-found', { field: 'appointment' })
    if (appointment.state !== 'booked') return refuse('already-closed')
    if (args.state === 'cancelled' && args.reason === null) return refuse('reason-missing', { field: 'reason' })
    tx.put('appointment', { ...appointment, state: args.state, closedAt: at, reason: args.reason })
    return null
  },
})
