import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, queueKey } from '../../../src/domain/rules/queue-order.ts'
import { aCase, anId, DAY, HOUR, ids, MINUTE, NOW } from '../../support/rows.ts'

const flag = { message: ids.message, words: 'not safe', raisedAt: NOW - HOUR, dueAt: NOW - 45 * MINUTE, answeredAt: null, dismissed: null }
const quiet = { waitingSince: null, unanswered: 0 }
const n = (id: number, more: object) => aCase({ id: anId(id), ...more })

const safetyLate = n(1, { safety: flag, waitingSince: NOW - MINUTE })
const safetyNext = n(2, { safety: { ...flag, dueAt: NOW + MINUTE }, waitingSince: NOW - MINUTE })
const longest = n(3, { waitingSince: NOW - 2 * DAY, owner: ids.lena, safety: { ...flag, answeredAt: NOW - 30 * MINUTE } })
const dismissed = n(4, { waitingSince: NOW - DAY, safety: { ...flag, dismissed: { by: ids.lena, at: NOW, reason: 'A child seat' } } })
const nobodys = n(6, { waitingSince: NOW - HOUR })
const somebodys = n(5, { waitingSince: NOW - HOUR, owner: ids.lena })
const untouched = n(7, { ...quiet, changedAt: NOW - 9 * DAY })
const touched = n(8, { ...quiet, changedAt: NOW - DAY })
const closedToday = n(9, { ...quiet, state: 'resolved', resolvedAt: NOW - HOUR })
const closedOnce = n(10, { ...quiet, state: 'resolved', resolvedAt: NOW - 90 * DAY })
const ordered = [safetyLate, safetyNext, longest, dismissed, nobodys, somebodys, untouched, touched, closedToday, closedOnce]

test('safety first, then who waits longest, then what waits for nobody, and what is done at the end', () => {
  expect(inOrder(ordered.toReversed())).toEqual(ordered)
})

test('the order is the same from whatever order the rows come in', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (rows) => {
      expect(inOrder(rows)).toEqual(ordered)
    }),
  )
})

test('the key alone sorts the same, so an index in SQL is the queue', () => {
  const keys = ordered.map(queueKey)
  expect(keys.toSorted()).toEqual(keys)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.filter((key) => !/^[0-9a-f]{50}$/.test(key))).toEqual([])
})
