import { expect, test } from 'vitest'
import { addMonths, DAY_MS } from '../../../src/domain/rules/calendar.ts'
import { likelyCauses } from '../../../src/domain/rules/cause.ts'
import { aCase, DAY, HOUR, ids, message, NOW, touchpoint, workshop } from '../../support/rows.ts'

const car = { vehicle: ids.aurel }
const silent = { subject: 'I am not happy', messages: 1 }
const causesOf = (header: object, text: string, touchpoints: ReturnType<typeof workshop>[]) =>
  likelyCauses({ case: aCase(header), messages: [message({ text })], touchpoints }).map((cause) => [cause.touchpoint.id, cause.reason.id])

test('work on what the customer names is the cause, the newest first, three at most', () => {
  const visits = [1, 2, 3, 4].map((months) => workshop({}, { at: addMonths(NOW, -months) }))
  const found = causesOf({}, 'The brakes grind.', visits.toReversed())
  expect(found).toEqual(visits.slice(0, 3).map((row) => [row.id, 'cause.named']))
})

test('German words and English records meet', () => {
  const visit = workshop({}, { at: NOW - DAY })
  expect(causesOf({ subject: 'Die Bremsen quietschen' }, 'Schon wieder.', [visit])).toEqual([[visit.id, 'cause.named']])
})

test('an invoice and a handover are causes, too, where they are named', () => {
  const total = { minor: 81_200, currency: 'EUR' }
  const invoice = touchpoint('invoice_sent', { number: 'R-77', total, estimate: null, about: 'Inspection' }, { ...car, at: NOW - DAY })
  const given = touchpoint('handover_done', { model: 'Aurel E4', by: null, odometerKm: null }, { ...car, at: NOW - 9 * DAY })
  expect(causesOf({ subject: 'The invoice differs from the estimate' }, 'Why?', [invoice, given])).toEqual([[invoice.id, 'cause.named']])
  expect(causesOf({ subject: 'At the handover the cable was missing' }, 'Where is it?', [invoice, given])).toEqual([
    [given.id, 'cause.named'],
  ])
})

test('a complaint that names nothing is laid at the last work on the car, if that was within a month', () => {
  const old = workshop({}, { at: NOW - HOUR - 31 * DAY_MS })
  const last = workshop({ topic: 'tyres' }, { at: NOW - 20 * DAY })
  expect(causesOf(silent, 'At all.', [old, last])).toEqual([[last.id, 'cause.recent']])
  expect(causesOf(silent, 'At all.', [old])).toEqual([])
  expect(causesOf({ ...silent, kind: 'enquiry' }, 'At all.', [last])).toEqual([])
})

test('work on another car, work after the case was opened, and work two years ago are no cause', () => {
  const rows = [
    workshop({}, { at: NOW - DAY, vehicle: ids.tarn }),
    workshop({}, { at: NOW }),
    workshop({}, { at: addMonths(NOW, -25) }),
    touchpoint('part_arrived', { part: 'Brake caliper', topic: 'brakes' }, { ...car, at: NOW - DAY }),
  ]
  expect(causesOf({}, 'The brakes grind.', rows)).toEqual([])
})

test('what an agent says is not taken for the customer’s words', () => {
  const visit = workshop({ topic: 'tyres', concern: 'Tyres' }, { at: NOW - 40 * DAY })
  const author = { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' }
  const messages = [message({ text: 'Is it about the tyres?', author })]
  expect(likelyCauses({ case: aCase(silent), messages, touchpoints: [visit] })).toEqual([])
})
