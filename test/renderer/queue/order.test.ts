import { expect, test } from 'vitest'
import { waitingMoves } from '../../../src/renderer/queue/order.ts'

const rows = (text: string): readonly string[] => [...text]

test('the same order moves nothing', () => {
  expect(waitingMoves(rows('abcd'), rows('abcd'))).toBe(0)
})

test('a row added at the end moves nothing under the pointer', () => {
  expect(waitingMoves(rows('abc'), rows('abcd'))).toBe(0)
})

test('a row that comes in at the top counts as one change, not as one for every row it pushes down', () => {
  expect(waitingMoves(rows('abcd'), rows('xabcd'))).toBe(1)
})

test('a row that passes three others is one change', () => {
  expect(waitingMoves(rows('abcd'), rows('dabc'))).toBe(1)
})

test('a row that leaves is one change, for the rows below it slide', () => {
  expect(waitingMoves(rows('abcd'), rows('acd'))).toBe(1)
})

test('a list turned round moves all rows but one', () => {
  expect(waitingMoves(rows('abcd'), rows('dcba'))).toBe(3)
})
