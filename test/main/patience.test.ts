import { expect, test } from 'vitest'
import { Patience } from '../../src/main/patience.ts'

test('a few wrong passwords cost nothing, each further one a longer wait; the right one ends it, for this person alone', () => {
  let elapsed = 0
  const patience = new Patience(() => elapsed)
  for (let n = 0; n < 3; n++) {
    expect(patience.waitSeconds('lena')).toBe(0)
    patience.failed('lena')
  }
  expect(patience.waitSeconds('lena')).toBe(5)
  expect(patience.waitSeconds('jonas')).toBe(0)
  elapsed += 5_000
  expect(patience.waitSeconds('lena')).toBe(0)
  patience.failed('lena')
  expect(patience.waitSeconds('lena')).toBe(10)
  for (let n = 0; n < 30; n++) patience.failed('lena')
  expect(patience.waitSeconds('lena')).toBe(300)
  patience.forget('lena')
  expect(patience.waitSeconds('lena')).toBe(0)
})
