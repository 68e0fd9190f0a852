import { expect, test } from 'vitest'
import { scopesOf } from '../../../src/domain/scope.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, anId, held, ids, NOW } from '../../support/rows.ts'

const named = { case: ids.case, party: ids.katharina }
const lena = { actor: agent(), at: NOW }
const boss = { actor: agent(anId(0xb7), ids.altona, 'supervisor'), at: NOW }
const own = anId(0x5b1)

const store = (more: object = {}) => memoryTx([held('case', aCase({ owner: ids.lena, fence: 1, messages: 2, ...more }))])
const say = (more: object = {}) => ({
  name: 'whisper.say',
  args: { ...named, whisper: own, to: ids.lena, kind: 'suggestion', text: 'Offer him the loan car.', ...more },
})
const close = (how: string, more: object = {}) => ({ name: 'whisper.close', args: { whisper: own, party: ids.katharina, how, ...more } })

test('what a supervisor whispers stands at its place in the thread, for the agent and the supervisor alone', () => {
  const tx = store()
  expect(decideIn(tx, say(), boss)).toEqual({ ok: true })
  const row = tx.get('whisper', own)
  expect(row).toMatchObject({ to: ids.lena, by: boss.actor.id, after: 2, at: NOW, end: null })
  expect(row && scopesOf({ kind: 'whisper', row })).toEqual([`user:${ids.lena}`, `user:${boss.actor.id}`])
  expect(tx.get('case', ids.case)).toEqual(aCase({ owner: ids.lena, fence: 1, messages: 2 }))
})

test('only a supervisor of the site whispers, to whose case it is now, and while it is open', () => {
  expect(decideIn(store(), say(), { actor: agent(ids.jonas), at: NOW })).toMatchObject({ refusal: { code: 'not-yours' } })
  const elsewhere = { actor: agent(ids.mirja, ids.kiel, 'admin'), at: NOW }
  expect(decideIn(store(), say(), elsewhere)).toMatchObject({ refusal: { code: 'not-found', field: 'case' } })
  expect(decideIn(store({ owner: ids.jonas }), say(), boss)).toMatchObject({ refusal: { code: 'moved-on', field: 'to' } })
  expect(decideIn(store({ owner: boss.actor.id }), say({ to: boss.actor.id }), boss)).toMatchObject({ refusal: { code: 'moved-on' } })
  expect(decideIn(store({ state: 'resolved', resolvedAt: NOW }), say(), boss)).toMatchObject({ refusal: { code: 'already-resolved' } })
})

test('the agent takes a suggestion or puts it away, once; nobody else does', () => {
  for (const how of ['taken', 'dismissed']) {
    const tx = store()
    decideIn(tx, say(), boss)
    for (const actor of [boss.actor, agent(ids.jonas)])
      expect(decideIn(tx, close(how), { actor, at: NOW })).toMatchObject({ refusal: { code: 'not-found', field: 'whisper' } })
    expect(decideIn(tx, close(how), lena)).toEqual({ ok: true })
    expect(tx.get('whisper', own)?.end).toEqual({ how, at: NOW })
    expect(decideIn(tx, close(how), lena)).toMatchObject({ refusal: { code: 'already-closed' } })
  }
  expect(decideIn(store(), close('taken'), lena)).toMatchObject({ refusal: { code: 'not-found' } })
})

test('said twice it is one whisper', () => {
  const tx = store()
  decideIn(tx, say(), boss)
  expect(decideIn(tx, say({ text: 'Something else' }), boss)).toMatchObject({ refusal: { code: 'already-exists' } })
  expect(tx.get('whisper', own)?.text).toBe('Offer him the loan car.')
})
