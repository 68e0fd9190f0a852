import { expect, test } from 'vitest'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { agent, anId, HOUR, held, ids, NOW, resource, system, visitor } from '../../support/rows.ts'

const openings = [{ from: NOW, to: NOW + HOUR }]
const open = (more: object = {}) => ({ name: 'resource.open', args: { resource: ids.ramp, openings, ...more } })

test('the hub says when a resource is open; nothing else of it changes', () => {
  const tx = memoryTx([held('resource', resource())])
  expect(decideIn(tx, open(), { actor: system, at: NOW })).toEqual({ ok: true })
  expect(tx.of('resource')).toEqual([resource({ openings })])
})

test('nobody else opens anything, and what is not there is not opened', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'resource' } }
  const tx = memoryTx([held('resource', resource())])
  for (const actor of [agent(), agent(ids.lena, ids.altona, 'admin'), visitor()])
    expect(decideIn(tx, open(), { actor, at: NOW })).toEqual(no)
  expect(decideIn(tx, open({ resource: anId(0x99) }), { actor: system, at: NOW })).toEqual(no)
})
