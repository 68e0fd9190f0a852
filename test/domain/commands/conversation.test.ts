import { expect, test } from 'vitest'
import { caseNumber } from '../../../src/domain/case-header.ts'
import { kinds } from '../../../src/domain/kind.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import {
  aCase,
  agent,
  anId,
  customer,
  DAY,
  HOUR,
  held,
  ids,
  MINUTE,
  message,
  NOW,
  party,
  system,
  vehicle,
  visitor,
} from '../../support/rows.ts'

const newCase = anId(0x61)
const args = {
  message: anId(0x60),
  case: newCase,
  party: ids.visitor,
  host: ids.visitor,
  site: ids.altona,
  queue: ids.inbox,
  text: 'Can I bring the tyre change forward?',
  origin: 'live',
}
const say = (more: object = {}) => ({ name: 'conversation.say', args: { ...args, ...more } })
const visiting = { actor: visitor(), at: NOW }
const anybody = held('party', party({ id: ids.visitor, name: null, place: null, firstSeenAt: NOW - DAY }))
const opened = aCase({
  id: newCase,
  number: caseNumber(kinds.case.shape.id.parse(newCase)),
  party: ids.visitor,
  kind: 'enquiry',
  subject: 'Can I bring the tyre change forward?',
  customerName: null,
  vehicle: null,
  openedAt: NOW,
  changedAt: NOW,
  waitingSince: NOW,
  heard: { number: 1, at: NOW },
  lastWord: { by: 'customer', at: NOW },
  preview: 'Can I bring the tyre change forward?',
})

test('the first words of somebody unknown open an enquiry that waits, unowned, in the site’s queue', () => {
  const tx = memoryTx([anybody])
  expect(decideIn(tx, say(), visiting)).toEqual({ ok: true })
  expect(tx.of('case')).toEqual([opened])
  const author = { kind: 'customer', party: ids.visitor }
  expect(tx.of('message')).toEqual([message({ id: args.message, case: newCase, party: ids.visitor, author, text: args.text, at: NOW })])
})

test('further words join the open case, and the waiting counts from the first that nobody answered', () => {
  const tx = memoryTx([anybody])
  decideIn(tx, say(), visiting)
  decideIn(tx, say({ message: anId(0x62), case: anId(0x63), text: 'Tomorrow, perhaps?' }), { ...visiting, at: NOW + MINUTE })
  const joined = {
    messages: 2,
    unanswered: 2,
    heard: { number: 2, at: NOW + MINUTE },
    lastWord: { by: 'customer', at: NOW + MINUTE },
    preview: 'Tomorrow, perhaps?',
    changedAt: NOW + MINUTE,
  }
  expect(tx.of('case')).toEqual([{ ...opened, ...joined }])
  expect(tx.get('message', anId(0x62))?.number).toBe(2)
})

test('words after a case is resolved open a new one', () => {
  const tx = memoryTx([anybody, held('case', aCase({ party: ids.visitor, state: 'resolved', resolvedAt: NOW - HOUR }))])
  decideIn(tx, say(), visiting)
  expect(tx.of('case').map((row) => [row.id, row.state])).toEqual([
    [ids.case, 'resolved'],
    [newCase, 'open'],
  ])
})

test('a customer who signed in goes on in the case they opened from another device, and is named as they are there', () => {
  const one = customer({ parties: [ids.katharina, ids.visitor] })
  const known = held('party', party({ customer: one.id }))
  const here = held('party', party({ id: ids.visitor, customer: one.id, name: null }))
  const tx = memoryTx([known, here, held('customer', one), held('case', aCase())])
  expect(decideIn(tx, say({ host: ids.katharina }), visiting)).toEqual({ ok: true })
  expect(tx.get('message', args.message)).toMatchObject({ case: ids.case, party: ids.katharina, author: { party: ids.visitor }, number: 2 })
})

test('words never join the case of somebody who is not the same customer', () => {
  const tx = memoryTx([anybody, held('party', party()), held('case', aCase())])
  expect(decideIn(tx, say({ host: ids.katharina }), visiting)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toEqual(aCase())
  expect(tx.get('message', args.message)).toMatchObject({ case: newCase, party: ids.visitor })
})

test('a new case knows the customer’s name and the car they mean', () => {
  const one = customer()
  const cars = [
    vehicle(),
    vehicle({ id: ids.tarn, model: 'Tarn 3', plate: 'HH-KM 88', owners: [{ party: ids.katharina, from: NOW - DAY, to: null }] }),
  ]
  const tx = memoryTx([held('party', party({ customer: one.id })), held('customer', one), ...cars.map((car) => held('vehicle', car))])
  const mine = { party: ids.katharina, host: ids.katharina }
  decideIn(tx, say({ ...mine, text: 'The brakes of my Aurel E4 Touring grind again' }), { actor: visitor(ids.katharina), at: NOW })
  expect(tx.get('case', newCase)).toMatchObject({
    kind: 'complaint',
    customerName: one.name,
    vehicle: { id: ids.aurel, model: 'Aurel E4 Touring', plate: 'HH-KB 2104' },
    safety: { message: args.message, raisedAt: NOW, dueAt: NOW + 15 * MINUTE, answeredAt: null, dismissed: null },
  })
})

test('a car that was sold is not taken for theirs', () => {
  const sold = vehicle({ owners: [{ party: ids.visitor, from: NOW - 900 * DAY, to: NOW - DAY }] })
  const tx = memoryTx([anybody, held('vehicle', sold)])
  decideIn(tx, say({ text: 'About my Aurel E4 Touring' }), visiting)
  expect(tx.get('case', newCase)?.vehicle).toBe(null)
})

test('safety words raise the flag again once the last one was met or dismissed, and not while it stands', () => {
  const raised = {
    message: ids.message,
    words: 'not safe',
    raisedAt: NOW - HOUR,
    dueAt: NOW - 45 * MINUTE,
    answeredAt: null,
    dismissed: null,
  }
  const after = (safety: object) => {
    const tx = memoryTx([anybody, held('case', aCase({ party: ids.visitor, safety }))])
    decideIn(tx, say({ text: 'Now the brakes failed altogether' }), visiting)
    return tx.get('case', ids.case)?.safety
  }
  expect(after(raised)).toEqual(raised)
  expect(after({ ...raised, answeredAt: NOW - MINUTE })).toMatchObject({ message: args.message, raisedAt: NOW, answeredAt: null })
  expect(after({ ...raised, dismissed: { by: ids.lena, at: NOW, reason: 'A child seat' } })).toMatchObject({
    message: args.message,
    dismissed: null,
  })
})

test('whoever opens a case at a site is known there from then on', () => {
  const tx = memoryTx([anybody])
  decideIn(tx, say({ site: ids.kiel, queue: ids.kielInbox }), visiting)
  expect(tx.get('party', ids.visitor)?.sites).toEqual([ids.kiel, ids.altona])
})

test('nobody speaks for another: an agent, another visitor and a party that does not exist are refused alike', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'party' } }
  const tx = memoryTx([anybody])
  expect(decideIn(tx, say(), { actor: agent(), at: NOW })).toEqual(no)
  expect(decideIn(tx, say(), { actor: visitor(ids.bernd), at: NOW })).toEqual(no)
  expect(decideIn(memoryTx(), say(), visiting)).toEqual(no)
  expect(decideIn(tx, say(), { actor: system, at: NOW })).toEqual({ ok: true })
})

test('the same message said twice is refused, and so is a case under an id that exists', () => {
  const tx = memoryTx([anybody, held('case', aCase({ id: newCase, party: ids.bernd }))])
  expect(decideIn(tx, say(), visiting)).toMatchObject({ refusal: { code: 'already-exists', field: 'case' } })
  const spoken = memoryTx([anybody])
  decideIn(spoken, say(), visiting)
  expect(decideIn(spoken, say(), visiting)).toMatchObject({ refusal: { code: 'already-exists', field: 'message' } })
})

test('empty words and words beyond measure are refused by name', () => {
  const tx = memoryTx([anybody])
  for (const text of ['  \n ', 'a'.repeat(8_001)])
    expect(decideIn(tx, say({ text }), visiting)).toMatchObject({ refusal: { code: 'malformed', field: 'text' } })
})

test('what no store can hold is taken out of the words, the rest is kept', () => {
  const tx = memoryTx([anybody])
  decideIn(tx, say({ text: 'Half a car \ud83d and a nought\u0000 too' }), visiting)
  expect(tx.get('message', args.message)?.text).toBe('Half a car \ufffd and a nought too')
})
