import type { SyncCentre, SyncItem } from '../../src/domain/contract/sync.ts'
import { CaseId, CommandId, PartyId, ResourceId } from '../../src/domain/id.ts'
import { anId, HOUR, ids, MINUTE, message, NOW } from './rows.ts'

/** What the sync centre of a made-up desk shows. */
export const quiet: SyncCentre = {
  waiting: [],
  decisions: [],
  refused: [],
  sentToday: { count: 0, items: [] },
  nextTryAt: null,
  tiers: [
    { tier: 'mine', customers: 8, bytes: 4_200_000, oldestAt: NOW },
    { tier: 'site', customers: 61, bytes: 18_900_000, oldestAt: NOW },
    { tier: 'queues', customers: 43, bytes: 9_100_000, oldestAt: NOW },
    { tier: 'recent', customers: 12, bytes: 2_700_000, oldestAt: NOW - 3 * HOUR },
    { tier: 'demand', customers: 0, bytes: 0, oldestAt: null },
  ],
  readiness: [
    { check: 'queues', ok: true, detail: null },
    { check: 'cases', ok: true, detail: null },
    { check: 'site', ok: true, detail: null },
    { check: 'key', ok: true, detail: null },
    { check: 'lease', ok: true, detail: NOW + 70 * HOUR },
    { check: 'disk', ok: true, detail: 41_000_000_000 },
  ],
  leaseUntil: NOW + 70 * HOUR,
}

const command = (n: number): CommandId => CommandId.parse(anId(0xd0000 + n))

/** One thing done on this desk, about Katharina unless told otherwise. */
export const item = (n: number, more: Partial<SyncItem> = {}): SyncItem => ({
  command: command(n),
  name: 'message.reply',
  case: CaseId.parse(ids.case),
  party: PartyId.parse(ids.katharina),
  customerName: 'Katharina Brandstätter-Meyerhoff',
  subject: 'Brake noise is back after second repair',
  text: null,
  saidAt: NOW - (60 - n) * MINUTE,
  chain: command(n),
  holdsFor: null,
  state: 'waiting',
  reasons: [],
  code: null,
  field: null,
  mine: [],
  theirs: [],
  news: [],
  free: [],
  decidedAt: null,
  ...more,
})

/** What was done off line: a message said with it, or a mode. */
export interface Queued {
  readonly name: string
  readonly message: string | null
  readonly mode: unknown
  readonly text: string | null
}

const own = { case: null, party: null, customerName: null, subject: null }

/** Something done off line, as the outbox tells of it: one's own status is about no customer. */
export const queuedItem = (n: number, id: CommandId, { name, mode, text }: Queued): SyncItem =>
  item(n, { command: id, text, ...(name === 'presence.set' ? { ...own, name, mine: [{ field: 'mode', value: String(mode) }] } : {}) })

const bernd = {
  case: CaseId.parse(anId(0x5000)),
  party: PartyId.parse(anId(0x6000)),
  customerName: 'Bernd Oltmanns',
  subject: 'Invoice differs from the estimate by € 412',
} as const
const priya = {
  case: CaseId.parse(anId(0x5001)),
  party: PartyId.parse(anId(0x6001)),
  customerName: 'Priya Raghunathan',
  subject: 'Can I bring the tyre change forward?',
} as const
const marie = {
  case: CaseId.parse(anId(0x5004)),
  party: PartyId.parse(anId(0x6004)),
  customerName: 'Marie-Claire Dufour',
  subject: 'Charging cable missing from the delivery',
} as const

const ramp = ResourceId.parse(ids.ramp)
const wanted = [{ field: 'startsAt', value: String(NOW + 3 * HOUR) }]
const free = [2.25, 3.75, 17.5].map((hours) => ({ resource: ramp, name: 'Workshop ramp 1', startsAt: NOW + hours * HOUR }))

/** The line was away for a morning, and the world moved: one of each kind of decision. */
export const decided: SyncCentre = {
  ...quiet,
  waiting: [
    item(12, {
      text: 'Our master technician can see your car today at 17:00. We collect it from your home, so you do not need to drive.',
      chain: command(11),
      holdsFor: command(11),
      state: 'held',
    }),
  ],
  decisions: [
    item(11, {
      name: 'appointment.book',
      mine: wanted,
      state: 'refused',
      code: 'slot-taken',
      field: 'startsAt',
      free,
      decidedAt: NOW - 4 * MINUTE,
    }),
    item(20, {
      ...bernd,
      text: 'I have asked the workshop for the signed order and will ring you before noon.',
      state: 'review',
      reasons: ['answered', 'old'],
      saidAt: NOW - 40 * MINUTE,
      news: [
        message({
          id: anId(0xe100),
          case: bernd.case,
          party: bernd.party,
          number: 4,
          author: { kind: 'agent', agent: ids.jonas, name: 'Jonas Feld' },
          text: 'Mr Oltmanns, the € 412 were for the second pair of discs. I have sent you the signed order by e-mail.',
          at: NOW - 31 * MINUTE,
        }),
        message({
          id: anId(0xe101),
          case: bernd.case,
          party: bernd.party,
          number: 5,
          author: { kind: 'customer', party: bernd.party },
          text: 'Thank you, that explains it.',
          at: NOW - 18 * MINUTE,
        }),
      ],
    }),
    item(25, {
      ...marie,
      name: 'case.classify',
      state: 'refused',
      code: 'moved-on',
      field: 'kind',
      mine: [
        { field: 'kind', value: 'complaint' },
        { field: 'remedy', value: 'replacement' },
        { field: 'settled', value: 'true' },
      ],
      theirs: [
        { field: 'kind', value: 'enquiry' },
        { field: 'remedy', value: null },
        { field: 'settled', value: 'true' },
      ],
      decidedAt: NOW - 4 * MINUTE,
    }),
  ],
  refused: [
    item(30, { ...priya, text: 'The 18th at 9:30 would be free.', state: 'refused', code: 'not-yours', decidedAt: NOW - 4 * MINUTE }),
  ],
  sentToday: {
    count: 3,
    items: [
      item(6, {
        text: 'Please do not drive the car until our master technician has looked at it.',
        state: 'sent',
        decidedAt: NOW - 4 * MINUTE,
      }),
      item(10, { name: 'commitment.record', text: 'Answer by 16:30 today', state: 'sent', decidedAt: NOW - 4 * MINUTE }),
      item(8, { ...bernd, name: 'message.note', text: 'Estimate and invoice compared', state: 'sent', decidedAt: NOW - 4 * MINUTE }),
    ],
  },
}

/** Away from the line, with work that waits. */
export const waiting: SyncCentre = {
  ...quiet,
  nextTryAt: NOW + 42_000,
  tiers: quiet.tiers.map((tier) => (tier.oldestAt === null ? tier : { ...tier, oldestAt: Math.min(tier.oldestAt, NOW - 12 * MINUTE) })),
  waiting: [
    item(49, { text: 'Thank you for the recording. Please do not drive the car until our master technician has looked at it.' }),
    item(51, { name: 'appointment.book', mine: wanted }),
    item(52, { text: 'Our master technician can see your car today at 17:00.', chain: command(51), holdsFor: command(51), state: 'held' }),
    item(55, { ...bernd, name: 'message.note', text: 'Estimate and invoice compared' }),
  ],
  readiness: quiet.readiness.map((check) => (check.check === 'cases' ? { ...check, ok: false, detail: 2 } : check)),
}

/** What is left once somebody has decided about a thing: what rested on it goes the same way. */
export function settled(sync: SyncCentre, ask: string, command: string): SyncCentre {
  const gone = (one: SyncItem): boolean => one.command === command || (ask !== 'keepMine' && one.holdsFor === command)
  const { waiting: queued, decisions, refused } = sync
  const again = [...decisions, ...refused].filter((one) => one.command === command)
  const anew = again.map((one): SyncItem => ({ ...one, state: 'waiting', reasons: [], code: null, news: [], theirs: [], free: [] }))
  return {
    ...sync,
    waiting: [...queued.filter((one) => !gone(one)), ...(ask === 'discard' || ask === 'raiseItem' ? [] : anew)],
    decisions: decisions.filter((one) => !gone(one)),
    refused: refused.filter((one) => !gone(one)),
  }
}
