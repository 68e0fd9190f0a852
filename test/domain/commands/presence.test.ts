import { expect, test } from 'vitest'
import { scopesOf } from '../../../src/domain/scope.ts'
import { agentRow } from '../../support/desk.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { agent, HOUR, held, ids, MINUTE, NOW, system } from '../../support/rows.ts'

const store = (more: object = {}) => memoryTx([held('agent', { ...agentRow(), ...more })])
const set = (mode: string, id: string = ids.lena) => ({ name: 'presence.set', args: { agent: id, mode } })
const line = (now: string, was: string | null) => ({ name: 'presence.line', args: { agent: ids.lena, line: now, was } })
const lena = (at: number) => ({ actor: agent(), at })
const hub = (at: number) => ({ actor: system, at })

test('an agent says what they are doing, and since when; said again it is since then still', () => {
  const tx = store()
  expect(decideIn(tx, set('break'), lena(NOW))).toEqual({ ok: true })
  decideIn(tx, set('break'), lena(NOW + MINUTE))
  const row = tx.get('presence', ids.lena)
  expect(row).toMatchObject({ mode: 'break', modeSince: NOW, line: 'down', sites: [ids.altona] })
  expect(row && scopesOf({ kind: 'presence', row })).toEqual([`user:${ids.lena}`, `floor:${ids.altona}`])
})

test('nobody says it for somebody else, and nobody who has left says it', () => {
  expect(decideIn(store(), set('away'), { actor: agent(ids.jonas, ids.altona, 'admin'), at: NOW })).toMatchObject({ ok: false })
  expect(decideIn(store(), set('away'), hub(NOW))).toMatchObject({ ok: false })
  expect(decideIn(store({ active: false }), set('away'), lena(NOW))).toMatchObject({ refusal: { code: 'not-found' } })
})

test('the hub sees a desk come and go; what the agent said of themselves stays', () => {
  const tx = store()
  expect(decideIn(tx, line('up', null), hub(NOW))).toEqual({ ok: true })
  expect(tx.get('presence', ids.lena)).toMatchObject({ mode: 'available', line: 'up', lineSince: NOW })
  decideIn(tx, set('working-offline'), lena(NOW + MINUTE))
  decideIn(tx, line('lost', 'up'), hub(NOW + HOUR))
  decideIn(tx, line('down', 'lost'), hub(NOW + 2 * HOUR))
  expect(tx.get('presence', ids.lena)).toMatchObject({
    mode: 'working-offline',
    modeSince: NOW + MINUTE,
    line: 'down',
    lineSince: NOW + 2 * HOUR,
  })
})

test('a hub that saw less than another changes nothing, and no agent tells of their own line', () => {
  const tx = store()
  decideIn(tx, line('up', null), hub(NOW))
  expect(decideIn(tx, line('down', 'lost'), hub(NOW))).toMatchObject({ refusal: { code: 'moved-on', field: 'line' } })
  expect(decideIn(tx, line('lost', 'up'), lena(NOW))).toMatchObject({ refusal: { code: 'not-found' } })
  expect(tx.get('presence', ids.lena)?.line).toBe('up')
})

test('said again as it was, it follows where the agent works, and nothing else of it moves; who has left is seen nowhere', () => {
  const tx = store()
  decideIn(tx, line('up', null), hub(NOW))
  decideIn(tx, set('busy'), lena(NOW))
  tx.put('agent', agentRow(agent(ids.lena, ids.kiel)))
  expect(decideIn(tx, line('up', 'up'), hub(NOW + HOUR))).toEqual({ ok: true })
  const before = { mode: 'busy', modeSince: NOW, line: 'up', lineSince: NOW }
  expect(tx.get('presence', ids.lena)).toEqual({ id: ids.lena, sites: [ids.kiel], ...before })
  tx.put('agent', { ...agentRow(), active: false })
  decideIn(tx, line('up', 'up'), hub(NOW + HOUR))
  expect(tx.get('presence', ids.lena)).toEqual({ id: ids.lena, sites: [], ...before })
})
