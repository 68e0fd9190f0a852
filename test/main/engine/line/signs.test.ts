import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Signs } from '../../../../src/main/engine/line/signs.ts'

/** A desk whose own count began at another time than the hub's clock, on a line that takes its time. */
function desk() {
  const here = { elapsed: 5_000, cursor: 7 as number | null }
  const signs = new Signs({ elapsed: () => here.elapsed, cursor: () => here.cursor })
  return { here, signs }
}

test('a greeting counts from when it was asked for, for the hub said its time no earlier', () => {
  const { here, signs } = desk()
  here.elapsed = 5_400
  signs.greeted({ now: 90_000, head: 7 }, 5_000)
  expect(signs.seenAt).toBe(5_000)
})

test('a line that falls silent lets it grow old: nothing but a word of the hub makes it younger', () => {
  const { here, signs } = desk()
  signs.greeted({ now: 90_000, head: 7 }, 5_000)
  here.elapsed = 6_050
  expect(signs.heard({ head: 7, at: 91_000 })).toBe(true)
  expect(signs.seenAt).toBe(6_000)
  here.elapsed = 16_000
  expect(signs.arrived()).toBe(false)
  expect(here.elapsed - (signs.seenAt ?? 0)).toBe(10_000)
})

test('a pulse of a place that is not reached refreshes nothing, until what was missing is here', () => {
  const { here, signs } = desk()
  signs.greeted({ now: 90_000, head: 7 }, 5_000)
  here.elapsed = 6_100
  expect(signs.heard({ head: 8, at: 91_000 })).toBe(false)
  expect(signs.seenAt).toBe(5_000)
  here.elapsed = 7_500
  here.cursor = 8
  expect(signs.arrived()).toBe(true)
  expect(signs.seenAt).toBe(6_000)
})

test('while a part of what it holds is missing no sign counts', () => {
  const { here, signs } = desk()
  here.cursor = null
  signs.greeted({ now: 90_000, head: 7 }, 5_000)
  signs.heard({ head: 7, at: 91_000 })
  expect(signs.seenAt).toBeNull()
})

test('after the line was lost, a late pulse of the old one says nothing, and what was known stays as old as it is', () => {
  const { here, signs } = desk()
  signs.greeted({ now: 90_000, head: 7 }, 5_000)
  signs.lost()
  here.elapsed = 9_000
  expect(signs.heard({ head: 7, at: 94_000 })).toBe(false)
  expect(signs.seenAt).toBe(5_000)
})

test('a hub whose clock leaps ahead makes nothing younger than when it was heard; what is no pulse is not heard', () => {
  const { here, signs } = desk()
  signs.greeted({ now: 90_000, head: 7 }, 5_000)
  here.elapsed = 6_000
  signs.heard({ head: 7, at: 3_690_000 })
  expect(signs.seenAt).toBe(6_000)
  expect(signs.heard({ head: -1 })).toBe(false)
})

test('what is said to be the age is never less than the true one, whatever the line does to the hub’s words', () => {
  const delay = fc.integer({ min: 0, max: 4_000 })
  fc.assert(
    fc.property(delay, delay, fc.array(fc.tuple(fc.nat(2_000), delay, fc.nat(3)), { maxLength: 20 }), (out, back, pulses) => {
      // True time is the hub's clock; the desk's own count is that plus an offset nobody knows.
      const offset = 123_456
      const here = { elapsed: 0, cursor: 10 as number | null }
      const signs = new Signs({ elapsed: () => here.elapsed, cursor: () => here.cursor })
      const asked = 1_000
      here.elapsed = asked + out + back + offset
      signs.greeted({ now: asked + out, head: 10 }, asked + offset)
      let heardAt = asked + out + back
      let truth = asked + out
      for (const [gap, late, ahead] of pulses) {
        const at = heardAt + gap
        heardAt = at + late
        here.elapsed = heardAt + offset
        signs.heard({ head: 10 + (ahead === 0 ? 1 : 0), at })
        if (ahead !== 0) truth = at
        const shown = here.elapsed - (signs.seenAt ?? 0)
        expect(shown).toBeGreaterThanOrEqual(heardAt - truth)
      }
    }),
  )
})
