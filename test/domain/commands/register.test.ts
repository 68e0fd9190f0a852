import { expect, test } from 'vitest'
import { scopesOf } from '../../../src/domain/scope.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { agent, anId, held, ids, NOW, party, system, vehicle, visitor } from '../../support/rows.ts'

const lena = { actor: agent(), at: NOW }
const car = { id: ids.tarn, brand: null, model: 'Tarn 5', plate: 'HH-P 77', vin: null, year: 2021 }
const walkIn = {
  party: ids.bernd,
  site: ids.altona,
  name: 'Bernd Oltmanns',
  language: 'de',
  contacts: [{ kind: 'phone', value: '+49 40 5550177' }],
  vehicle: car,
}
const register = (more: object = {}) => ({ name: 'party.register', args: { ...walkIn, ...more } })

test('somebody at the counter is a party of that site with their car; what they say of themselves is not yet verified', () => {
  const tx = memoryTx()
  expect(decideIn(tx, register(), lena)).toEqual({ ok: true })
  const contacts = [{ kind: 'phone', value: '+49 40 5550177', verified: false }]
  expect(tx.of('party')).toEqual([party({ id: ids.bernd, name: 'Bernd Oltmanns', contacts, place: null, firstSeenAt: NOW })])
  const owners = [{ party: ids.bernd, from: NOW, to: null }]
  expect(tx.of('vehicle')).toEqual([vehicle({ ...car, odometerKm: null, owners })])
  expect(tx.rows().map(scopesOf)).toEqual([[`party:${ids.bernd}`], [`party:${ids.bernd}`]])
})

test('a customer without a car is a customer', () => {
  const tx = memoryTx()
  expect(decideIn(tx, register({ vehicle: null, contacts: [] }), lena)).toEqual({ ok: true })
  expect(tx.rows()).toHaveLength(1)
})

test('ids that exist are not used again, and a car of no brand of ours is refused', () => {
  const no = (code: string, field: string) => ({ ok: false, refusal: { code, field } })
  expect(decideIn(memoryTx([held('party', party({ id: ids.bernd }))]), register(), lena)).toEqual(no('already-exists', 'party'))
  expect(decideIn(memoryTx([held('vehicle', vehicle({ id: ids.tarn }))]), register(), lena)).toEqual(no('already-exists', 'vehicle'))
  const tx = memoryTx()
  expect(decideIn(tx, register({ vehicle: { ...car, brand: anId(0x71) } }), lena)).toEqual(no('not-found', 'vehicle.brand'))
  expect(tx.rows()).toEqual([])
})

test('a contact that says it is verified, and more than a card holds, are refused at the door', () => {
  const verified = register({ contacts: [{ kind: 'phone', value: '1', verified: true }] })
  expect(decideIn(memoryTx(), verified, lena)).toMatchObject({ refusal: { code: 'malformed', field: 'contacts.0.verified' } })
  const many = Array.from({ length: 11 }, (_, n) => ({ kind: 'phone', value: `+49 ${n}` }))
  expect(decideIn(memoryTx(), register({ contacts: many }), lena)).toMatchObject({ refusal: { code: 'malformed', field: 'contacts' } })
})

test('only an agent registers, and only at a site where they work', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'site' } }
  for (const actor of [agent(ids.mirja, ids.kiel), system, visitor(ids.bernd)])
    expect(decideIn(memoryTx(), register(), { actor, at: NOW })).toEqual(no)
})
