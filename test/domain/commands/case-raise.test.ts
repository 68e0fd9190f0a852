import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, anId, HOUR, held, ids, message, NOW, system, visitor } from '../../support/rows.ts'

const named = { case: ids.case, party: ids.katharina }
const lena = { actor: agent(), at: NOW }
const raise = (more: object = {}) => ({ name: 'case.raise', args: { ...named, reason: 'Wants a lawyer', note: null, ...more } })
const lower = (more: object = {}) => ({ name: 'case.lower', args: { ...named, ...more } })
const raised = { by: ids.lena, byName: 'Lena Vogt', at: NOW, reason: 'Wants a lawyer' }

test('asking a supervisor for help says who asks, when and why, and keeps the words that were not sent as a note', () => {
  const tx = memoryTx([held('case', aCase()), held('message', message())])
  const note = { message: anId(0x91), text: 'I would have said: we pay half.' }
  expect(decideIn(tx, raise({ note }), lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toEqual(aCase({ raised, messages: 2, changedAt: NOW }))
  expect(tx.get('message', anId(0x91))).toMatchObject({ kind: 'note', number: 2, text: note.text, author: { agent: ids.lena } })
})

test('asking again renews the asking, and its words are kept as well', () => {
  const tx = memoryTx([held('case', aCase({ raised }))])
  const again = { actor: agent(ids.jonas), at: NOW + HOUR }
  expect(decideIn(tx, raise({ reason: 'Shouts', note: { message: anId(0x92), text: 'x' } }), again)).toEqual({ ok: true })
  const newest = { by: ids.jonas, byName: 'Jonas Feld', at: NOW + HOUR, reason: 'Shouts' }
  expect(tx.get('case', ids.case)?.raised).toEqual(newest)
  expect(tx.of('message')).toHaveLength(1)
})

test('help that came is taken down, once', () => {
  const tx = memoryTx([held('case', aCase({ raised }))])
  expect(decideIn(tx, lower(), { actor: agent(ids.jonas), at: NOW })).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toEqual(aCase({ changedAt: NOW }))
  expect(decideIn(tx, lower(), lena)).toEqual({ ok: false, refusal: { code: 'already-closed' } })
})

test('a resolved case asks for no help, and resolving takes the asking down', () => {
  const tx = memoryTx([held('case', aCase({ raised, owner: ids.lena, fence: 1 }))])
  expect(decideIn(tx, { name: 'case.resolve', args: { ...named, fence: 1 } }, lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ state: 'resolved', raised: null })
  expect(decideIn(tx, raise(), lena)).toEqual({ ok: false, refusal: { code: 'already-resolved' } })
})

test('a case stored before there was such a thing is not raised, and can be', () => {
  const { raised: _, ...old } = aCase()
  const tx = memoryTx([held('case', old as ReturnType<typeof aCase>)])
  expect(decideIn(tx, lower(), lena)).toEqual({ ok: false, refusal: { code: 'already-closed' } })
  expect(decideIn(tx, raise(), lena)).toEqual({ ok: true })
})

test('agents of other sites, the hub and visitors neither ask nor take it down', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'case' } }
  const tx = memoryTx([held('case', aCase({ raised }))])
  for (const actor of [agent(ids.mirja, ids.kiel), system, visitor(ids.katharina)])
    for (const asked of [raise(), lower()]) expect(decideIn(tx, asked, { actor, at: NOW })).toEqual(no)
  expect(decideIn(tx, raise({ note: { message: anId(0x91), text: 'x' }, party: ids.bernd }), lena)).toEqual(no)
})

test('a note under an id that exists is refused, and nothing is raised', () => {
  const tx = memoryTx([held('case', aCase()), held('message', message())])
  expect(decideIn(tx, raise({ note: { message: ids.message, text: 'x' } }), lena)).toMatchObject({ refusal: { code: 'already-exists' } })
  expect(tx.get('case', ids.case)?.raised).toBe(null)
})
