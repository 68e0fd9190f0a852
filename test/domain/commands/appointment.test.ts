import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import {
  aCase,
  agent,
  anId,
  appointment,
  customer,
  DAY,
  HOUR,
  held,
  ids,
  MINUTE,
  NOW,
  party,
  resource,
  system,
  vehicle,
  visitor,
} from '../../support/rows.ts'

const lena = { actor: agent(), at: NOW }
const stranger = { actor: agent(ids.mirja, ids.kiel), at: NOW }
const nine = NOW + 19 * HOUR

const known = [
  held('party', party({ customer: ids.customer })),
  held('customer', customer({ parties: [ids.katharina, ids.visitor] })),
  held('vehicle', vehicle()),
  held('case', aCase()),
  held('resource', resource()),
]
const booking = {
  appointment: ids.appointment,
  party: ids.katharina,
  resource: ids.ramp,
  purpose: 'service',
  startsAt: nine,
  vehicle: ids.aurel,
  case: ids.case,
  note: 'Brings the old disc',
}
const book = (more: object = {}) => ({ name: 'appointment.book', args: { ...booking, ...more } })

test('a customer is booked in with their car, by name and for the whole slot', () => {
  const tx = memoryTx(known)
  expect(decideIn(tx, book(), lena)).toEqual({ ok: true })
  const expected = appointment({ case: ids.case, note: 'Brings the old disc', bookedAt: NOW })
  expect(tx.of('appointment')).toEqual([expected])
})

test('the last place goes to one: whoever comes second is told that it is taken, and nothing is kept', () => {
  const tx = memoryTx(known)
  decideIn(tx, book(), lena)
  const second = book({ appointment: anId(0x98) })
  expect(decideIn(tx, second, lena)).toEqual({ ok: false, refusal: { code: 'slot-taken', field: 'startsAt' } })
  expect(tx.of('appointment')).toHaveLength(1)
})

test('as many are booked as there is room, and who called off leaves their place to another', () => {
  const tx = memoryTx([...known.slice(0, -1), held('resource', resource({ capacity: 2 })), held('appointment', appointment())])
  expect(decideIn(tx, book({ appointment: anId(0x98) }), lena)).toEqual({ ok: true })
  expect(decideIn(tx, book({ appointment: anId(0x99) }), lena)).toMatchObject({ refusal: { code: 'slot-taken' } })
  const off = { appointment: ids.appointment, party: ids.katharina, state: 'cancelled', reason: 'Ill' }
  expect(decideIn(tx, { name: 'appointment.close', args: off }, lena)).toEqual({ ok: true })
  expect(decideIn(tx, book({ appointment: anId(0x99) }), lena)).toEqual({ ok: true })
})

test('a time that is no slot, a slot that is over and a purpose it is not for cannot be booked', () => {
  const no = (field: string) => ({ ok: false, refusal: { code: 'no-slot', field } })
  const tx = memoryTx(known)
  for (const startsAt of [nine + MINUTE, nine - HOUR, nine + 3 * HOUR, NOW + 9 * DAY])
    expect(decideIn(tx, book({ startsAt }), lena)).toEqual(no('startsAt'))
  expect(decideIn(tx, book(), { ...lena, at: nine + HOUR })).toEqual(no('startsAt'))
  expect(decideIn(tx, book({ purpose: 'handover' }), lena)).toEqual(no('purpose'))
  expect(tx.of('appointment')).toEqual([])
})

test('who comes in late can still be booked into the hour that runs', () => {
  expect(decideIn(memoryTx(known), book(), { ...lena, at: nine + 59 * MINUTE })).toEqual({ ok: true })
})

test('nobody but an agent of a site that knows the customer books, and only what their own site offers', () => {
  const tx = memoryTx(known)
  for (const actor of [stranger.actor, system, visitor(ids.katharina)])
    expect(decideIn(tx, book(), { actor, at: NOW })).toEqual({ ok: false, refusal: { code: 'not-found', field: 'party' } })
  const elsewhere = memoryTx([...known, held('resource', resource({ id: anId(0x97), site: ids.kiel }))])
  const no = { ok: false, refusal: { code: 'not-found', field: 'resource' } }
  expect(decideIn(elsewhere, book({ resource: anId(0x97) }), lena)).toEqual(no)
  expect(decideIn(elsewhere, book({ resource: anId(0x96) }), lena)).toEqual(no)
})

test('a customer booked at another site of ours is known there from then on', () => {
  const both = agent()
  const grants = [...both.grants, ...agent(ids.lena, ids.kiel).grants]
  const tx = memoryTx([...known, held('resource', resource({ id: anId(0x97), site: ids.kiel }))])
  expect(decideIn(tx, book({ resource: anId(0x97) }), { actor: { ...both, grants }, at: NOW })).toEqual({ ok: true })
  expect(tx.get('party', ids.katharina)?.sites).toEqual([ids.kiel, ids.altona])
})

test('the car and the case must be the customer’s own, by whichever of their parties', () => {
  const others = [
    held('vehicle', vehicle({ id: ids.tarn, owners: [{ party: ids.bernd, from: 0, to: null }] })),
    held('case', aCase({ id: anId(0x95), party: ids.bernd })),
    held('case', aCase({ id: anId(0x94), party: ids.visitor })),
  ]
  const tx = memoryTx([...known, ...others])
  expect(decideIn(tx, book({ vehicle: ids.tarn }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'vehicle' } })
  expect(decideIn(tx, book({ case: anId(0x95) }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'case' } })
  expect(decideIn(tx, book({ case: anId(0x93) }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'case' } })
  expect(decideIn(tx, book({ case: anId(0x94) }), lena)).toEqual({ ok: true })
})

test('an appointment under an id that exists is refused', () => {
  const tx = memoryTx([...known, held('appointment', appointment({ startsAt: nine + HOUR }))])
  expect(decideIn(tx, book(), lena)).toMatchObject({ refusal: { code: 'already-exists', field: 'appointment' } })
})

const close = (more: object = {}) => ({
  name: 'appointment.close',
  args: { appointment: ids.appointment, party: ids.katharina, state: 'arrived', reason: null, ...more },
})

test('who came is marked as here; an appointment ends once', () => {
  const tx = memoryTx([held('appointment', appointment())])
  expect(decideIn(tx, close(), lena)).toEqual({ ok: true })
  expect(tx.of('appointment')).toEqual([appointment({ state: 'arrived', closedAt: NOW })])
  expect(decideIn(tx, close({ state: 'missed' }), lena)).toEqual({ ok: false, refusal: { code: 'already-closed' } })
})

test('nothing is called off without a reason; that somebody did not come needs none', () => {
  const tx = memoryTx([held('appointment', appointment())])
  expect(decideIn(tx, close({ state: 'cancelled' }), lena)).toEqual({ ok: false, refusal: { code: 'reason-missing', field: 'reason' } })
  expect(decideIn(tx.fork(), close({ state: 'missed' }), lena)).toEqual({ ok: true })
  expect(decideIn(tx, close({ state: 'cancelled', reason: 'Ill' }), lena)).toEqual({ ok: true })
  expect(tx.of('appointment')).toEqual([appointment({ state: 'cancelled', closedAt: NOW, reason: 'Ill' })])
})

test('agents of other sites, the hub and visitors end no appointment, and hear the same as if there were none', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'appointment' } }
  const tx = memoryTx([held('appointment', appointment())])
  for (const actor of [stranger.actor, system, visitor(ids.katharina)]) expect(decideIn(tx, close(), { actor, at: NOW })).toEqual(no)
  expect(decideIn(tx, close({ party: ids.bernd }), lena)).toEqual(no)
  expect(decideIn(memoryTx(), close(), lena)).toEqual(no)
})
