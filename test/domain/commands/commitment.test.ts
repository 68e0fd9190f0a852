import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, anId, commitment, DAY, HOUR, held, ids, NOW, system, visitor } from '../../support/rows.ts'

const lena = { actor: agent(), at: NOW }
const kiel = { actor: agent(ids.mirja, ids.kiel), at: NOW }
const words = { commitment: anId(0x70), case: ids.case, party: ids.katharina, text: 'Say whether the car is safe', dueAt: NOW + 2 * HOUR }
const record = (more: object = {}) => ({ name: 'commitment.record', args: { ...words, ...more } })
const close = (more: object = {}) => ({
  name: 'commitment.close',
  args: { commitment: ids.promise, party: ids.katharina, state: 'kept', evidence: 'Called, 4 minutes', ...more },
})

test('a promise is owed by who records it, about the car of the case', () => {
  const tx = memoryTx([held('case', aCase())])
  expect(decideIn(tx, record(), lena)).toEqual({ ok: true })
  const made = { owner: ids.lena, ownerName: 'Lena Vogt', case: ids.case, vehicle: ids.aurel, madeAt: NOW }
  expect(tx.of('commitment')).toEqual([commitment({ ...made, id: words.commitment, text: words.text, dueAt: words.dueAt })])
})

test('a promise that fell due while the line was down is recorded all the same: it was made', () => {
  const tx = memoryTx([held('case', aCase())])
  expect(decideIn(tx, record({ dueAt: NOW - HOUR }), lena)).toEqual({ ok: true })
})

test('a promise under an id that exists is refused', () => {
  const tx = memoryTx([held('case', aCase()), held('commitment', commitment())])
  const refusal = { code: 'already-exists', field: 'commitment' }
  expect(decideIn(tx, record({ commitment: ids.promise }), lena)).toEqual({ ok: false, refusal })
})

test('nobody promises in a case they may not see, and the hub promises nothing', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'case' } }
  const tx = memoryTx([held('case', aCase())])
  expect(decideIn(tx, record(), kiel)).toEqual(no)
  expect(decideIn(memoryTx(), record(), lena)).toEqual(no)
  expect(decideIn(tx, record(), { actor: system, at: NOW })).toEqual(no)
  expect(decideIn(tx, record(), { actor: visitor(ids.katharina), at: NOW })).toEqual(no)
})

test('a promise is kept with its evidence, by any colleague of the site', () => {
  const tx = memoryTx([held('commitment', commitment())])
  expect(decideIn(tx, close(), lena)).toEqual({ ok: true })
  expect(tx.of('commitment')).toEqual([commitment({ state: 'kept', closedAt: NOW, evidence: 'Called, 4 minutes' })])
})

test('a promise is never cancelled without a reason; keeping one needs none', () => {
  const refusal = { code: 'reason-missing', field: 'evidence' }
  const tx = memoryTx([held('commitment', commitment())])
  expect(decideIn(tx, close({ state: 'cancelled', evidence: null }), lena)).toEqual({ ok: false, refusal })
  expect(decideIn(tx.fork(), close({ state: 'cancelled', evidence: 'Car was sold' }), lena)).toEqual({ ok: true })
  expect(decideIn(tx.fork(), close({ evidence: null }), lena)).toEqual({ ok: true })
})

test('what has ended stays as it ended', () => {
  const tx = memoryTx([held('commitment', commitment({ state: 'kept', closedAt: NOW - DAY }))])
  expect(decideIn(tx, close({ state: 'cancelled' }), lena)).toEqual({ ok: false, refusal: { code: 'already-closed' } })
})

test('no right to a promise, no such promise and another’s promise read the same', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'commitment' } }
  const tx = memoryTx([held('commitment', commitment())])
  expect(decideIn(tx, close(), kiel)).toEqual(no)
  expect(decideIn(tx, close(), { actor: visitor(ids.katharina), at: NOW })).toEqual(no)
  expect(decideIn(memoryTx(), close(), lena)).toEqual(no)
  expect(decideIn(tx, close({ party: ids.bernd }), lena)).toEqual(no)
})
