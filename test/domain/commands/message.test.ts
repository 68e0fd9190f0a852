import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, anId, HOUR, held, ids, MINUTE, message, NOW, system, visitor } from '../../support/rows.ts'

const lena = { actor: agent(), at: NOW }
const jonas = { actor: agent(ids.jonas), at: NOW }
const mine = { owner: ids.lena, fence: 2 }
const words = { message: anId(0x51), case: ids.case, party: ids.katharina, text: 'Please leave the car parked.' }
const reply = (more: object = {}) => ({ name: 'message.reply', args: { ...words, fence: 2, knows: 1, ...more } })
const store = (more: object = {}) => memoryTx([held('case', aCase({ ...mine, ...more })), held('message', message())])
const author = { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' }

test('an answer stands next in the thread, and nobody waits any more', () => {
  const tx = store()
  expect(decideIn(tx, reply(), lena)).toEqual({ ok: true })
  expect(tx.get('message', words.message)).toEqual(message({ id: words.message, number: 2, author, text: words.text, at: NOW }))
  const answered = {
    messages: 2,
    unanswered: 0,
    waitingSince: null,
    preview: words.text,
    changedAt: NOW,
    answeredAt: NOW,
    lastWord: { by: 'agent', at: NOW },
  }
  expect(tx.get('case', ids.case)).toEqual(aCase({ ...mine, ...answered }))
})

test('when a person first answered stays written down', () => {
  const tx = store({ answeredAt: NOW - HOUR })
  decideIn(tx, reply(), lena)
  expect(tx.get('case', ids.case)?.answeredAt).toBe(NOW - HOUR)
})

test('only the owner answers: a colleague is refused, and so is an owner whose case was taken over and given back', () => {
  expect(decideIn(store(), reply(), jonas)).toEqual({ ok: false, refusal: { code: 'not-yours' } })
  expect(decideIn(store({ owner: null }), reply(), lena)).toEqual({ ok: false, refusal: { code: 'not-yours' } })
  expect(decideIn(store({ fence: 4 }), reply(), lena)).toEqual({ ok: false, refusal: { code: 'moved-on' } })
})

test('an answer never goes out over words its writer had not seen', () => {
  const tx = store({ messages: 3, heard: { number: 3, at: NOW - HOUR } })
  expect(decideIn(tx, reply(), lena)).toEqual({ ok: false, refusal: { code: 'moved-on', field: 'knows' } })
  expect(decideIn(tx, reply({ knows: 3 }), lena)).toEqual({ ok: true })
})

test('words that crossed an answer on the wire are a conversation and hold nothing up', () => {
  const crossed = store({ messages: 2, heard: { number: 2, at: NOW - 30_000 } })
  expect(decideIn(crossed, reply(), lena)).toEqual({ ok: true })
  const late = store({ messages: 2, heard: { number: 2, at: NOW - 30_001 } })
  expect(decideIn(late, reply(), lena)).toMatchObject({ refusal: { code: 'moved-on' } })
})

test('an answer in a resolved case is refused, and so is an id that exists', () => {
  expect(decideIn(store({ state: 'resolved', resolvedAt: NOW }), reply(), lena)).toMatchObject({ refusal: { code: 'already-resolved' } })
  const refusal = { code: 'already-exists', field: 'message' }
  expect(decideIn(store(), reply({ message: ids.message }), lena)).toEqual({ ok: false, refusal })
})

test('an answer meets a raised safety flag once', () => {
  const flag = { message: ids.message, words: 'not safe', raisedAt: NOW - MINUTE, dueAt: NOW + MINUTE, answeredAt: null, dismissed: null }
  const tx = store({ safety: flag })
  decideIn(tx, reply(), lena)
  expect(tx.get('case', ids.case)?.safety).toEqual({ ...flag, answeredAt: NOW })
  decideIn(tx, reply({ message: anId(0x52) }), { ...lena, at: NOW + HOUR })
  expect(tx.get('case', ids.case)?.safety).toEqual({ ...flag, answeredAt: NOW })
})

test('a queue row carries one line of a long answer, never half a character', () => {
  const tx = store()
  decideIn(tx, reply({ text: `${'a'.repeat(199)}🚗 and so on` }), lena)
  expect(tx.get('case', ids.case)?.preview).toBe('a'.repeat(199))
  expect(tx.get('message', words.message)?.text).toBe(`${'a'.repeat(199)}🚗 and so on`)
})

test('a note is for colleagues: any of the site may write one, and the customer still waits', () => {
  const tx = store()
  expect(decideIn(tx, { name: 'message.note', args: words }, jonas)).toEqual({ ok: true })
  const by = { kind: 'agent', agent: ids.jonas, name: 'Jonas Feld' }
  expect(tx.get('message', words.message)).toEqual(
    message({ id: words.message, number: 2, author: by, kind: 'note', text: words.text, at: NOW }),
  )
  expect(tx.get('case', ids.case)).toEqual(aCase({ ...mine, messages: 2, changedAt: NOW }))
})

test('a note under an id that exists is refused, and so is one by the hub', () => {
  const again = { name: 'message.note', args: { ...words, message: ids.message } }
  expect(decideIn(store(), again, lena)).toMatchObject({ refusal: { code: 'already-exists', field: 'message' } })
  const note = { name: 'message.note', args: words }
  expect(decideIn(store(), note, { actor: system, at: NOW })).toMatchObject({ refusal: { code: 'not-found', field: 'case' } })
})

test('no right to a case and no such case read the same to who writes', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'case' } }
  const kiel = { actor: agent(ids.mirja, ids.kiel), at: NOW }
  for (const asked of [reply(), { name: 'message.note', args: words }]) {
    expect(decideIn(store(), asked, kiel)).toEqual(no)
    expect(decideIn(store(), asked, { actor: visitor(ids.katharina), at: NOW })).toEqual(no)
    expect(decideIn(memoryTx(), asked, lena)).toEqual(no)
  }
})

const sent = message({ id: anId(0x53), number: 2, author })
const reached = (more: object = {}) => ({ name: 'message.reached', args: { message: sent.id, party: ids.katharina, read: false, ...more } })
const door = (at: number) => ({ actor: system, at })

test('the second mark says when an answer reached the customer, the third when it was read; neither moves again', () => {
  const tx = memoryTx([held('message', sent)])
  decideIn(tx, reached(), door(NOW))
  expect(tx.get('message', sent.id)).toEqual({ ...sent, reachedCustomerAt: NOW })
  decideIn(tx, reached({ read: true }), door(NOW + MINUTE))
  decideIn(tx, reached({ read: true }), door(NOW + HOUR))
  expect(tx.get('message', sent.id)).toEqual({ ...sent, reachedCustomerAt: NOW, readAt: NOW + MINUTE })
})

test('reading says that it arrived, too', () => {
  const tx = memoryTx([held('message', sent)])
  decideIn(tx, reached({ read: true }), door(NOW))
  expect(tx.get('message', sent.id)).toEqual({ ...sent, reachedCustomerAt: NOW, readAt: NOW })
})

test('nothing is marked that did not go out to this customer, nor by anybody but the door', () => {
  const note = message({ ...sent, id: anId(0x54), kind: 'note' })
  const tx = memoryTx([held('message', sent), held('message', note), held('message', message())])
  const no = { ok: false, refusal: { code: 'not-found', field: 'message' } }
  expect(decideIn(tx, reached({ message: note.id }), door(NOW))).toEqual(no)
  expect(decideIn(tx, reached({ message: ids.message }), door(NOW))).toEqual(no)
  expect(decideIn(tx, reached({ message: anId(0x55) }), door(NOW))).toEqual(no)
  expect(decideIn(tx, reached({ party: ids.bernd }), door(NOW))).toEqual(no)
  expect(decideIn(tx, reached(), lena)).toEqual(no)
})
