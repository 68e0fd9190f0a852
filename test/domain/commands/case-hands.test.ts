import { expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import { agentRow } from '../../support/desk.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, anId, held, ids, NOW } from '../../support/rows.ts'

const named = { case: ids.case, party: ids.katharina }
const lena = { actor: agent(), at: NOW }
const jonas = { actor: agent(ids.jonas), at: NOW }
const boss = { actor: agent(anId(0xb7), ids.altona, 'supervisor'), at: NOW }
const elsewhere = { actor: agent(ids.mirja, ids.kiel, 'supervisor'), at: NOW }
const lenas = { owner: ids.lena, fence: 3 }
const lent = (more: Partial<NonNullable<Row<'case'>['lent']>> = {}) => ({ from: agent().id, fromName: 'Lena Vogt', at: NOW, ...more })
const note = { message: anId(0x510), text: 'He wants a date, and nobody gave him one.' }

const store = (more: Parameters<typeof aCase>[0] = {}) =>
  memoryTx([
    held('case', aCase(more)),
    held('agent', agentRow()),
    held('agent', agentRow(jonas.actor)),
    held('agent', agentRow(boss.actor)),
    held('agent', agentRow(elsewhere.actor)),
  ])

const assign = (more: object = {}) => ({ name: 'case.assign', args: { ...named, fence: 3, to: ids.jonas, note: null, ...more } })
const takeOver = (more: object = {}) => ({ name: 'case.takeOver', args: { ...named, fence: 3, reason: null, ...more } })
const handBack = (more: object = {}) => ({ name: 'case.handBack', args: { ...named, fence: 4, note: null, ...more } })

test('a supervisor gives a waiting case to an agent, and one that somebody has to another', () => {
  const waiting = store()
  expect(decideIn(waiting, assign({ fence: 0 }), boss)).toEqual({ ok: true })
  expect(waiting.get('case', ids.case)).toMatchObject({ owner: ids.jonas, fence: 1 })
  const lenasOwn = store(lenas)
  expect(decideIn(lenasOwn, assign(), boss)).toEqual({ ok: true })
  expect(lenasOwn.get('case', ids.case)).toMatchObject({ owner: ids.jonas, fence: 4 })
})

test('an agent gives their own case to a colleague with a note that says why, and nobody else’s', () => {
  const tx = store({ ...lenas, messages: 2 })
  expect(decideIn(tx, assign({ note }), lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ owner: ids.jonas, messages: 3 })
  expect(tx.get('message', note.message)).toMatchObject({ kind: 'note', number: 3, text: note.text, author: { agent: ids.lena } })
  expect(decideIn(store(lenas), assign({ to: anId(0xb7) }), jonas)).toMatchObject({ refusal: { code: 'not-yours' } })
  expect(decideIn(store(), assign({ fence: 0 }), lena)).toMatchObject({ refusal: { code: 'not-yours' } })
})

test('a case is given only to somebody who answers the customers of its site, as it stood when it was given', () => {
  const no = (outcome: object) => expect(outcome).toMatchObject({ ok: false })
  for (const to of [ids.mirja, anId(0xbf)])
    expect(decideIn(store(lenas), assign({ to }), boss)).toMatchObject({ refusal: { code: 'not-found', field: 'to' } })
  const tx = store(lenas)
  tx.put('agent', { ...agentRow(jonas.actor), active: false })
  expect(decideIn(tx, assign(), boss)).toMatchObject({ refusal: { code: 'not-found', field: 'to' } })
  expect(decideIn(store(lenas), assign({ fence: 2 }), boss)).toMatchObject({ refusal: { code: 'moved-on' } })
  expect(decideIn(store(lenas), assign({ to: ids.lena }), boss)).toMatchObject({ refusal: { code: 'already-claimed' } })
  expect(decideIn(store({ ...lenas, state: 'resolved', resolvedAt: NOW }), assign(), boss)).toMatchObject({
    refusal: { code: 'already-resolved' },
  })
  no(decideIn(store(lenas), assign(), elsewhere))
})

test('a supervisor who takes a case over is its one writer: the agent’s fence is old, and the case knows whose it was', () => {
  const tx = store(lenas)
  expect(decideIn(tx, takeOver({ reason: 'He asked for me' }), boss)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ owner: boss.actor.id, fence: 4, lent: lent() })
  const reply = { name: 'message.reply', args: { ...named, message: anId(0x511), text: 'I am on it.', fence: 3, knows: 1 } }
  expect(decideIn(tx, reply, lena)).toMatchObject({ refusal: { code: 'not-yours' } })
  expect(decideIn(tx, { ...reply, args: { ...reply.args, fence: 4 } }, boss)).toEqual({ ok: true })
})

test('only a supervisor of the site takes over, from somebody, as it stood', () => {
  expect(decideIn(store(lenas), takeOver(), jonas)).toMatchObject({ refusal: { code: 'not-yours' } })
  expect(decideIn(store(lenas), takeOver(), elsewhere)).toMatchObject({ refusal: { code: 'not-found' } })
  expect(decideIn(store({ fence: 3 }), takeOver(), boss)).toMatchObject({ refusal: { code: 'not-found', field: 'owner' } })
  expect(decideIn(store(lenas), takeOver({ fence: 2 }), boss)).toMatchObject({ refusal: { code: 'moved-on' } })
  expect(decideIn(store({ ...lenas, owner: boss.actor.id }), takeOver(), boss)).toMatchObject({ refusal: { code: 'already-claimed' } })
})

test('handed back, the case is its agent’s again with the help noted, and the raised hand is down', () => {
  const raised = { by: agent().id, byName: 'Lena Vogt', at: NOW, reason: 'Wants a manager' }
  const tx = store({ ...lenas, raised })
  decideIn(tx, takeOver(), boss)
  expect(tx.get('case', ids.case)?.raised).toEqual(raised)
  expect(decideIn(tx, handBack({ note }), boss)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ owner: ids.lena, fence: 5, lent: null, raised: null, messages: 2 })
  expect(tx.get('message', note.message)).toMatchObject({ author: { agent: boss.actor.id }, kind: 'note' })
})

test('what goes back goes to whom it was taken from, also when a second supervisor took it from the first', () => {
  const second = { actor: agent(anId(0xb8), ids.altona, 'admin'), at: NOW }
  const tx = store(lenas)
  decideIn(tx, takeOver(), boss)
  expect(decideIn(tx, takeOver({ fence: 4 }), second)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)?.lent).toEqual(lent())
  expect(decideIn(tx, handBack({ fence: 5 }), boss)).toMatchObject({ refusal: { code: 'not-yours' } })
  expect(decideIn(tx, handBack({ fence: 5 }), second)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)?.owner).toBe(ids.lena)
})

test('where the agent has left meanwhile the case goes to its queue, and what was never taken is not handed back', () => {
  const tx = store(lenas)
  decideIn(tx, takeOver(), boss)
  tx.put('agent', { ...agentRow(), active: false })
  expect(decideIn(tx, handBack(), boss)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ owner: null, lent: null })
  expect(decideIn(store(lenas), handBack({ fence: 3 }), lena)).toMatchObject({ refusal: { code: 'already-closed', field: 'lent' } })
})

test('a case that is released, given away, resolved or opened again is lent no more', () => {
  const taken = { owner: boss.actor.id, fence: 4, lent: lent() }
  const held4 = { ...named, fence: 4 }
  for (const [name, args] of [
    ['case.release', held4],
    ['case.assign', { ...held4, to: ids.jonas, note: null }],
    ['case.resolve', held4],
  ] as const) {
    const tx = store(taken)
    expect(decideIn(tx, { name, args }, boss), name).toEqual({ ok: true })
    expect(tx.get('case', ids.case)?.lent, name).toBe(null)
  }
})
