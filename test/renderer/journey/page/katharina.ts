import { type KindRow, kinds } from '../../../../src/domain/kind.ts'
import {
  aCase,
  agent,
  anId,
  commitment,
  customer,
  DAY,
  HOUR,
  held,
  identity,
  ids,
  MINUTE,
  message,
  NOW,
  outreach,
  party,
  site,
  touchpoint,
  vehicle,
  workshop,
} from '../../../support/rows.ts'

const colleague = (id: string): KindRow => {
  const { kind: _, ...rest } = agent(id)
  return held('agent', kinds.agent.parse({ ...rest, email: `${id.slice(-2)}@nordhaus.example`, language: 'de', active: true }))
}

export const people: readonly KindRow[] = [ids.lena, ids.jonas, ids.mirja].map(colleague)

/** So many months before the present, on a day of that month. */
const months = (n: number, day = 14): number => Date.UTC(2026, 10 - n, day, 10)

const aurel = { vehicle: ids.aurel }
const tarn = { vehicle: ids.tarn }
const eur = (amount: number) => ({ minor: amount * 100, currency: 'EUR' })

const journey = () => [
  touchpoint('web_visit', { page: 'Aurel E4 Touring', model: 'Aurel E4 Touring' }, { ...aurel, at: months(32, 3) }),
  touchpoint(
    'config_saved',
    { model: 'Aurel E4 Touring', summary: 'Fjord blue, tow bar', price: eur(52_400) },
    { ...aurel, at: months(32, 9) },
  ),
  touchpoint('quote_sent', { model: 'Aurel E4 Touring', price: eur(51_900), validUntil: months(30) }, { ...aurel, at: months(31, 8) }),
  touchpoint(
    'test_drive_done',
    { model: 'Aurel E4 Touring', remark: 'Quiet; wants the tow bar. The pedal felt soft.' },
    { ...aurel, at: months(31, 20) },
  ),
  touchpoint('order_placed', { model: 'Aurel E4 Touring', price: eur(51_200), expectedAt: months(27) }, { ...aurel, at: months(29, 5) }),
  touchpoint('deposit_paid', { amount: eur(3_000) }, { ...aurel, at: months(29, 7) }),
  touchpoint('handover_done', { model: 'Aurel E4 Touring', by: 'Jonas Feld', odometerKm: 12 }, { ...aurel, at: months(27, 9) }),
  touchpoint(
    'survey_answered',
    { survey: 'csat', score: 4, best: 5, words: 'Kind people; the handover was rushed' },
    { at: months(27, 23) },
  ),
  touchpoint('handover_done', { model: 'Tarn 3', by: null, odometerKm: 31 }, { ...tarn, at: months(30, 2) }),
  touchpoint('web_visit', { page: 'Tarn 3', model: 'Tarn 3' }, { ...tarn, at: months(34, 4) }),
  touchpoint('walk_in', { reason: 'Wants to see the Tarn 3' }, { ...tarn, at: months(33, 12) }),
  touchpoint('order_placed', { model: 'Tarn 3', price: eur(28_900), expectedAt: null }, { ...tarn, at: months(32, 1) }),
  touchpoint('service_done', { service: 'Inspection', odometerKm: 30_100, total: eur(412) }, { ...tarn, at: months(8, 21) }),
  touchpoint('service_done', { service: 'First service', odometerKm: 21_020, total: eur(389) }, { ...aurel, at: months(14, 17) }),
  touchpoint('recall_notice', { code: 'R-2611', title: 'Wiring at the brake sensor', doNotDrive: false }, { ...aurel, at: months(2, 6) }),
  workshop(
    { concern: 'Brakes grind when cold', done: 'Brakes cleaned and adjusted', odometerKm: 40_120, days: 1, until: NOW - 44 * DAY },
    { at: NOW - 45 * DAY },
  ),
  touchpoint('call', { way: 'outreach', outcome: 'answered', about: 'Is the car all right again?' }, { at: NOW - 38 * DAY }),
  workshop(
    { concern: 'Brake noise again', done: 'Pads and sensor replaced, test drive', odometerKm: 40_910, days: 3, until: NOW - 2 * DAY },
    { at: NOW - 5 * DAY },
  ),
  touchpoint('call', { way: 'inbound', outcome: 'answered', about: 'When does the part come?' }, { at: NOW - 22 * HOUR }),
  touchpoint('part_arrived', { part: 'Brake caliper, rear left', topic: 'brakes' }, { ...aurel, at: NOW - 5 * HOUR }),
  touchpoint('web_visit', { page: 'Workshop hours', model: null }, { at: NOW - 5 * MINUTE }),
  touchpoint('web_visit', { page: 'Help: brakes', model: null }, { at: NOW - 3 * MINUTE }),
]

const cars = [
  vehicle({
    vin: 'WAU2E4T1700041280',
    warrantyUntil: Date.UTC(2027, 7, 9),
    nextServiceAt: Date.UTC(2026, 11, 20),
    recalls: [{ code: 'R-2611', title: 'Wiring at the brake sensor may chafe; this car may be affected', doNotDrive: false, doneAt: null }],
    owners: [{ party: ids.katharina, from: months(27, 9), to: null }],
  }),
  vehicle({
    id: ids.tarn,
    plate: 'HH-KM 88',
    model: 'Tarn 3',
    odometerKm: 38_700,
    contractEndsAt: Date.UTC(2027, 4, 5),
    warrantyUntil: Date.UTC(2026, 4, 2),
    owners: [{ party: ids.katharina, from: months(30, 2), to: null }],
  }),
]

const said = [
  message({ number: 1, text: 'The brake noise is back, the second repair did not help.', at: NOW - 50 * MINUTE }),
  message({
    id: anId(0x120),
    number: 2,
    author: { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' },
    text: 'I am sorry, Ms Brandstätter-Meyerhoff. I look into it now.',
    at: NOW - 38 * MINUTE,
    reachedCustomerAt: NOW - 38 * MINUTE,
  }),
  message({
    id: anId(0x121),
    number: 3,
    text: 'I drive to Kassel with the children tomorrow. I need to know today whether the car is safe.',
    at: NOW - 6 * MINUTE,
  }),
]

const promises = [
  commitment({ case: null, text: 'Call with the part date', dueAt: NOW - 20 * HOUR, madeAt: NOW - 3 * DAY }),
  commitment({
    id: anId(0x131),
    case: ids.case,
    text: 'Say whether the car is safe',
    owner: ids.lena,
    ownerName: 'Lena Vogt',
    madeAt: NOW - 38 * MINUTE,
    dueAt: NOW + 2.3 * HOUR,
  }),
  commitment({
    id: anId(0x132),
    case: ids.case,
    text: 'Written result of the third repair',
    owner: ids.mirja,
    ownerName: 'Mirja Holm',
    madeAt: NOW - 30 * MINUTE,
    dueAt: NOW + 8 * DAY,
  }),
  commitment({
    id: anId(0x133),
    text: 'Tow bar wiring free of charge',
    madeAt: months(27, 9),
    dueAt: months(26, 1),
    state: 'kept',
    closedAt: months(27, 20),
    evidence: 'Done at the first visit',
  }),
]

/** The handover of 2024 was a complaint too; it was put right. */
const earlier = aCase({
  id: anId(0x110),
  number: 'C-0000004',
  subject: 'Tow bar missing at the handover',
  owner: null,
  state: 'resolved',
  channel: 'phone',
  openedAt: months(27, 11),
  changedAt: months(27, 20),
  resolvedAt: months(27, 20),
  messages: 5,
  unanswered: 0,
  waitingSince: null,
  heard: { number: 4, at: months(27, 13) },
  preview: 'Thank you, Friday suits me.',
})

/** Katharina, the second repair of her brakes, and a promise that nobody kept. */
export const katharina = (): readonly KindRow[] => [
  held('site', site()),
  ...people,
  held(
    'party',
    party({
      customer: ids.customer,
      prefers: 'chat',
      contacts: [
        { kind: 'phone', value: '+49 151 5550 4471', verified: true },
        { kind: 'email', value: 'k.brandstaetter@example.org', verified: true },
      ],
    }),
  ),
  held('customer', customer()),
  held('identity', identity({ source: 'Nordhaus Altona' })),
  ...cars.map((row) => held('vehicle', row)),
  held(
    'case',
    aCase({
      owner: ids.lena,
      kindSettled: true,
      messages: 3,
      openedAt: NOW - 50 * MINUTE,
      heard: { number: 3, at: NOW - 6 * MINUTE },
      waitingSince: NOW - 6 * MINUTE,
      remedy: 'repair',
      preview: 'I drive to Kassel with the children tomorrow. I need to know today whether the car is safe.',
    }),
  ),
  held('case', earlier),
  ...said.map((row) => held('message', row)),
  ...journey().map((row) => held('touchpoint', row)),
  ...promises.map((row) => held('commitment', row)),
  held('outreach', outreach({ plannedAt: NOW + 4 * HOUR })),
  held('outreach', outreach({ id: anId(0x42), title: 'Renewal', vehicle: ids.tarn, plannedAt: NOW + 4 * DAY })),
  held('outreach', outreach({ id: anId(0x43), title: 'Service reminder', purpose: 'service', plannedAt: NOW + 10 * DAY })),
]
