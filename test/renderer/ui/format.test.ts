import { expect, test } from 'vitest'
import { dayNumber, timeOf, whenOf } from '../../../src/renderer/ui/format.ts'
import { DAY, HOUR, NOW } from '../../support/rows.ts'

const hamburg = { locale: 'en-GB', zone: 'Europe/Berlin' }
const newYork = { locale: 'en-GB', zone: 'America/New_York' }

test('a time is of the place it is shown for', () => {
  expect(timeOf(NOW, hamburg)).toBe('14:00')
  expect(timeOf(NOW, newYork)).toBe('08:00')
})

test('near moments are told by the clock, this week by weekday, others by date, other years with theirs', () => {
  expect(whenOf(NOW - HOUR, NOW, hamburg)).toBe('13:00')
  expect(whenOf(NOW - DAY, NOW, hamburg)).toBe('Wed 14:00')
  expect(whenOf(NOW - 30 * DAY, NOW, hamburg)).toBe('13 Oct')
  expect(whenOf(NOW - 400 * DAY, NOW, hamburg)).toBe('8 Oct 2025')
})

test('the day turns at the place’s own midnight', () => {
  const late = Date.UTC(2026, 10, 12, 23, 30)
  expect(dayNumber(late, hamburg)).toBe(20261113)
  expect(dayNumber(late, newYork)).toBe(20261112)
})
