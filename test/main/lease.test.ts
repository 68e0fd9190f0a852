import { expect, test } from 'vitest'
import { afterGap, beginLease, LEASE_MS, leftOf, spend } from '../../src/main/lease.ts'
import { DAY, HOUR, NOW } from '../support/rows.ts'

test('a device may be opened without the hub for 72 hours after the hub last confirmed it', () => {
  expect(LEASE_MS).toBe(72 * HOUR)
  expect(leftOf(beginLease(NOW))).toBe(LEASE_MS)
  expect(leftOf(afterGap(beginLease(NOW), NOW + 71 * HOUR))).toBe(HOUR)
  expect(leftOf(afterGap(beginLease(NOW), NOW + 73 * HOUR))).toBe(0)
})

test('I16: turning the clock back, by hours or by years, gives nothing back', () => {
  let lease = spend(beginLease(NOW), { elapsedMs: 10 * HOUR, now: NOW - 300 * DAY })
  expect(leftOf(lease)).toBe(62 * HOUR)
  lease = afterGap(lease, NOW - 300 * DAY)
  expect(leftOf(lease)).toBe(62 * HOUR)
  lease = afterGap(lease, NOW + 20 * HOUR)
  expect(leftOf(lease)).toBe(42 * HOUR)
})

test('I16: while the program runs, turning the clock forward takes nothing away', () => {
  const lease = spend(beginLease(NOW), { elapsedMs: HOUR, now: NOW + 300 * DAY })
  expect(leftOf(lease)).toBe(71 * HOUR)
})

test('time asleep or switched off counts by the clock, each hour once', () => {
  let lease = spend(beginLease(NOW), { elapsedMs: HOUR, now: NOW + HOUR })
  lease = afterGap(lease, NOW + 11 * HOUR)
  lease = afterGap(lease, NOW + 11 * HOUR)
  expect(leftOf(lease)).toBe(61 * HOUR)
})
