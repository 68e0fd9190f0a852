import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Hours } from '../../../src/domain/noun/resource.ts'
import { openingsOf } from '../../../src/hub/openings/expand.ts'
import { momentOf } from '../../../src/hub/openings/moment.ts'
import { wall } from '../../../src/hub/wall.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BERLIN = 'Europe/Berlin'
const every = (from: string, to: string): Hours[] => [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to }))
const utc = (text: string): number => Date.parse(`${text}Z`)

test('a week of hours is the next three weeks in moments, from today on, by the clock of the site', () => {
  const hours = [
    { day: 1, from: '08:00', to: '12:00' },
    { day: 5, from: '09:30', to: '17:00' },
  ]
  const openings = openingsOf(hours, BERLIN, utc('2026-11-12T13:00'))
  expect(openings.map(({ from, to }) => [new Date(from).toISOString(), (to - from) / HOUR])).toEqual([
    ['2026-11-13T08:30:00.000Z', 7.5],
    ['2026-11-16T07:00:00.000Z', 4],
    ['2026-11-20T08:30:00.000Z', 7.5],
    ['2026-11-23T07:00:00.000Z', 4],
    ['2026-11-27T08:30:00.000Z', 7.5],
    ['2026-11-30T07:00:00.000Z', 4],
  ])
})

test('what today is, is said by the site: late in the evening in London it is tomorrow in Auckland', () => {
  const now = utc('2026-11-12T22:00')
  expect(openingsOf(every('09:00', '10:00'), 'Pacific/Auckland', now)[0]?.from).toBe(utc('2026-11-12T20:00'))
  expect(openingsOf(every('09:00', '10:00'), 'Europe/London', now)[0]?.from).toBe(utc('2026-11-12T09:00'))
})

test('over the day on which clocks go forward the shop opens at eight as ever, an hour sooner than the day before', () => {
  const openings = openingsOf(every('08:00', '18:00'), BERLIN, utc('2026-03-27T12:00'))
  expect(openings.slice(0, 4).map(({ from, to }) => [new Date(from).toISOString().slice(8, 16), (to - from) / HOUR])).toEqual([
    ['27T07:00', 10],
    ['28T07:00', 10],
    ['29T06:00', 10],
    ['30T06:00', 10],
  ])
})

test('a night that loses an hour is open an hour less, one that gains an hour is open an hour more', () => {
  const lost = openingsOf([{ day: 7, from: '01:00', to: '05:00' }], BERLIN, utc('2026-03-28T12:00'))[0]
  expect(lost).toEqual({ from: utc('2026-03-29T00:00'), to: utc('2026-03-29T03:00') })
  const gained = openingsOf([{ day: 7, from: '01:00', to: '05:00' }], BERLIN, utc('2026-10-24T12:00'))[0]
  expect(gained).toEqual({ from: utc('2026-10-24T23:00'), to: utc('2026-10-25T04:00') })
})

test('hours that begin or end in the hour that is skipped do so when the clocks jump; within it there is nothing to open', () => {
  const on = (from: string, to: string) => openingsOf([{ day: 7, from, to }], BERLIN, utc('2026-03-28T12:00')).slice(0, 1)
  const jump = utc('2026-03-29T01:00')
  expect(on('02:30', '05:00')).toEqual([{ from: jump, to: utc('2026-03-29T03:00') }])
  expect(on('01:00', '02:30')).toEqual([{ from: utc('2026-03-29T00:00'), to: jump }])
  expect(on('02:10', '02:50')[0]?.from).toBe(utc('2026-04-05T00:10'))
})

test('hours within the hour that comes twice are open both times', () => {
  const twice = openingsOf([{ day: 7, from: '02:15', to: '02:45' }], BERLIN, utc('2026-10-24T12:00'))[0]
  expect(twice).toEqual({ from: utc('2026-10-25T00:15'), to: utc('2026-10-25T01:45') })
})

test('half an hour of difference, as on Lord Howe Island, is no obstacle', () => {
  const [first] = openingsOf(every('09:00', '10:00'), 'Australia/Lord_Howe', utc('2026-10-03T20:00'))
  expect(first).toEqual({ from: utc('2026-10-03T22:00'), to: utc('2026-10-03T23:00') })
})

test('hours that overlap or follow each other are one opening, and hours that end before they begin are none', () => {
  const hours = [
    { day: 1, from: '08:00', to: '12:00' },
    { day: 1, from: '12:00', to: '16:00' },
    { day: 1, from: '11:00', to: '13:00' },
    { day: 1, from: '18:00', to: '17:00' },
  ]
  const openings = openingsOf(hours, BERLIN, utc('2026-11-12T13:00'))
  expect(openings.map(({ from, to }) => (to - from) / HOUR)).toEqual([8, 8, 8])
})

test('never more openings than a resource has room for, the nearest first', () => {
  const hours = Array.from({ length: 30 }, (_, n) => ({ day: (n % 7) + 1, from: `${String(n % 24).padStart(2, '0')}:00`, to: '23:59' }))
  const gaps = [0, 2, 4, 6, 8, 10].flatMap((hour) =>
    [1, 2, 3, 4, 5].map((day) => ({ day, from: `0${hour}`.slice(-2).concat(':00'), to: `0${hour}`.slice(-2).concat(':30') })),
  )
  expect(openingsOf(hours, BERLIN, utc('2026-11-12T13:00')).length).toBeLessThanOrEqual(100)
  const many = openingsOf([...gaps, ...gaps.map((one) => ({ ...one, day: one.day + 2 }))], BERLIN, utc('2026-11-12T13:00'))
  expect(many).toHaveLength(100)
  expect(many.map(({ from }) => from)).toEqual(many.map(({ from }) => from).toSorted((a, b) => a - b))
})

test('every time that a clock shows is found again, wherever it is and whatever the season', () => {
  const zones = fc.constantFrom(BERLIN, 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Pacific/Apia')
  const minutes = fc.integer({ min: utc('2026-01-01T00:00') / 60_000, max: utc('2027-12-31T00:00') / 60_000 })
  fc.assert(
    fc.property(zones, minutes, fc.constantFrom('first' as const, 'last' as const), (zone, minute, which) => {
      const at = minute * 60_000
      const found = momentOf(wall(at, zone), zone, which)
      expect(wall(found, zone)).toBe(wall(at, zone))
      expect(Math.abs(found - at)).toBeLessThanOrEqual(HOUR)
    }),
    { numRuns: 500 },
  )
})

test('openings never overlap and come in order, over all the days on which clocks change', () => {
  const clock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  const text = clock.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  const hours = fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), from: text, to: text }), { maxLength: 30 })
  const days = fc.integer({ min: 0, max: 360 })
  fc.assert(
    fc.property(hours, days, (weekly, day) => {
      const openings = openingsOf(weekly, BERLIN, utc('2026-01-01T00:00') + day * DAY)
      expect(openings.every(({ from, to }, place) => from < to && from > (openings[place - 1]?.to ?? 0))).toBe(true)
    }),
    { numRuns: 60 },
  )
})
