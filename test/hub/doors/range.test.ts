import { expect, test } from 'vitest'
import { stretchOf } from '../../../src/hub/doors/range.ts'

test('a whole file, its beginning, its end and a piece of it can be asked for', () => {
  expect(stretchOf(undefined, 10)).toEqual({ from: 0, to: 10 })
  expect(stretchOf('bytes=0-', 10)).toEqual({ from: 0, to: 10 })
  expect(stretchOf('bytes=2-4', 10)).toEqual({ from: 2, to: 5 })
  expect(stretchOf('bytes=8-99', 10)).toEqual({ from: 8, to: 10 })
  expect(stretchOf('bytes=-3', 10)).toEqual({ from: 7, to: 10 })
  expect(stretchOf('bytes=-30', 10)).toEqual({ from: 0, to: 10 })
})

test('what lies behind the end, is the wrong way round, is several at once or is no range is not given', () => {
  for (const wrong of ['bytes=10-', 'bytes=5-4', 'bytes=-0', 'bytes=0-1,3-4', 'bytes=a-b', 'items=0-1', '', 'bytes=-', 'bytes=1e3-'])
    expect(stretchOf(wrong, 10)).toBe(null)
})
