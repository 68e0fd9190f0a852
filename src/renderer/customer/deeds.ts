import type { Slot } from '../../domain/contract/query.ts'
import { AppointmentId, CaseId, CommandId, MessageId, PartyId, type SiteId, TouchpointId, VehicleId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { CaseKind } from '../../domain/noun/case.ts'
import type { Purpose } from '../../domain/noun/resource.ts'
import type { Channel } from '../../domain/value.ts'
import { change, type Done, newId } from '../store/run.ts'

/** Who walked in, as far as they told. */
export interface Walkin {
  readonly name: string
  readonly phone: string
  readonly email: string
  readonly model: string
  readonly plate: string
}

/** Somebody in the records, or about to be. `after`: what must reach the hub before anything about them. */
export interface Somebody {
  readonly party: PartyId
  readonly vehicle: VehicleId | null
  readonly after: readonly string[]
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** Registers a walk-in customer, and the car they came with. */
export async function register(site: Row<'site'>, walkin: Walkin): Promise<Somebody | Extract<Done, { ok: false }>> {
  const [party, model] = [PartyId.parse(newId()), orNull(walkin.model)]
  const vehicle = model === null ? null : VehicleId.parse(newId())
  const done = await change('party.register', {
    party,
    site: site.id,
    name: walkin.name.trim(),
    language: site.language,
    contacts: [
      ...(orNull(walkin.phone) === null ? [] : [{ kind: 'phone' as const, value: walkin.phone.trim() }]),
      ...(orNull(walkin.email) === null ? [] : [{ kind: 'email' as const, value: walkin.email.trim() }]),
    ],
    vehicle:
      vehicle === null || model === null ? null : { id: vehicle, brand: null, model, plate: orNull(walkin.plate), vin: null, year: null },
  })
  return done.ok ? { party, vehicle, after: [CommandId.parse(done.command)] } : done
}

interface NewCase {
  readonly who: Somebody
  readonly site: SiteId
  readonly queue: Row<'queue'>['id']
  readonly kind: CaseKind
  readonly subject: string
  readonly channel: Channel
  readonly told: string
}

/** Opens a complaint or an enquiry in the customer's words; it is the writer's own from the first moment. */
export async function openNew({ who, site, queue, kind, subject, channel, told }: NewCase): Promise<Done & { readonly id: CaseId }> {
  const id = CaseId.parse(newId())
  const text = orNull(told)
  const args = {
    case: id,
    party: who.party,
    site,
    queue,
    kind,
    subject: subject.trim(),
    channel,
    remedy: null,
    vehicle: who.vehicle,
    note: text === null ? null : { message: MessageId.parse(newId()), text },
  }
  return { ...(await change('case.open', args, who.after)), id }
}

interface Happened {
  readonly who: Pick<Somebody, 'party' | 'vehicle'>
  readonly site: SiteId
  readonly case: CaseId | null
  readonly kind: 'walk_in' | 'call' | 'test_drive_done'
  readonly data: Readonly<Record<string, string | null>>
  readonly at: number
}

/** Writes down that something happened. */
export function log({ who, site, case: about, kind, data, at }: Happened): Promise<Done> {
  const id = TouchpointId.parse(newId())
  return change('touchpoint.record', {
    id,
    party: who.party,
    kind,
    at,
    site,
    vehicle: who.vehicle,
    opportunity: null,
    case: about,
    source: { source: 'desk', id },
    data,
    origin: 'live',
  })
}

interface Wish {
  readonly who: Pick<Somebody, 'party' | 'vehicle'>
  readonly slot: Slot
  readonly purpose: Purpose
  readonly case: CaseId | null
  readonly note: string
}

/** Asks for a slot; the hub has the last word. */
export const book = ({ who, slot, purpose, case: about, note }: Wish): Promise<Done> =>
  change('appointment.book', {
    appointment: AppointmentId.parse(newId()),
    party: who.party,
    resource: slot.resource,
    purpose,
    startsAt: slot.startsAt,
    vehicle: who.vehicle,
    case: about,
    note: orNull(note),
  })

export const closeAppointment = (row: Row<'appointment'>, state: 'arrived' | 'missed'): Promise<Done> =>
  change('appointment.close', { appointment: row.id, party: row.party, state, reason: null })
