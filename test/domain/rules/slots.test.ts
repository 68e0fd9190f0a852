import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSlot, slotsOf } from '../../../src/domain/rules/slots.ts'
import { anId, appointment, HOUR, ids, MINUTE, NOW, resource } from '../../support/rows.ts'

const nine = NOW + 19 * HOUR
const day = { from: nine - 9 * HOUR, to: nine + 15 * HOUR }
const starts = (...more: Parameters<typeof slotsOf>) => slotsOf(...more).map(({ startsAt, free }) => [(startsAt - nine) / MINUTE, free])

test('a morning of three hours has three slots of an hour, and each tells how many more fit', () => {
  expect(slotsOf(resource(), [], day)).toEqual(
    [nine, nine + HOUR, nine + 2 * HOUR].map((startsAt) => ({ resource: ids.ramp, startsAt, minutes: 60, free: 1 })),
  )
  expect(starts(resource({ capacity: 2 }), [appointment()], day)).toEqual([
    [0, 1],
    [60, 2],
    [120, 2],
  ])
})

test('who is expected or has come takes a place; who missed it or called off gives it back', () => {
  const free = (state: string) => slotsOf(resource(), [appointment({ state })], day)[0]?.free
  expect(['booked', 'arrived', 'missed', 'cancelled'].map(free)).toEqual([0, 0, 1, 1])
})

test('appointments with another resource take no place here, and more than fit never leave less than none', () => {
  const others = [appointment({ resource: anId(0x99) })]
  expect(slotsOf(resource(), others, day)[0]?.free).toBe(1)
  const three = [1, 2, 3].map((n) => appointment({ id: anId(n) }))
  expect(slotsOf(resource({ capacity: 2 }), three, day)[0]?.free).toBe(0)
})

test('only slots that begin within the asked time are told: its beginning counts, its end does not', () => {
  expect(starts(resource(), [], { from: nine + HOUR, to: nine + 2 * HOUR })).toEqual([[60, 1]])
  expect(starts(resource(), [], { from: nine + 1, to: nine + HOUR })).toEqual([])
})

test('a slot that would run past closing time is none', () => {
  expect(starts(resource({ slotMinutes: 50 }), [], day).map(([at]) => at)).toEqual([0, 50, 100])
  expect(starts(resource({ slotMinutes: 240 }), [], day)).toEqual([])
})

test('times of several openings come in order, each once', () => {
  const openings = [
    { from: nine + 4 * HOUR, to: nine + 5 * HOUR },
    { from: nine, to: nine + HOUR },
    { from: nine, to: nine + HOUR },
  ]
  expect(starts(resource({ openings }), [], day).map(([at]) => at)).toEqual([0, 240])
})

test('what is out of use has no slots', () => {
  expect(slotsOf(resource({ active: false }), [], day)).toEqual([])
  expect(isSlot(resource({ active: false }), nine)).toBe(false)
})

test('what is offered can be booked, and nothing else can', () => {
  const minutes = fc.integer({ min: 0, max: 300 })
  const opening = fc.tuple(minutes, minutes).map(([from, to]) => ({ from: nine + from * MINUTE, to: nine + to * MINUTE }))
  fc.assert(
    fc.property(fc.array(opening, { maxLength: 4 }), fc.integer({ min: 5, max: 90 }), (openings, slotMinutes) => {
      const own = resource({ openings, slotMinutes })
      const offered = new Set(slotsOf(own, [], day).map(({ startsAt }) => startsAt))
      for (let at = nine - MINUTE; at < nine + 301 * MINUTE; at += MINUTE) expect(isSlot(own, at)).toBe(offered.has(at))
    }),
    { numRuns: 60 },
  )
})
