import { expect, test } from 'vitest'
import { isTaken } from '../../../src/renderer/case/thread/use-end.ts'

const at = (top: number, height = 2_000, view = 500) => ({ top, height, view })

test('a thread counts as left where it stands further up than its content and its room can have moved it', () => {
  expect(isTaken(at(1_500), at(1_499))).toBe(true)
  expect(isTaken(at(1_500), at(100, 2_300))).toBe(true)
  // Rows that turn out lower than they were taken for, a bar that goes, and words that come, move it by themselves.
  expect(isTaken(at(1_500), at(1_422, 1_922))).toBe(false)
  expect(isTaken(at(1_500), at(1_460, 2_000, 540))).toBe(false)
  expect(isTaken(at(1_500), at(1_500, 2_300))).toBe(false)
})
