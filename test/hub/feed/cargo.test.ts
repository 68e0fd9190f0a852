import { expect, test } from 'vitest'
import { isEmpty, sortFor, weight } from '../../../src/hub/feed/cargo.ts'
import type { Entry } from '../../../src/hub/store/store.ts'

const entry = (more: Partial<Entry>): Entry => ({
  kind: 'case',
  id: 'a',
  last: 5,
  ver: 5,
  body: '{"n":1}',
  pointed: ['queue:1'],
  scopes: ['queue:1'],
  ...more,
})
const desk = { from: 0, to: 9, holds: (scope: string) => scope === 'queue:1', deviceScope: 'device:1' }

test('a row in a scope that is held is sent with its number and its body', () => {
  expect(sortFor(desk, [entry({})])).toEqual({ rows: ['{"kind":"case","id":"a","ver":5,"body":{"n":1}}'], gone: [], decided: [] })
})

test('a row that changed again beyond the window waits for the window of that change', () => {
  expect(isEmpty(sortFor(desk, [entry({ ver: 12 })]))).toBe(true)
})

test('a row that left every scope that is held is gone, whenever it changed last', () => {
  for (const ver of [5, 12]) {
    expect(sortFor(desk, [entry({ ver, scopes: ['queue:2'] })])).toEqual({ rows: [], gone: ['{"kind":"case","id":"a"}'], decided: [] })
  }
  expect(sortFor(desk, [entry({ body: null, scopes: [] })]).gone).toHaveLength(1)
})

test('what was pointed at elsewhere, was told before, or comes later, is not for this desk now', () => {
  const others = [entry({ pointed: ['queue:2'] }), entry({ id: 'b', last: 0 }), entry({ id: 'c', last: 10, ver: 10 })]
  expect(isEmpty(sortFor(desk, others))).toBe(true)
})

test('of one row in two windows only the newer counts', () => {
  const cargo = sortFor(desk, [entry({ body: '1' }), entry({ last: 7, ver: 7, body: '2' })])
  expect(cargo.rows).toEqual(['{"kind":"case","id":"a","ver":7,"body":2}'])
})

test("the end of a command is told to its own device, and to nobody else's", () => {
  const end = (device: string) => entry({ kind: 'result', body: '{"ok":true}', pointed: [device], scopes: [] })
  expect(sortFor(desk, [end('device:1')]).decided).toEqual(['{"command":"a","outcome":{"ok":true}}'])
  expect(isEmpty(sortFor(desk, [end('device:2')]))).toBe(true)
})

test('a cargo weighs as much as its texts', () => {
  expect(weight({ rows: ['12345'], gone: ['12'], decided: ['1'] })).toBe(8)
})
