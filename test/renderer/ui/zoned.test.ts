import { expect, test } from 'vitest'
import { dayAt, fieldOf, momentOf } from '../../../src/renderer/ui/zoned.ts'
import { DAY, HOUR, NOW } from '../../support/rows.ts'

test('a moment is written by the clock of its site, and read back as the same moment', () => {
  expect(fieldOf(NOW, 'Europe/Berlin')).toBe('2026-11-12T14:00')
  expect(fieldOf(NOW, 'America/New_York')).toBe('2026-11-12T08:00')
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC']) expect(momentOf(fieldOf(NOW, zone), zone)).toBe(NOW)
})

test('a field that means no moment is not a number', () => {
  expect(momentOf('', 'Europe/Berlin')).toBeNaN()
})

test('noon tomorrow is noon on the site’s own calendar, also over a change of clocks', () => {
  expect(dayAt(NOW, 'Europe/Berlin', { days: 1, hour: 12 })).toBe(NOW + DAY - 2 * HOUR)
  const before = Date.UTC(2026, 9, 24, 12)
  expect(fieldOf(dayAt(before, 'Europe/Berlin', { days: 1, hour: 12 }), 'Europe/Berlin')).toBe('2026-10-25T12:00')
})
