import type { Actor } from '../../src/domain/actor.ts'
import { type Kind, type KindRow, kinds, type Row } from '../../src/domain/kind.ts'
import type { Role } from '../../src/domain/noun/agent.ts'

/** Thursday 12 November 2026, 14:00 in Hamburg: the present of every test that needs one. */
export const NOW = Date.UTC(2026, 10, 12, 13)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A UUID one can read in a failure: the number stands at its end. */
export const anId = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** Ids that the makers below use unless told otherwise. */
export const ids = {
  altona: anId(0xa1),
  kiel: anId(0xa2),
  lena: anId(0xb1),
  jonas: anId(0xb2),
  whisper: anId(0x5b0),
  mirja: anId(0xb3),
  inbox: anId(0xc1),
  kielInbox: anId(0xc2),
  katharina: anId(0xd1),
  visitor: anId(0xd2),
  bernd: anId(0xd3),
  customer: anId(0xe1),
  aurel: anId(0xf1),
  tarn: anId(0xf2),
  case: anId(0x11),
  message: anId(0x12),
  ramp: anId(0x14),
  appointment: anId(0x15),
  photo: anId(0x16),
  promise: anId(0x13),
} as const

type Some<K extends Kind> = { readonly [F in keyof Row<K>]?: unknown }

export const site = (more: Some<'site'> = {}): Row<'site'> =>
  kinds.site.parse({
    id: ids.altona,
    name: 'Altona',
    kind: 'dealership',
    city: 'Hamburg',
    zone: 'Europe/Berlin',
    language: 'de',
    brands: [],
    ...more,
  })

export const party = (more: Some<'party'> = {}): Row<'party'> =>
  kinds.party.parse({
    id: ids.katharina,
    customer: null,
    name: 'Katharina Brandstätter-Meyerhoff',
    language: 'de',
    sites: [ids.altona],
    contacts: [],
    prefers: null,
    place: 'Ottensen',
    firstSeenAt: NOW - 900 * DAY,
    origin: 'live',
    ...more,
  })

export const customer = (more: Some<'customer'> = {}): Row<'customer'> =>
  kinds.customer.parse({ id: ids.customer, name: 'Katharina Brandstätter-Meyerhoff', parties: [ids.katharina], ...more })

export const identity = (more: Some<'identity'> = {}): Row<'identity'> =>
  kinds.identity.parse({
    id: anId(0x31),
    party: ids.katharina,
    customer: ids.customer,
    key: 'crm',
    value: 'N-2104',
    source: 'dealer',
    at: NOW - 900 * DAY,
    ...more,
  })

export const consent = (more: Some<'consent'> = {}): Row<'consent'> =>
  kinds.consent.parse({ id: anId(0x32), party: ids.visitor, purpose: 'journey', state: 'given', source: 'widget', at: NOW - DAY, ...more })

export const vehicle = (more: Some<'vehicle'> = {}): Row<'vehicle'> =>
  kinds.vehicle.parse({
    id: ids.aurel,
    vin: null,
    plate: 'HH-KB 2104',
    brand: null,
    model: 'Aurel E4 Touring',
    year: 2024,
    odometerKm: 41_280,
    warrantyUntil: null,
    nextServiceAt: null,
    contractEndsAt: null,
    owners: [{ party: ids.katharina, from: NOW - 820 * DAY, to: null }],
    recalls: [],
    ...more,
  })

export const opportunity = (more: Some<'opportunity'> = {}): Row<'opportunity'> =>
  kinds.opportunity.parse({
    id: anId(0x21),
    party: ids.visitor,
    site: ids.altona,
    title: 'Tarn 5',
    state: 'open',
    openedAt: NOW - 10 * DAY,
    ...more,
  })

export const aCase = (more: Some<'case'> = {}): Row<'case'> =>
  kinds.case.parse({
    id: ids.case,
    number: 'C-0000011',
    party: ids.katharina,
    site: ids.altona,
    queue: ids.inbox,
    brand: null,
    kind: 'complaint',
    kindSettled: false,
    state: 'open',
    owner: null,
    fence: 0,
    subject: 'Brake noise is back after second repair',
    customerName: 'Katharina Brandstätter-Meyerhoff',
    vehicle: { id: ids.aurel, model: 'Aurel E4 Touring', plate: 'HH-KB 2104' },
    channel: 'chat',
    openedAt: NOW - HOUR,
    changedAt: NOW - HOUR,
    resolvedAt: null,
    messages: 1,
    unanswered: 1,
    waitingSince: NOW - HOUR,
    heard: { number: 1, at: NOW - HOUR },
    preview: 'The brake noise is back.',
    safety: null,
    remedy: null,
    origin: 'live',
    ...more,
  })

export const message = (more: Some<'message'> = {}): Row<'message'> =>
  kinds.message.parse({
    id: ids.message,
    party: ids.katharina,
    case: ids.case,
    number: 1,
    author: { kind: 'customer', party: ids.katharina },
    kind: 'said',
    channel: 'chat',
    text: 'The brake noise is back.',
    at: NOW - HOUR,
    reachedCustomerAt: null,
    readAt: null,
    origin: 'live',
    ...more,
  })

export const commitment = (more: Some<'commitment'> = {}): Row<'commitment'> =>
  kinds.commitment.parse({
    id: ids.promise,
    party: ids.katharina,
    site: ids.altona,
    case: null,
    vehicle: ids.aurel,
    text: 'Call with the part date',
    owner: ids.jonas,
    ownerName: 'Jonas Feld',
    madeAt: NOW - 2 * DAY,
    dueAt: NOW - 20 * HOUR,
    state: 'open',
    closedAt: null,
    evidence: null,
    origin: 'live',
    ...more,
  })

export const outreach = (more: Some<'outreach'> = {}): Row<'outreach'> =>
  kinds.outreach.parse({
    id: anId(0x41),
    party: ids.katharina,
    vehicle: null,
    title: 'Winter wheels',
    purpose: 'sales',
    plannedAt: NOW + DAY,
    state: 'planned',
    origin: 'live',
    ...more,
  })

/** A ramp of the workshop, open from nine to twelve on the day after the present. */
export const resource = (more: Some<'resource'> = {}): Row<'resource'> =>
  kinds.resource.parse({
    id: ids.ramp,
    site: ids.altona,
    name: 'Ramp 1',
    purposes: ['service', 'visit'],
    slotMinutes: 60,
    capacity: 1,
    hours: [{ day: 5, from: '09:00', to: '12:00' }],
    openings: [{ from: NOW + 19 * HOUR, to: NOW + 22 * HOUR }],
    active: true,
    ...more,
  })

export const appointment = (more: Some<'appointment'> = {}): Row<'appointment'> =>
  kinds.appointment.parse({
    id: ids.appointment,
    party: ids.katharina,
    site: ids.altona,
    resource: ids.ramp,
    purpose: 'service',
    startsAt: NOW + 19 * HOUR,
    minutes: 60,
    vehicle: ids.aurel,
    case: null,
    customerName: 'Katharina Brandstätter-Meyerhoff',
    note: null,
    state: 'booked',
    bookedBy: ids.lena,
    bookedByName: 'Lena Vogt',
    bookedAt: NOW - DAY,
    closedAt: null,
    reason: null,
    origin: 'live',
    ...more,
  })

export const attachment = (more: Some<'attachment'> = {}): Row<'attachment'> =>
  kinds.attachment.parse({
    id: ids.photo,
    party: ids.katharina,
    case: ids.case,
    message: null,
    name: 'brake-disc.jpg',
    type: 'image/jpeg',
    size: 2_048,
    sha256: 'ab'.repeat(32),
    state: 'awaited',
    addedBy: ids.lena,
    addedByName: 'Lena Vogt',
    addedAt: NOW - HOUR,
    storedAt: null,
    origin: 'live',
    ...more,
  })

let told = 0x1000

/** A touchpoint of a kind, with its data, that many milliseconds from the present; each its own id. */
export const presence = (more: Some<'presence'> = {}): Row<'presence'> =>
  kinds.presence.parse({ id: ids.lena, sites: [ids.altona], mode: 'available', modeSince: NOW, line: 'up', lineSince: NOW, ...more })

/** Jonas, a supervisor here, to Lena. */
export const whisper = (more: Some<'whisper'> = {}): Row<'whisper'> =>
  kinds.whisper.parse({
    id: ids.whisper,
    case: ids.case,
    party: ids.katharina,
    to: ids.lena,
    by: ids.jonas,
    byName: 'Jonas Feld',
    kind: 'suggestion',
    text: 'Offer him the loan car.',
    after: 1,
    at: NOW,
    end: null,
    ...more,
  })

export function touchpoint(kind: string, data: object, more: Some<'touchpoint'> = {}): Row<'touchpoint'> {
  told += 1
  const at = typeof more.at === 'number' ? more.at : NOW - DAY
  return kinds.touchpoint.parse({
    id: anId(told),
    party: ids.katharina,
    kind,
    at,
    receivedAt: at,
    site: ids.altona,
    vehicle: null,
    opportunity: null,
    case: null,
    source: { source: 'test', id: String(told) },
    data,
    origin: 'live',
    ...more,
  })
}

/** A workshop visit with data that is whole. */
export const workshop = (data: object, more: Some<'touchpoint'> = {}): Row<'touchpoint'> =>
  touchpoint(
    'workshop_visit',
    { concern: 'Brake noise', done: 'Brakes cleaned', topic: 'brakes', odometerKm: null, days: 1, until: NOW, warranty: true, ...data },
    { vehicle: ids.aurel, ...more },
  )

const grants = (at: string, role: Role) => [{ site: at, role }]

/** Somebody at a desk: an agent of Altona unless told otherwise. */
export function agent(id: string = ids.lena, at: string = ids.altona, role: Role = 'agent'): Actor & { readonly kind: 'agent' } {
  const names: Readonly<Record<string, string>> = { [ids.lena]: 'Lena Vogt', [ids.jonas]: 'Jonas Feld', [ids.mirja]: 'Mirja Holm' }
  const row = kinds.agent.parse({
    id,
    name: names[id] ?? 'Somebody',
    email: 'desk@nordhaus.example',
    language: 'de',
    grants: grants(at, role),
    active: true,
  })
  return { kind: 'agent', id: row.id, name: row.name, grants: row.grants }
}

export const visitor = (id: string = ids.visitor): Actor => ({ kind: 'visitor', party: kinds.party.shape.id.parse(id) })

export const system: Actor = { kind: 'system', name: 'intake' }

/** A row with its kind, as stores hold it. */
export const held = <K extends Kind>(kind: K, row: Row<K>): KindRow => ({ kind, row }) as KindRow

export const queue = (more: Some<'queue'> = {}): Row<'queue'> =>
  kinds.queue.parse({ id: ids.inbox, site: ids.altona, name: 'Inbox', ...more })
