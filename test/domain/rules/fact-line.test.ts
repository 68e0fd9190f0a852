import { expect, test } from 'vitest'
import { addMonths } from '../../../src/domain/rules/calendar.ts'
import { factLine } from '../../../src/domain/rules/fact-line.ts'
import { aCase, anId, commitment, DAY, ids, NOW, touchpoint, vehicle, workshop } from '../../support/rows.ts'

const rows = { case: aCase({ remedy: 'repair' }), messages: [], touchpoints: [], commitments: [], vehicle: null }

test('a case of which nothing is known says only what remedy is sought', () => {
  expect(factLine(rows, NOW)).toEqual({ remedy: 'repair', attempts: [], daysOffRoad: 0, promisesBroken: [], recalls: [] })
})

test('an attempt is a workshop visit for the same thing on the same car within twelve months', () => {
  const counted = [workshop({ days: 2 }, { at: addMonths(NOW, -12) }), workshop({ days: 5 }, { at: NOW - DAY })]
  const others = [
    workshop({ days: 90 }, { at: addMonths(NOW, -12) - 1 }),
    workshop({ days: 90, topic: 'tyres', concern: 'Winter tyres' }, { at: NOW - DAY }),
    workshop({ days: 90 }, { at: NOW - DAY, vehicle: ids.tarn }),
    touchpoint('recall_done', { code: 'R-1', title: 'Brake hose' }, { vehicle: ids.aurel, at: NOW - DAY }),
  ]
  const line = factLine({ ...rows, touchpoints: [...others, ...counted.toReversed()] }, NOW)
  expect([line.attempts, line.daysOffRoad]).toEqual([counted, 7])
})

test('a promise counts against us where it was made in this case or about this car', () => {
  const here = commitment({ id: anId(0x15), case: ids.case, vehicle: null })
  const car = commitment({ id: anId(0x16), dueAt: NOW - 2 * DAY })
  const other = commitment({ id: anId(0x17), vehicle: ids.tarn })
  const due = commitment({ id: anId(0x18), dueAt: NOW + DAY })
  expect(factLine({ ...rows, commitments: [here, car, other, due] }, NOW).promisesBroken).toEqual([car, here])
})

test('a recall counts until it is carried out', () => {
  const open = { code: 'R-2611', title: 'Brake booster', doNotDrive: true, doneAt: null }
  const done = { code: 'R-2402', title: 'Software', doNotDrive: false, doneAt: NOW - DAY }
  expect(factLine({ ...rows, vehicle: vehicle({ recalls: [done, open] }) }, NOW).recalls).toEqual([open])
})
