import { expect, test } from 'vitest'
import { share } from '../../../src/renderer/store/share.ts'

test('a copy that says the same is the thing itself again', () => {
  const before = { total: 2, rows: [{ id: 'a' }, { id: 'b' }] }
  expect(share(before, structuredClone(before))).toBe(before)
})

test('where one row changed, every other row stays the same object', () => {
  const before = {
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ],
  }
  const after = share(before, {
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
  })
  expect(after).toEqual({
    rows: [
      { id: 'a', n: 1 },
      { id: 'b', n: 2 },
    ],
  })
  expect(after.rows[0]).toBe(before.rows[0])
  expect(after.rows[1]).not.toBe(before.rows[1])
})

test('a row that moved is the same row in another place', () => {
  const before = [
    { case: 'a', n: 1 },
    { case: 'b', n: 1 },
  ]
  const after = share<readonly object[]>(before, [
    { case: 'c', n: 1 },
    { case: 'a', n: 1 },
    { case: 'b', n: 1 },
  ])
  expect(after).toEqual([{ case: 'c', n: 1 }, ...before])
  expect([after[1], after[2]]).toEqual(before)
  expect([after[1] === before[0], after[2] === before[1]]).toEqual([true, true])
})

test('a field that is gone is gone', () => {
  expect(share<object>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 })
  expect(share<readonly number[]>([1, 2, 3], [1, 2])).toEqual([1, 2])
})
