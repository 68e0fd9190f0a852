import { expect, test } from 'vitest'
import { clockOfRow, isAlarming } from '../../../src/renderer/queue/clock.ts'
import { aCase, HOUR, ids, MINUTE, NOW } from '../../support/rows.ts'

const flag = (more: object = {}) => ({
  message: ids.message,
  words: 'safe to drive',
  raisedAt: NOW - 5 * MINUTE,
  dueAt: NOW + 10 * MINUTE,
  answeredAt: null,
  dismissed: null,
  ...more,
})

test('safety comes before waiting, with the time that is left', () => {
  const row = aCase({ safety: flag(), waitingSince: NOW - HOUR })
  expect(clockOfRow(row, NOW)).toEqual({ of: 'safety', ms: 10 * MINUTE, late: false, tone: 'danger' })
})

test('after its fifteen minutes the safety clock counts how late it is', () => {
  expect(clockOfRow(aCase({ safety: flag({ dueAt: NOW - 2 * MINUTE }) }), NOW)).toMatchObject({ of: 'safety', ms: 2 * MINUTE, late: true })
})

test('an answered safety flag gives the clock back to whoever waits, and keeps its mark until somebody dismisses it', () => {
  const row = aCase({ safety: flag({ answeredAt: NOW }), waitingSince: NOW - MINUTE })
  expect(clockOfRow(row, NOW).of).toBe('waiting')
  expect(isAlarming(row)).toBe(true)
})

test('fifteen minutes are too long in a chat and nothing for an email', () => {
  const waiting = (channel: string) => clockOfRow(aCase({ channel, waitingSince: NOW - 15 * MINUTE }), NOW)
  expect(waiting('chat')).toMatchObject({ tone: 'danger' })
  expect(waiting('email')).toMatchObject({ tone: 'none' })
})

test('nobody waits in an answered case, and a resolved one says so whatever its past', () => {
  expect(clockOfRow(aCase({ waitingSince: null }), NOW)).toEqual({ of: 'answered' })
  expect(clockOfRow(aCase({ state: 'resolved', safety: flag() }), NOW)).toEqual({ of: 'resolved' })
})
