import { expect, test } from 'vitest'
import { caseNumber } from '../../../src/domain/case-header.ts'
import { kinds } from '../../../src/domain/kind.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { agent, anId, customer, held, ids, message, NOW, party, queue, system, vehicle, visitor } from '../../support/rows.ts'

const lena = { actor: agent(), at: NOW }
const base = [
  held('party', party({ customer: ids.customer })),
  held('customer', customer()),
  held('vehicle', vehicle({ brand: anId(0x71) })),
  held('queue', queue()),
  held('queue', queue({ id: ids.kielInbox, site: ids.kiel })),
]
const told = {
  case: ids.case,
  party: ids.katharina,
  site: ids.altona,
  queue: ids.inbox,
  kind: 'complaint',
  subject: 'Brakes grind again',
  channel: 'dealership',
  remedy: 'repair',
  vehicle: ids.aurel,
  note: { message: ids.message, text: 'Stood at the counter: the brakes grind since Tuesday.' },
}
const open = (more: object = {}) => ({ name: 'case.open', args: { ...told, ...more } })

test('a complaint told at the counter is a case of the agent who heard it, with their note', () => {
  const tx = memoryTx(base)
  expect(decideIn(tx, open(), lena)).toEqual({ ok: true })
  const expected = kinds.case.parse({
    id: ids.case,
    number: caseNumber(kinds.case.shape.id.parse(ids.case)),
    party: ids.katharina,
    site: ids.altona,
    queue: ids.inbox,
    brand: anId(0x71),
    kind: 'complaint',
    kindSettled: true,
    state: 'open',
    owner: ids.lena,
    fence: 1,
    subject: 'Brakes grind again',
    customerName: 'Katharina Brandstätter-Meyerhoff',
    vehicle: { id: ids.aurel, model: 'Aurel E4 Touring', plate: 'HH-KB 2104' },
    channel: 'dealership',
    openedAt: NOW,
    changedAt: NOW,
    resolvedAt: null,
    messages: 1,
    unanswered: 0,
    waitingSince: null,
    heard: null,
    preview: null,
    safety: null,
    remedy: 'repair',
    origin: 'live',
  })
  expect(tx.of('case')).toEqual([expected])
  const author = { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' }
  expect(tx.of('message')).toEqual([message({ author, kind: 'note', channel: 'dealership', text: told.note.text, at: NOW })])
})

test('an enquiry seeks no remedy, and a case can begin without a car or a note', () => {
  const tx = memoryTx(base)
  expect(decideIn(tx, open({ kind: 'enquiry', vehicle: null, note: null }), lena)).toEqual({ ok: true })
  expect(tx.of('case')).toMatchObject([{ kind: 'enquiry', remedy: null, vehicle: null, brand: null, messages: 0, owner: ids.lena }])
  expect(tx.of('message')).toEqual([])
})

test('the owner answers in the case they opened with the fence they were given', () => {
  const tx = memoryTx(base)
  decideIn(tx, open(), lena)
  const args = { message: anId(0x91), case: ids.case, party: ids.katharina, text: 'We look at it today.', fence: 1, knows: 1 }
  expect(decideIn(tx, { name: 'message.reply', args }, lena)).toEqual({ ok: true })
})

test('a case is opened by an agent of its site, for a customer they may see, in a queue of that site', () => {
  const tx = memoryTx(base)
  for (const actor of [agent(ids.mirja, ids.kiel), system, visitor(ids.katharina)])
    expect(decideIn(tx, open(), { actor, at: NOW })).toEqual({ ok: false, refusal: { code: 'not-found', field: 'party' } })
  expect(decideIn(tx, open({ party: ids.bernd }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'party' } })
  expect(decideIn(tx, open({ site: ids.kiel }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'site' } })
  for (const other of [ids.kielInbox, anId(0x93)])
    expect(decideIn(tx, open({ queue: other }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'queue' } })
  expect(tx.of('case')).toEqual([])
})

test('the car of somebody else is not put into a case', () => {
  const tx = memoryTx([...base, held('vehicle', vehicle({ id: ids.tarn, owners: [{ party: ids.bernd, from: 0, to: null }] }))])
  for (const car of [ids.tarn, anId(0x94)])
    expect(decideIn(tx, open({ vehicle: car }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'vehicle' } })
})

test('ids that exist are not used again for a case or its note', () => {
  const tx = memoryTx([...base, held('message', message())])
  expect(decideIn(tx, open(), lena)).toMatchObject({ refusal: { code: 'already-exists', field: 'message' } })
  decideIn(tx, open({ note: null }), lena)
  expect(decideIn(tx, open({ note: null }), lena)).toMatchObject({ refusal: { code: 'already-exists', field: 'case' } })
})

test('a customer with a case at another of our sites is known there from then on', () => {
  const both = { ...agent(), grants: [...agent().grants, ...agent(ids.lena, ids.kiel).grants] }
  const tx = memoryTx(base)
  expect(decideIn(tx, open({ site: ids.kiel, queue: ids.kielInbox }), { actor: both, at: NOW })).toEqual({ ok: true })
  expect(tx.get('party', ids.katharina)?.sites).toEqual([ids.kiel, ids.altona])
})
