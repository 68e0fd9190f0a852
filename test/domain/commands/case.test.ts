import { expect, test } from 'vitest'
import { kinds } from '../../../src/domain/kind.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, DAY, HOUR, held, ids, MINUTE, NOW, system, visitor } from '../../support/rows.ts'

const named = { case: ids.case, party: ids.katharina }
const lena = { actor: agent(), at: NOW }
const jonas = { actor: agent(ids.jonas), at: NOW }
const stranger = { actor: agent(ids.mirja, ids.kiel), at: NOW }
const flag = {
  message: ids.message,
  words: 'whether the car is safe',
  raisedAt: NOW - MINUTE,
  dueAt: NOW + 14 * MINUTE,
  answeredAt: null,
  dismissed: null,
}

const store = (more: Parameters<typeof aCase>[0] = {}) => memoryTx([held('case', aCase(more))])
const { kind: _, ...person } = lena.actor
const lenaRow = (more: object = {}) =>
  kinds.agent.parse({ ...person, email: 'lena@nordhaus.example', language: 'de', active: true, ...more })
const mine = { owner: ids.lena, fence: 3 }

test('claiming what nobody owns makes it mine and moves the fence', () => {
  const tx = store()
  expect(decideIn(tx, { name: 'case.claim', args: named }, lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toEqual(aCase({ owner: ids.lena, fence: 1, changedAt: NOW }))
})

test('claiming what another agent holds is refused and changes nothing', () => {
  const tx = store({ owner: ids.jonas, fence: 1 })
  expect(decideIn(tx, { name: 'case.claim', args: named }, lena)).toEqual({ ok: false, refusal: { code: 'already-claimed' } })
  expect(tx.get('case', ids.case)).toEqual(aCase({ owner: ids.jonas, fence: 1 }))
})

test('claiming what is resolved is refused', () => {
  const tx = store({ state: 'resolved', resolvedAt: NOW - DAY })
  expect(decideIn(tx, { name: 'case.claim', args: named }, lena)).toEqual({ ok: false, refusal: { code: 'already-resolved' } })
})

test('only an agent can own: the hub and a visitor cannot claim', () => {
  for (const actor of [system, visitor(ids.katharina)])
    expect(decideIn(store(), { name: 'case.claim', args: named }, { actor, at: NOW })).toMatchObject({ refusal: { code: 'not-found' } })
})

test('an agent of another site, a case that does not exist and a case of another party are refused in the same words', () => {
  const commands: [string, object][] = [
    ['case.claim', {}],
    ['case.release', { fence: 0 }],
    ['case.classify', { kind: 'enquiry', remedy: null, was: null }],
    ['case.resolve', { fence: 0 }],
    ['case.reopen', {}],
    ['case.dismissSafety', { reason: 'Looked at' }],
  ]
  const no = { ok: false, refusal: { code: 'not-found', field: 'case' } }
  for (const [name, more] of commands) {
    const version = name === 'case.classify' ? 3 : 1
    expect(decideIn(store(), { name, version, args: { ...named, ...more } }, stranger), name).toEqual(no)
    expect(decideIn(memoryTx(), { name, version, args: { ...named, ...more } }, lena), name).toEqual(no)
    expect(decideIn(store(), { name, version, args: { ...named, ...more, party: ids.bernd } }, lena), name).toEqual(no)
  }
})

test('releasing gives a case back to its queue and makes older writes of its owner too late', () => {
  const tx = store(mine)
  expect(decideIn(tx, { name: 'case.release', args: { ...named, fence: 3 } }, lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toEqual(aCase({ owner: null, fence: 4, changedAt: NOW }))
})

test('releasing what is a colleague’s, what has moved on, or what is resolved is refused', () => {
  expect(decideIn(store(mine), { name: 'case.release', args: { ...named, fence: 3 } }, jonas)).toMatchObject({
    refusal: { code: 'not-yours' },
  })
  expect(decideIn(store(mine), { name: 'case.release', args: { ...named, fence: 2 } }, lena)).toMatchObject({
    refusal: { code: 'moved-on' },
  })
  const done = store({ ...mine, state: 'resolved', resolvedAt: NOW })
  expect(decideIn(done, { name: 'case.release', args: { ...named, fence: 3 } }, lena)).toMatchObject({
    refusal: { code: 'already-resolved' },
  })
})

test('classifying settles the kind, with the remedy a complaint seeks', () => {
  const tx = store({ kind: 'enquiry' })
  decideIn(tx, { name: 'case.classify', version: 2, args: { ...named, kind: 'complaint', remedy: 'repair' } }, lena)
  expect(tx.get('case', ids.case)).toEqual(aCase({ kind: 'complaint', kindSettled: true, remedy: 'repair', changedAt: NOW }))
})

test('an enquiry seeks no remedy, whatever was sent', () => {
  const tx = store({ remedy: 'refund' })
  decideIn(tx, { name: 'case.classify', version: 2, args: { ...named, kind: 'enquiry', remedy: 'refund' } }, lena)
  expect(tx.get('case', ids.case)).toEqual(aCase({ kind: 'enquiry', kindSettled: true, remedy: null, changedAt: NOW }))
})

test('a classification from an outbox of the version before is lifted: it knew no remedy', () => {
  const tx = store({ kind: 'enquiry' })
  expect(decideIn(tx, { name: 'case.classify', version: 1, args: { ...named, kind: 'complaint' } }, lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ kind: 'complaint', kindSettled: true, remedy: null })
})

const classify = (more: object) => ({
  name: 'case.classify',
  version: 3,
  args: { ...named, kind: 'complaint', remedy: 'repair', was: { kind: 'enquiry', remedy: null, settled: false }, ...more },
})

test('what a colleague settled otherwise meanwhile is not overwritten; the agent is told that it moved', () => {
  const settled = { kind: 'complaint', remedy: 'refund', kindSettled: true }
  const tx = store(settled)
  expect(decideIn(tx, classify({}), lena)).toEqual({ ok: false, refusal: { code: 'moved-on', field: 'kind' } })
  expect(tx.get('case', ids.case)).toEqual(aCase(settled))
  const seen = { kind: 'complaint', remedy: 'refund', settled: true }
  expect(decideIn(tx, classify({ was: seen }), lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ remedy: 'repair' })
})

test('what a colleague settled in the same way is no conflict, and where nobody settled it there is none', () => {
  expect(decideIn(store({ kind: 'complaint', remedy: 'repair', kindSettled: true }), classify({}), lena)).toEqual({ ok: true })
  expect(decideIn(store({ kind: 'enquiry' }), classify({}), lena)).toEqual({ ok: true })
  const enquiry = classify({ kind: 'enquiry', remedy: 'refund' })
  expect(decideIn(store({ kind: 'enquiry', kindSettled: true }), enquiry, lena)).toEqual({ ok: true })
})

test('a classification of the version that did not tell what was seen settles it, as it always did', () => {
  const tx = store({ kind: 'complaint', remedy: 'refund', kindSettled: true })
  expect(decideIn(tx, { name: 'case.classify', version: 2, args: { ...named, kind: 'enquiry', remedy: null } }, lena)).toEqual({ ok: true })
  expect(tx.get('case', ids.case)).toMatchObject({ kind: 'enquiry', remedy: null })
})

test('resolving ends the waiting', () => {
  const tx = store(mine)
  expect(decideIn(tx, { name: 'case.resolve', args: { ...named, fence: 3, knows: 1 } }, lena)).toEqual({ ok: true })
  const done = { state: 'resolved', resolvedAt: NOW, waitingSince: null, unanswered: 0, changedAt: NOW }
  expect(tx.get('case', ids.case)).toEqual(aCase({ ...mine, ...done }))
})

test('resolving a case twice, another’s case, or one that moved on is refused', () => {
  const done = store({ ...mine, state: 'resolved', resolvedAt: NOW })
  const resolve = { name: 'case.resolve', args: { ...named, fence: 3 } }
  expect(decideIn(done, resolve, lena)).toMatchObject({ refusal: { code: 'already-resolved' } })
  expect(decideIn(store(mine), resolve, jonas)).toMatchObject({ refusal: { code: 'not-yours' } })
  expect(decideIn(store({ ...mine, fence: 4 }), resolve, lena)).toMatchObject({ refusal: { code: 'moved-on' } })
})

test('a case is not closed over words that came while the agent was offline', () => {
  const tx = store({ ...mine, messages: 2, heard: { number: 2, at: NOW - HOUR } })
  const refusal = { code: 'moved-on', field: 'knows' }
  expect(decideIn(tx, { name: 'case.resolve', args: { ...named, fence: 3, knows: 1 } }, lena)).toEqual({ ok: false, refusal })
})

test('a case is not closed over a safety flag that nobody met; an answer or a dismissal meets it', () => {
  const resolve = { name: 'case.resolve', args: { ...named, fence: 3 } }
  expect(decideIn(store({ ...mine, safety: flag }), resolve, lena)).toMatchObject({ refusal: { code: 'reason-missing', field: 'safety' } })
  expect(decideIn(store({ ...mine, safety: { ...flag, answeredAt: NOW } }), resolve, lena)).toEqual({ ok: true })
  const dismissed = { by: ids.lena, at: NOW, reason: 'Another car' }
  expect(decideIn(store({ ...mine, safety: { ...flag, dismissed } }), resolve, lena)).toEqual({ ok: true })
})

test('reopening makes the case mine under a new fence; by the hub it goes back to the queue', () => {
  const resolved = { ...mine, state: 'resolved', resolvedAt: NOW - DAY }
  const tx = store(resolved)
  decideIn(tx, { name: 'case.reopen', args: named }, jonas)
  expect(tx.get('case', ids.case)).toEqual(aCase({ owner: ids.jonas, fence: 4, changedAt: NOW }))
  const byHub = store(resolved)
  decideIn(byHub, { name: 'case.reopen', args: named }, { actor: system, at: NOW })
  expect(byHub.get('case', ids.case)).toEqual(aCase({ owner: null, fence: 4, changedAt: NOW }))
})

test('reopening what is open is refused', () => {
  expect(decideIn(store(), { name: 'case.reopen', args: named }, lena)).toEqual({ ok: false, refusal: { code: 'not-resolved' } })
})

test('a safety banner comes down with a name, a time and a reason, once', () => {
  const tx = store({ safety: flag })
  const dismiss = { name: 'case.dismissSafety', args: { ...named, reason: 'Means the child seat' } }
  expect(decideIn(tx, dismiss, lena)).toEqual({ ok: true })
  const dismissed = { by: ids.lena, at: NOW, reason: 'Means the child seat' }
  expect(tx.get('case', ids.case)).toEqual(aCase({ safety: { ...flag, dismissed }, changedAt: NOW }))
  expect(decideIn(tx, dismiss, lena)).toEqual({ ok: false, refusal: { code: 'already-closed' } })
})

test('a safety banner that is not up cannot be taken down, nor by the hub, nor without a reason', () => {
  const args = { ...named, reason: 'No' }
  expect(decideIn(store(), { name: 'case.dismissSafety', args }, lena)).toMatchObject({ refusal: { code: 'already-closed' } })
  const raised = store({ safety: flag })
  expect(decideIn(raised, { name: 'case.dismissSafety', args }, { actor: system, at: NOW })).toMatchObject({
    refusal: { code: 'not-found' },
  })
  const blank = { name: 'case.dismissSafety', args: { ...named, reason: '  ' } }
  expect(decideIn(raised, blank, lena)).toMatchObject({ refusal: { code: 'malformed', field: 'reason' } })
})

test('the case of an agent who has left, or may no longer serve its site, goes back to its queue', () => {
  for (const gone of [{ active: false }, { grants: [] }, { grants: [{ site: ids.kiel, role: 'agent' as const }] }]) {
    const tx = memoryTx([held('case', aCase(mine)), held('agent', lenaRow(gone))])
    expect(decideIn(tx, { name: 'case.unassign', args: { ...named, owner: ids.lena } }, { actor: system, at: NOW })).toEqual({ ok: true })
    expect(tx.get('case', ids.case)).toEqual(aCase({ owner: null, fence: 4, changedAt: NOW }))
  }
})

test('an agent who still serves the site keeps the case, and only the hub itself takes one from anybody', () => {
  const tx = memoryTx([held('case', aCase(mine)), held('agent', lenaRow())])
  const taking = { name: 'case.unassign', args: { ...named, owner: ids.lena } }
  expect(decideIn(tx, taking, { actor: system, at: NOW })).toMatchObject({ refusal: { code: 'moved-on', field: 'owner' } })
  expect(decideIn(store({ owner: ids.jonas }), taking, { actor: system, at: NOW })).toMatchObject({ refusal: { code: 'moved-on' } })
  expect(decideIn(store(mine), taking, jonas)).toMatchObject({ refusal: { code: 'not-found' } })
})
