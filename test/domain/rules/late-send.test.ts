import { expect, test } from 'vitest'
import { consentWithdrawn, LATE_MS, type LateSend, lateReasons } from '../../../src/domain/rules/late-send.ts'
import { aCase, anId, consent, HOUR, ids, MINUTE, NOW } from '../../support/rows.ts'

const send = (more: Partial<LateSend> = {}): LateSend => ({
  header: aCase({ owner: ids.lena, fence: 3, heard: { number: 4, at: NOW - HOUR } }),
  knows: 4,
  fence: 3,
  me: aCase({ owner: ids.lena }).owner ?? ('' as never),
  ageMs: MINUTE,
  newestAnswer: null,
  consent: 'as-it-was',
  ...more,
})

test('an answer that nothing has overtaken goes by itself, up to half an hour after it was written', () => {
  expect(lateReasons(send(), NOW)).toEqual([])
  expect(lateReasons(send({ ageMs: LATE_MS }), NOW)).toEqual([])
  expect(lateReasons(send({ ageMs: LATE_MS + 1 }), NOW)).toEqual(['old'])
  expect(lateReasons(send({ ageMs: Number.POSITIVE_INFINITY }), NOW)).toEqual(['old'])
})

test('each thing that moved meanwhile is a reason of its own, and all are named', () => {
  expect(lateReasons(send({ newestAnswer: { number: 5 } }), NOW)).toEqual(['answered'])
  expect(lateReasons(send({ newestAnswer: { number: 4 } }), NOW)).toEqual([])
  expect(lateReasons(send({ fence: 2 }), NOW)).toEqual(['reassigned'])
  expect(lateReasons(send({ knows: 3 }), NOW)).toEqual(['news'])
  expect(lateReasons(send({ consent: 'withdrawn' }), NOW)).toEqual(['consent'])
  const header = aCase({ owner: ids.jonas, fence: 4, state: 'resolved', heard: { number: 6, at: NOW } })
  expect(lateReasons(send({ header, ageMs: 2 * LATE_MS, newestAnswer: { number: 7 } }), NOW)).toEqual([
    'old',
    'answered',
    'reassigned',
    'closed',
    'news',
  ])
})

test('words that cross on the wire hold nothing back; the same words do, once the answer has waited', () => {
  const header = aCase({ owner: ids.lena, fence: 3, heard: { number: 5, at: NOW - 5_000 } })
  expect(lateReasons(send({ header, ageMs: 10_000 }), NOW)).toEqual([])
  expect(lateReasons(send({ header, ageMs: MINUTE }), NOW)).toEqual(['news'])
})

test('a consent counts as gone where its newest word is a withdrawal that came after the answer was written', () => {
  const given = consent({ at: NOW - 2 * HOUR })
  const gone = consent({ id: anId(0x33), state: 'withdrawn', at: NOW - HOUR })
  const back = consent({ id: anId(0x34), at: NOW - MINUTE })
  expect(consentWithdrawn([given], NOW - 3 * HOUR)).toBe(false)
  expect(consentWithdrawn([given, gone], NOW - 90 * MINUTE)).toBe(true)
  expect(consentWithdrawn([given, gone], NOW - 30 * MINUTE)).toBe(false)
  expect(consentWithdrawn([given, gone, back], NOW - 90 * MINUTE)).toBe(false)
})
