import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { agent, held, NOW, party, site, system, touchpoint, visitor } from '../../support/rows.ts'

const hub = { actor: system, at: NOW }
const bring = (kind: string, rows: readonly object[]) => ({
  name: 'import.rows',
  args: JSON.parse(JSON.stringify({ kind, rows, root: 'ref' })),
})

test('rows are brought in as they are, and a second time over the first', () => {
  const tx = memoryTx()
  expect(decideIn(tx, bring('site', [site()]), hub)).toEqual({ ok: true })
  expect(decideIn(tx, bring('site', [site({ name: 'Altona Süd' })]), hub)).toEqual({ ok: true })
  expect(tx.rows()).toEqual([held('site', site({ name: 'Altona Süd' }))])
})

test('one wrong row refuses them all, by its place and its field', () => {
  const tx = memoryTx()
  const outcome = decideIn(tx, bring('party', [party(), { ...party(), language: 'Klingon!' }]), hub)
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'malformed', field: 'rows.1.language' } })
  expect(tx.rows()).toEqual([])
})

test('history is held to the same data as what happens today', () => {
  const wrong = { ...touchpoint('web_visit', { page: 'Tarn 5', model: null }), data: { page: 7 } }
  expect(decideIn(memoryTx(), bring('touchpoint', [wrong]), hub)).toMatchObject({ refusal: { field: 'rows.0.data.page' } })
  const unknown = { ...wrong, kind: 'teleported' }
  expect(decideIn(memoryTx(), bring('touchpoint', [unknown]), hub)).toMatchObject({ refusal: { field: 'rows.0.kind' } })
})

test('a kind nobody knows is refused with those there are', () => {
  expect(decideIn(memoryTx(), bring('invoice', [{}]), hub)).toMatchObject({ refusal: { code: 'malformed', field: 'kind' } })
})

test('only the hub brings rows in', () => {
  for (const actor of [agent(), visitor()])
    expect(decideIn(memoryTx(), bring('site', [site()]), { actor, at: NOW })).toMatchObject({ refusal: { code: 'not-found' } })
})
