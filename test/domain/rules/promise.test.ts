import { expect, test } from 'vitest'
import { broken, SOON_MS, standing } from '../../../src/domain/rules/promise.ts'
import { commitment, DAY, HOUR, NOW } from '../../support/rows.ts'

const due = (dueAt: number, more: object = {}) => commitment({ dueAt, ...more })

test('a promise is open, then soon within four hours, then late the moment after it is due', () => {
  expect(standing(due(NOW + SOON_MS), NOW)).toBe('open')
  expect(standing(due(NOW + SOON_MS - 1), NOW)).toBe('soon')
  expect(standing(due(NOW), NOW)).toBe('soon')
  expect(standing(due(NOW - 1), NOW)).toBe('late')
})

test('a promise that ended stands as it ended, however late it is now', () => {
  expect(standing(due(NOW - DAY, { state: 'kept', closedAt: NOW - 2 * DAY }), NOW)).toBe('kept')
  expect(standing(due(NOW - DAY, { state: 'cancelled', closedAt: NOW }), NOW)).toBe('cancelled')
})

test('a promise kept in time was never broken; kept or cancelled too late, it stays broken', () => {
  expect(broken(due(NOW - DAY, { state: 'kept', closedAt: NOW - DAY }), NOW)).toBe(false)
  expect(broken(due(NOW - DAY, { state: 'kept', closedAt: NOW - HOUR }), NOW)).toBe(true)
  expect(broken(due(NOW - DAY, { state: 'cancelled', closedAt: NOW - HOUR }), NOW)).toBe(true)
  expect(broken(due(NOW + DAY, { state: 'cancelled', closedAt: NOW }), NOW + 2 * DAY)).toBe(false)
})

test('an open promise is broken from the moment after it was due', () => {
  expect(broken(due(NOW), NOW)).toBe(false)
  expect(broken(due(NOW), NOW + 1)).toBe(true)
})
