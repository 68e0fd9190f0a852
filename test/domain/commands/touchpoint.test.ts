import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { agent, anId, consent, DAY, HOUR, held, ids, NOW, party, system, touchpoint, visitor } from '../../support/rows.ts'

const hub = { actor: system, at: NOW }
const anonymous = held('party', party({ id: ids.visitor, name: null }))
const { receivedAt: _, ...told } = touchpoint(
  'web_visit',
  { page: 'Tarn 5', model: 'Tarn 5' },
  { id: anId(0x99), party: ids.visitor, at: NOW - HOUR },
)
const record = <M extends object>(more?: M) => ({ name: 'touchpoint.record', args: { ...told, ...more } })

test('what another system tells is kept with when it happened and when we learnt of it', () => {
  const tx = memoryTx([anonymous])
  expect(decideIn(tx, record(), hub)).toEqual({ ok: true })
  expect(tx.of('touchpoint')).toEqual([{ ...told, receivedAt: NOW }])
})

test('nothing happens in the future: a clock ahead of ours is set back', () => {
  const tx = memoryTx([anonymous])
  decideIn(tx, record({ at: NOW + DAY }), hub)
  expect(tx.of('touchpoint')[0]).toMatchObject({ at: NOW, receivedAt: NOW })
})

test('the same source and id told twice is one touchpoint, and not an error', () => {
  const tx = memoryTx([anonymous])
  decideIn(tx, record(), hub)
  const once = tx.rows()
  expect(decideIn(tx, record({ id: anId(0x9a) }), { ...hub, at: NOW + DAY })).toEqual({ ok: true })
  expect(tx.rows()).toEqual(once)
})

test('one person’s page cannot use up the id of an event about another', () => {
  const tx = memoryTx([anonymous, held('party', party())])
  decideIn(tx, record(), hub)
  decideIn(tx, record({ id: anId(0x9a), party: ids.katharina }), hub)
  expect(tx.of('touchpoint').map((row) => row.party)).toEqual([ids.visitor, ids.katharina])
})

test('source and id are told apart even where they run together', () => {
  const tx = memoryTx([anonymous])
  decideIn(tx, record({ source: { source: 'a b', id: 'c' } }), hub)
  decideIn(tx, record({ id: anId(0x9a), source: { source: 'a', id: 'b c' } }), hub)
  expect(tx.of('touchpoint')).toHaveLength(2)
})

test('another touchpoint under an id that exists is refused', () => {
  const tx = memoryTx([anonymous])
  decideIn(tx, record(), hub)
  const clash = record({ source: { source: 'test', id: 'other' } })
  expect(decideIn(tx, clash, hub)).toEqual({ ok: false, refusal: { code: 'already-exists', field: 'id' } })
})

test('a page’s visit is recorded with consent, and refused without, or once it is withdrawn', () => {
  const visiting = { actor: visitor(), at: NOW }
  const refusal = { code: 'no-consent' }
  const given = held('consent', consent())
  expect(decideIn(memoryTx([anonymous]), record(), visiting)).toEqual({ ok: false, refusal })
  expect(decideIn(memoryTx([anonymous, given]), record(), visiting)).toEqual({ ok: true })
  const withdrawn = held('consent', consent({ id: anId(0x33), state: 'withdrawn', at: NOW - HOUR }))
  expect(decideIn(memoryTx([anonymous, given, withdrawn]), record(), visiting)).toEqual({ ok: false, refusal })
  const marketing = held('consent', consent({ purpose: 'marketing' }))
  expect(decideIn(memoryTx([anonymous, marketing]), record(), visiting)).toEqual({ ok: false, refusal })
})

test('a page cannot claim a repair, an invoice or a handover', () => {
  const tx = memoryTx([anonymous, held('consent', consent())])
  const claimed = record({ kind: 'handover_done', data: { model: 'Tarn 5', by: null, odometerKm: null } })
  expect(decideIn(tx, claimed, { actor: visitor(), at: NOW })).toMatchObject({ refusal: { code: 'malformed', field: 'kind' } })
  expect(decideIn(tx, claimed, hub)).toEqual({ ok: true })
})

test('a kind nobody knows, and data that its kind does not have, are refused by name', () => {
  const tx = memoryTx([anonymous])
  expect(decideIn(tx, record({ kind: 'teleported' }), hub)).toMatchObject({ refusal: { code: 'malformed', field: 'kind' } })
  const wrong = record({ data: { page: '', model: null } })
  expect(decideIn(tx, wrong, hub)).toMatchObject({ refusal: { code: 'malformed', field: 'data.page' } })
  const strange = record({ data: { page: 'Tarn 5', model: null, card: '4111' } })
  expect(decideIn(tx, strange, hub)).toMatchObject({ refusal: { code: 'malformed', field: 'data.card' } })
})

const byHand = (kind: string, data: object, more: object = {}) =>
  record({ kind, data, site: ids.altona, source: { source: 'desk', id: told.id }, ...more })
const walkIn = byHand('walk_in', { reason: 'Asked about the part' })

test('an agent of a site that knows the customer records what happened; others are refused as if there were nobody', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'party' } }
  const tx = memoryTx([anonymous])
  expect(decideIn(tx.fork(), walkIn, { actor: agent(), at: NOW })).toEqual({ ok: true })
  expect(decideIn(tx, walkIn, { actor: agent(ids.mirja, ids.kiel), at: NOW })).toEqual(no)
  expect(decideIn(tx, record(), { actor: visitor(ids.bernd), at: NOW })).toEqual(no)
  expect(decideIn(memoryTx(), walkIn, { actor: agent(), at: NOW })).toEqual(no)
})

test('a visit, a telephone call and a test drive are logged by hand, and twice told is once kept', () => {
  const logged = [
    byHand('walk_in', { reason: 'Asked about the part' }),
    byHand('call', { way: 'outreach', outcome: 'voicemail', about: 'The part is here' }),
    byHand('test_drive_done', { model: 'Tarn 5', remark: 'Liked the seats' }),
  ]
  for (const one of logged) {
    const tx = memoryTx([anonymous])
    expect(decideIn(tx, one, { actor: agent(), at: NOW })).toEqual({ ok: true })
    expect(decideIn(tx, one, { actor: agent(), at: NOW + HOUR })).toEqual({ ok: true })
    expect(tx.of('touchpoint')).toMatchObject([{ kind: one.args.kind, party: ids.visitor, receivedAt: NOW }])
  }
})

test('what an agent logs is their desk’s own word: it uses up no other system’s id and speaks of no site they do not work at', () => {
  const lena = { actor: agent(), at: NOW }
  const tx = memoryTx([anonymous])
  const foreign = byHand('walk_in', { reason: 'Part' }, { source: { source: 'dms', id: told.id } })
  const borrowed = byHand('walk_in', { reason: 'Part' }, { source: { source: 'desk', id: 'other' } })
  for (const one of [foreign, borrowed]) expect(decideIn(tx, one, lena)).toMatchObject({ refusal: { code: 'malformed', field: 'source' } })
  const elsewhere = byHand('walk_in', { reason: 'Part' }, { site: ids.kiel })
  expect(decideIn(tx, elsewhere, lena)).toMatchObject({ refusal: { code: 'not-found', field: 'site' } })
  expect(decideIn(tx, byHand('walk_in', { reason: 'Part' }, { site: null }), lena)).toEqual({ ok: true })
})
