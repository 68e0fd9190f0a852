import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import {
  aCase,
  agent,
  anId,
  consent,
  customer,
  DAY,
  HOUR,
  held,
  identity,
  ids,
  NOW,
  party,
  system,
  vehicle,
  visitor,
} from '../../support/rows.ts'

const hub = { actor: system, at: NOW }
const anonymous = party({ id: ids.visitor, name: null, place: null, sites: [ids.kiel], firstSeenAt: NOW - HOUR })

const arrive = { name: 'party.arrive', args: { party: ids.visitor, site: ids.kiel, name: null, language: 'de', origin: 'live' } }

test('somebody new is a party of the site where we met them, and nobody’s customer yet', () => {
  const tx = memoryTx()
  expect(decideIn(tx, arrive, hub)).toEqual({ ok: true })
  expect(tx.of('party')).toEqual([{ ...anonymous, firstSeenAt: NOW }])
})

test('nobody arrives twice, and only the hub lets anybody in', () => {
  const tx = memoryTx([held('party', anonymous)])
  expect(decideIn(tx, arrive, hub)).toEqual({ ok: false, refusal: { code: 'already-exists', field: 'party' } })
  for (const actor of [agent(), visitor()])
    expect(decideIn(memoryTx(), arrive, { actor, at: NOW })).toMatchObject({ refusal: { code: 'not-found' } })
})

const vouched = {
  party: ids.visitor,
  identity: anId(0x81),
  customer: anId(0x82),
  crm: 'N-2104',
  name: 'Katharina Brandstätter-Meyerhoff',
  email: 'katharina@post.example',
  phone: null,
  source: 'nordhaus.example',
}
const identify = (more: object = {}) => ({ name: 'party.identify', args: { ...vouched, ...more } })
const email = { kind: 'email', value: 'katharina@post.example', verified: true }

test('a visitor nobody knew becomes a customer by the dealer’s word', () => {
  const tx = memoryTx([held('party', anonymous)])
  expect(decideIn(tx, identify(), hub)).toEqual({ ok: true })
  expect(tx.of('customer')).toEqual([customer({ id: vouched.customer, parties: [ids.visitor] })])
  expect(tx.of('party')).toEqual([{ ...anonymous, customer: vouched.customer, name: vouched.name, contacts: [email] }])
  const link = { id: vouched.identity, party: ids.visitor, customer: vouched.customer, source: 'nordhaus.example', at: NOW }
  expect(tx.of('identity')).toEqual([identity(link)])
})

const known = [held('party', party({ customer: ids.customer })), held('customer', customer()), held('identity', identity())]

test('a visitor who signs in joins the customer we know: their rows stay where they are, and the open case gets name and car', () => {
  const waiting = aCase({ party: ids.visitor, site: ids.kiel, customerName: null, vehicle: null })
  const tx = memoryTx([...known, held('vehicle', vehicle()), held('party', anonymous), held('case', waiting)])
  expect(decideIn(tx, identify({ crm: 'n-2104' }), hub)).toEqual({ ok: true })
  expect(tx.of('customer')).toEqual([customer({ parties: [ids.katharina, ids.visitor] })])
  expect(tx.get('party', ids.visitor)).toMatchObject({ customer: ids.customer, sites: [ids.kiel, ids.altona] })
  const car = { id: ids.aurel, model: 'Aurel E4 Touring', plate: 'HH-KB 2104' }
  expect(tx.of('case')).toEqual([{ ...waiting, customerName: vouched.name, vehicle: car, changedAt: NOW }])
})

test('a resolved case keeps the name it was closed under', () => {
  const done = aCase({ party: ids.visitor, customerName: null, vehicle: null, state: 'resolved', resolvedAt: NOW - DAY })
  const tx = memoryTx([...known, held('party', anonymous), held('case', done)])
  decideIn(tx, identify(), hub)
  expect(tx.of('case')).toEqual([done])
})

test('being vouched for again as the same person changes nothing', () => {
  const tx = memoryTx([...known, held('party', anonymous)])
  decideIn(tx, identify(), hub)
  const once = tx.rows()
  expect(decideIn(tx, identify({ identity: anId(0x83) }), hub)).toEqual({ ok: true })
  expect(tx.rows()).toEqual(once)
})

test('a second person who signs in on the same computer is never taken for the first', () => {
  const tx = memoryTx([...known, held('party', anonymous)])
  decideIn(tx, identify(), hub)
  const second = identify({ crm: 'N-9', name: 'Bernd Oltmanns', identity: anId(0x83) })
  expect(decideIn(tx, second, hub)).toMatchObject({ refusal: { code: 'already-exists', field: 'party' } })
})

test('what the visitor typed is kept behind what the dealer vouches for', () => {
  const typed = { kind: 'phone', value: '+49 40 5550100', verified: false }
  const tx = memoryTx([held('party', { ...anonymous, contacts: party({ contacts: [typed, { ...email, verified: false }] }).contacts })])
  decideIn(tx, identify(), hub)
  expect(tx.get('party', ids.visitor)?.contacts).toEqual([email, typed])
})

test('ids that exist are not used again for a link or a customer', () => {
  const tx = memoryTx([...known, held('party', anonymous)])
  expect(decideIn(tx, identify({ identity: identity().id }), hub)).toMatchObject({ refusal: { code: 'already-exists', field: 'identity' } })
  const clash = identify({ crm: 'N-9', customer: ids.customer })
  expect(decideIn(tx, clash, hub)).toMatchObject({ refusal: { code: 'already-exists', field: 'customer' } })
})

test('only the hub vouches, and only for a party there is', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'party' } }
  const tx = memoryTx([held('party', anonymous)])
  for (const actor of [agent(ids.lena, ids.kiel), visitor()]) expect(decideIn(tx, identify(), { actor, at: NOW })).toEqual(no)
  expect(decideIn(memoryTx(), identify(), hub)).toEqual(no)
})

const given = { consent: anId(0x91), party: ids.visitor, purpose: 'journey', state: 'given', source: 'widget' }
const consents = (more: object = {}) => ({ name: 'party.consent', args: { ...given, ...more } })

test('a visitor’s word on consent is kept with its time', () => {
  const tx = memoryTx([held('party', anonymous)])
  expect(decideIn(tx, consents(), { actor: visitor(), at: NOW })).toEqual({ ok: true })
  expect(tx.of('consent')).toEqual([consent({ id: given.consent, at: NOW })])
})

test('consent told later keeps its day, but cannot be given for the future, where no withdrawal could follow it', () => {
  const tx = memoryTx([held('party', anonymous)])
  decideIn(tx, consents({ at: NOW - DAY }), hub)
  decideIn(tx, consents({ consent: anId(0x92), at: NOW + DAY }), hub)
  expect(tx.of('consent').map((row) => row.at)).toEqual([NOW - DAY, NOW])
})

test('nobody consents for another', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'party' } }
  const tx = memoryTx([held('party', anonymous)])
  expect(decideIn(tx, consents(), { actor: visitor(ids.bernd), at: NOW })).toEqual(no)
  expect(decideIn(tx, consents(), { actor: agent(ids.lena, ids.kiel), at: NOW })).toEqual(no)
  expect(decideIn(memoryTx(), consents(), { actor: visitor(), at: NOW })).toEqual(no)
})

test('a consent under an id that exists is refused: the old word stays', () => {
  const tx = memoryTx([held('party', anonymous), held('consent', consent({ id: given.consent }))])
  expect(decideIn(tx, consents({ state: 'withdrawn' }), hub)).toMatchObject({ refusal: { code: 'already-exists', field: 'consent' } })
})
