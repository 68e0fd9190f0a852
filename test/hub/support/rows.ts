import {
  AgentId,
  AppointmentId,
  AttachmentId,
  CaseId,
  CommandId,
  DeviceId,
  GroupId,
  MessageId,
  PartyId,
  QueueId,
  ResourceId,
  SiteId,
  VehicleId,
} from '../../../src/domain/id.ts'
import type { KindRow, Row } from '../../../src/domain/kind.ts'
import type { Grant } from '../../../src/domain/noun/agent.ts'

/** An id one can read: the same kind and number are the same id. */
export const id = (kind: number, number: number): string =>
  `0190${kind.toString(16).padStart(4, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`

export const ids = {
  group: (n: number) => GroupId.parse(id(1, n)),
  site: (n: number) => SiteId.parse(id(2, n)),
  agent: (n: number) => AgentId.parse(id(3, n)),
  queue: (n: number) => QueueId.parse(id(4, n)),
  party: (n: number) => PartyId.parse(id(5, n)),
  case: (n: number) => CaseId.parse(id(6, n)),
  message: (n: number) => MessageId.parse(id(7, n)),
  command: (n: number) => CommandId.parse(id(8, n)),
  device: (n: number) => DeviceId.parse(id(9, n)),
  epoch: (n: number) => id(10, n),
  resource: (n: number) => ResourceId.parse(id(12, n)),
  appointment: (n: number) => AppointmentId.parse(id(13, n)),
  attachment: (n: number) => AttachmentId.parse(id(14, n)),
} as const

export const siteRow = (n: number): KindRow => ({
  kind: 'site',
  row: { id: ids.site(n), name: `Site ${n}`, kind: 'dealership', city: 'Town', zone: 'Europe/Berlin', language: 'de', brands: [] },
})

export const queueRow = (n: number, site = n): KindRow => ({
  kind: 'queue',
  row: { id: ids.queue(n), site: ids.site(site), name: `Queue ${n}` },
})

export const grant = (site: number, role: Grant['role'] = 'agent'): Grant => ({ site: ids.site(site), role })

export const agentRow = (n: number, grants: readonly Grant[], active = true): KindRow => ({
  kind: 'agent',
  row: { id: ids.agent(n), name: `Agent ${n}`, email: `agent${n}@dealer.example`, language: 'en', grants: [...grants], active },
})

export const partyRow = (n: number, sites: readonly number[]): KindRow => ({
  kind: 'party',
  row: {
    id: ids.party(n),
    customer: null,
    name: `Party ${n}`,
    language: 'en',
    sites: sites.map(ids.site),
    contacts: [],
    prefers: null,
    place: null,
    firstSeenAt: 1,
    origin: 'live',
  },
})

export const vehicleRow = (n: number, owners: number): KindRow => ({
  kind: 'vehicle',
  row: {
    id: VehicleId.parse(id(11, n)),
    vin: null,
    plate: null,
    brand: null,
    model: 'Estate',
    year: null,
    odometerKm: null,
    warrantyUntil: null,
    nextServiceAt: null,
    contractEndsAt: null,
    owners: Array.from({ length: owners }, (_, owner) => ({ party: ids.party(1_000 + owner), from: owner, to: owner + 1 })),
    recalls: [],
  },
})

export const header = (n: number, more: Partial<Row<'case'>> = {}): Row<'case'> => ({
  id: ids.case(n),
  number: `C-${n}`,
  party: ids.party(n),
  site: ids.site(1),
  queue: ids.queue(1),
  brand: null,
  kind: 'enquiry',
  kindSettled: false,
  state: 'open',
  owner: null,
  fence: 0,
  subject: `Case ${n}`,
  customerName: null,
  vehicle: null,
  channel: 'chat',
  openedAt: 1,
  changedAt: 1,
  resolvedAt: null,
  messages: 0,
  unanswered: 0,
  waitingSince: null,
  heard: null,
  preview: null,
  safety: null,
  remedy: null,
  raised: null,
  lent: null,
  answeredAt: null,
  lastWord: null,
  origin: 'live',
  ...more,
})

export const caseRow = (n: number, more: Partial<Row<'case'>> = {}): KindRow => ({ kind: 'case', row: header(n, more) })

/** A ramp of a site, without hours. */
export const resourceRow = (n: number, site = n, more: Partial<Row<'resource'>> = {}): KindRow => ({
  kind: 'resource',
  row: {
    id: ids.resource(n),
    site: ids.site(site),
    name: `Ramp ${n}`,
    purposes: ['service'],
    slotMinutes: 60,
    capacity: 1,
    hours: [],
    openings: [],
    active: true,
    ...more,
  },
})

/** A party expected at a site. */
export const appointmentRow = (n: number, more: Partial<Row<'appointment'>> = {}): KindRow => ({
  kind: 'appointment',
  row: {
    id: ids.appointment(n),
    party: ids.party(1),
    site: ids.site(1),
    resource: ids.resource(1),
    purpose: 'service',
    startsAt: 10_000_000,
    minutes: 60,
    vehicle: null,
    case: null,
    customerName: null,
    note: null,
    state: 'booked',
    bookedBy: ids.agent(1),
    bookedByName: 'Agent 1',
    bookedAt: 1,
    closedAt: null,
    reason: null,
    origin: 'live',
    ...more,
  },
})

/** A file in a case, its bytes still to come. */
export const attachmentRow = (n: number, more: Partial<Row<'attachment'>> = {}): KindRow => ({
  kind: 'attachment',
  row: {
    id: ids.attachment(n),
    party: ids.party(1),
    case: ids.case(1),
    message: null,
    name: 'photo.jpg',
    type: 'image/jpeg',
    size: 3,
    sha256: 'ab'.repeat(32),
    state: 'awaited',
    addedBy: ids.agent(1),
    addedByName: 'Agent 1',
    addedAt: 1,
    storedAt: null,
    origin: 'live',
    ...more,
  },
})
