import { expect, test } from 'vitest'
import { likelyCauses } from '../../../src/domain/rules/cause.ts'
import { changedSince } from '../../../src/domain/rules/changed.ts'
import { factLine } from '../../../src/domain/rules/fact-line.ts'
import { inOrder } from '../../../src/domain/rules/queue-order.ts'
import { ribbons } from '../../../src/domain/rules/ribbon.ts'
import { heldOutreach } from '../../../src/domain/rules/suppression.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import {
  aCase,
  agent,
  anId,
  commitment,
  consent,
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
  system,
  touchpoint,
  vehicle,
  visitor,
  workshop,
} from '../../support/rows.ts'

const bought = anId(0x201)
const car = { vehicle: ids.aurel }
const buying = { opportunity: bought }
const wednesday = NOW - 22 * HOUR

const history = [
  touchpoint('test_drive_done', { model: 'Aurel E4', remark: 'Quiet' }, { ...buying, at: NOW - 900 * DAY }),
  touchpoint('order_placed', { model: 'Aurel E4 Touring', price: null, expectedAt: null }, { ...buying, ...car, at: NOW - 880 * DAY }),
  touchpoint('handover_done', { model: 'Aurel E4 Touring', by: 'Jonas Feld', odometerKm: 12 }, { ...car, at: NOW - 820 * DAY }),
]
const first = workshop({ done: 'Brakes cleaned', days: 1 }, { at: NOW - 45 * DAY })
const second = workshop({ done: 'Pads and sensor', days: 3 }, { at: NOW - 4 * DAY })
const part = touchpoint('part_arrived', { part: 'Brake caliper, rear left', topic: 'brakes' }, { ...car, at: NOW - 5 * HOUR })
const spoke = touchpoint('call', { way: 'outreach', outcome: 'answered', about: 'Part ordered' }, { ...car, at: wednesday })
const promise = commitment({ madeAt: wednesday, dueAt: NOW - 20 * HOUR })
const wheels = outreach({ title: 'Winter wheels', plannedAt: NOW + DAY })
const renewal = outreach({ id: anId(0x42), title: 'Renewal', plannedAt: NOW + 4 * DAY })
const recall = { code: 'R-2611', title: 'Brake booster', doNotDrive: false, doneAt: null }

const katharina = [
  held('customer', customer()),
  held('party', party({ customer: ids.customer })),
  held('identity', identity()),
  held('vehicle', vehicle({ recalls: [recall] })),
  ...[...history, first, second, part, spoke].map((row) => held('touchpoint', row)),
  held('commitment', promise),
  held('outreach', wheels),
  held('outreach', renewal),
  held('party', party({ id: ids.visitor, name: null, place: null })),
]

/** What a desk holds of somebody: the rows of all the parties that are this customer. */
function known(tx: ReturnType<typeof memoryTx>) {
  const parties = tx.of('party')
  const rows = { vehicles: tx.of('vehicle'), opportunities: tx.of('opportunity'), touchpoints: tx.of('touchpoint'), cases: tx.of('case') }
  return {
    parties,
    ...rows,
    commitments: tx.of('commitment'),
    outreach: tx.of('outreach'),
    messages: tx.of('message'),
    lastContactAt: null,
  }
}

const saw = (kind: string, data: object, at: number) => {
  const { receivedAt: _, ...told } = touchpoint(kind, data, { party: ids.visitor, at })
  return { name: 'touchpoint.record', args: told }
}

const said = {
  name: 'conversation.say',
  args: {
    message: anId(0x310),
    case: anId(0x311),
    party: ids.visitor,
    host: ids.visitor,
    site: ids.altona,
    queue: ids.inbox,
    text: 'The brake noise is back after the second repair. I need to know whether the car is safe.',
    origin: 'live',
  },
}

const vouched = {
  name: 'party.identify',
  args: {
    party: ids.visitor,
    identity: anId(0x312),
    customer: anId(0x313),
    crm: 'N-2104',
    name: 'Katharina Brandstätter-Meyerhoff',
    email: null,
    phone: null,
    source: 'nordhaus.example',
  },
}

/** Somebody looks at two models and keeps a configuration, complains in the chat, and signs in. */
function told() {
  const tx = memoryTx(katharina)
  const visiting = { actor: visitor(), at: NOW - 20 * MINUTE }
  const allowed = consent()
  tx.put('consent', allowed)
  const seen = [
    decideIn(tx, saw('web_visit', { page: 'Aurel V7', model: 'Aurel V7' }, NOW - 30 * MINUTE), visiting),
    decideIn(tx, saw('web_visit', { page: 'Tarn 5', model: 'Tarn 5' }, NOW - 27 * MINUTE), visiting),
    decideIn(tx, saw('config_saved', { model: 'Tarn 5', summary: 'Long range, blue', price: null }, NOW - 22 * MINUTE), visiting),
    decideIn(tx, said, { ...visiting, at: NOW - 10 * MINUTE }),
    decideIn(tx, vouched, { actor: system, at: NOW - 9 * MINUTE }),
  ]
  expect(seen).toEqual(seen.map(() => ({ ok: true })))
  return tx
}

test('before anybody signs in, the visitor’s looking around is a journey of its own', () => {
  const tx = memoryTx([held('party', party({ id: ids.visitor, name: null })), held('consent', consent())])
  const visiting = { actor: visitor(), at: NOW }
  decideIn(tx, saw('web_visit', { page: 'Aurel V7', model: 'Aurel V7' }, NOW - 30 * MINUTE), visiting)
  decideIn(tx, saw('config_saved', { model: 'Tarn 5', summary: null, price: null }, NOW - 22 * MINUTE), visiting)
  const [only] = ribbons(known(tx), NOW)
  expect(only).toMatchObject({ of: { kind: 'interest', id: ids.visitor }, title: 'Tarn 5', stage: 'configure', since: NOW - 22 * MINUTE })
})

test('the complaint is known for one, by name and car, and is at the top of the queue', () => {
  const tx = told()
  const [mine] = tx.of('case')
  expect(mine).toMatchObject({
    kind: 'complaint',
    customerName: 'Katharina Brandstätter-Meyerhoff',
    vehicle: { id: ids.aurel, plate: 'HH-KB 2104' },
    safety: { raisedAt: NOW - 10 * MINUTE, dueAt: NOW + 5 * MINUTE },
  })
  const waiting = aCase({ id: anId(0x320), waitingSince: NOW - DAY })
  expect(inOrder([waiting, mine!]).map((row) => row.id)).toEqual([mine!.id, waiting.id])
})

test('one ribbon shows the car through all its steps, hurt where the repair was repeated, the promise broken, the complaint made', () => {
  const [interest, aurel] = ribbons(known(told()), NOW)
  expect(interest).toMatchObject({ of: { kind: 'interest' }, title: 'Tarn 5' })
  expect(aurel).toMatchObject({ of: { kind: 'vehicle', id: ids.aurel }, title: 'Aurel E4 Touring', plate: 'HH-KB 2104', stage: 'own' })
  expect(aurel?.steps.map(({ step, state, at }) => [step, state, at])).toEqual([
    ['explore', 'done', null],
    ['choose', 'done', NOW - 900 * DAY],
    ['buy', 'done', NOW - 880 * DAY],
    ['handover', 'done', NOW - 820 * DAY],
    ['own', 'now', NOW - 790 * DAY],
    ['return', 'ahead', null],
  ])
  expect(aurel?.steps.flatMap(({ step, friction }) => friction.map((mark) => [step, mark.kind, mark.at]))).toEqual([
    ['own', 'repeat-repair', second.at],
    ['own', 'promise-broken', promise.dueAt],
    ['own', 'complaint', NOW - 10 * MINUTE],
  ])
})

test('both brake repairs are found as the likely cause, the newer first, each with the customer’s own word', () => {
  const tx = told()
  const causes = likelyCauses({ ...known(tx), case: tx.of('case')[0]! })
  expect(causes.map(({ touchpoint: row, reason, values }) => [row.id, reason.id, values.said])).toEqual([
    [second.id, 'cause.named', 'brake'],
    [first.id, 'cause.named', 'brake'],
  ])
})

test('what changed since Jonas rang: the promise broken, the part here, two offers held, and what they looked at', () => {
  const { since, changes } = changedSince(known(told()), NOW)
  expect(since).toEqual({ at: wednesday, by: null, how: 'call' })
  expect(changes.map(({ kind, at }) => [kind, at])).toEqual([
    ['offer-held', NOW - 10 * MINUTE],
    ['offer-held', NOW - 10 * MINUTE],
    ['touchpoint', NOW - 22 * MINUTE],
    ['visit', NOW - 27 * MINUTE],
    ['visit', NOW - 30 * MINUTE],
    ['part-arrived', NOW - 5 * HOUR],
    ['promise-broken', NOW - 20 * HOUR],
  ])
})

test('a first answer in the conversation does not empty the list it was written from', () => {
  const tx = told()
  const mine = tx.of('case')[0]!
  tx.put('case', { ...mine, owner: agent().id })
  const answer = { message: anId(0x330), case: mine.id, party: mine.party, text: 'Please leave it parked.', fence: mine.fence, knows: 1 }
  const before = changedSince(known(tx), NOW)
  expect(decideIn(tx, { name: 'message.reply', args: answer }, { actor: agent(), at: NOW - MINUTE })).toEqual({ ok: true })
  expect(changedSince(known(tx), NOW)).toEqual(before)
  const tomorrow = changedSince(known(tx), NOW + DAY)
  expect(tomorrow.since).toEqual({ at: NOW - MINUTE, by: 'Lena Vogt', how: 'message' })
})

test('two offers are held while the complaint is open, and are free the moment it is resolved', () => {
  const tx = told()
  const because = tx.of('case')[0]!
  expect(heldOutreach(tx.of('outreach'), tx.of('case')).map((one) => [one.outreach.title, one.because.id])).toEqual([
    ['Winter wheels', because.id],
    ['Renewal', because.id],
  ])
  expect(heldOutreach(tx.of('outreach'), [{ ...because, state: 'resolved', resolvedAt: NOW }])).toEqual([])
})

test('the fact line: two attempts, four days off the road, one promise broken, one recall open', () => {
  const tx = told()
  const line = factLine({ ...known(tx), case: tx.of('case')[0]!, vehicle: tx.get('vehicle', ids.aurel) }, NOW)
  expect(line).toEqual({
    remedy: null,
    attempts: [first, second],
    daysOffRoad: 4,
    promisesBroken: [promise],
    recalls: [recall],
  })
})

test('the thread shows the customer’s words once, under the case they opened', () => {
  const tx = told()
  const author = { kind: 'customer', party: ids.visitor }
  const words = { id: said.args.message, case: said.args.case, party: ids.visitor, author, text: said.args.text, at: NOW - 10 * MINUTE }
  expect(tx.of('message')).toEqual([message(words)])
})
