import { expect, test } from 'vitest'
import { rowsOf } from '../../../src/renderer/journey/calendar.ts'
import type { Entry } from '../../../src/renderer/journey/entries.ts'
import { DAY, HOUR, NOW, workshop } from '../../support/rows.ts'

const hamburg = { locale: 'en-GB', zone: 'Europe/Berlin' }

const entry = (at: number): Entry => {
  const touchpoint = workshop({}, { at })
  return { of: 'touchpoint', key: touchpoint.id, row: touchpoint.id, at, way: 'event', touchpoint }
}
const headings = (ats: readonly number[], place = hamburg) =>
  rowsOf(ats.map(entry), NOW, place).flatMap((row) => (row.of === 'heading' ? [row.span] : []))

test('today, yesterday, the days of a fortnight, and before that months', () => {
  expect(headings([NOW - HOUR, NOW - 2 * HOUR, NOW - DAY, NOW - 5 * DAY, NOW - 20 * DAY, NOW - 25 * DAY])).toEqual([
    'today',
    'yesterday',
    'day',
    'month',
  ])
})

test('two months have two headings', () => {
  expect(headings([NOW - 40 * DAY, NOW - 80 * DAY])).toEqual(['month', 'month'])
})

test('which day it was is decided by the calendar of the site, not of the reader', () => {
  // 23:30 UTC on the 11th is half past midnight on the 12th in Hamburg, which is today there.
  const midnight = Date.UTC(2026, 10, 11, 23, 30)
  expect(headings([midnight])).toEqual(['today'])
  expect(headings([midnight], { locale: 'en-GB', zone: 'UTC' })).toEqual(['yesterday'])
})

test('entries are counted through, headings are not', () => {
  const rows = rowsOf([entry(NOW), entry(NOW - DAY)], NOW, hamburg)
  expect(rows.flatMap((row) => (row.of === 'entry' ? [row.position] : []))).toEqual([1, 2])
})

test('under a month each entry says its day, under a day its time', () => {
  const rows = rowsOf([entry(NOW), entry(NOW - 60 * DAY)], NOW, hamburg)
  expect(rows.flatMap((row) => (row.of === 'entry' ? [row.daily] : []))).toEqual([true, false])
})
