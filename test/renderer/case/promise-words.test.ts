import { expect, test } from 'vitest'
import { dueOf, promiseIn } from '../../../src/renderer/case/promise-words.ts'

/** Thursday, half past twelve in Hamburg: due times are of the site's day, wherever the desk stands. */
const now = Date.UTC(2026, 10, 12, 11, 30)
const zone = 'Europe/Berlin'
const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 10, day, hour - 1, minute)

test.each([
  ['Thank you. I will call you by 16:30 today.', 'I will call you by 16:30 today.'],
  ['We’ll send the papers tomorrow. Kind regards', 'We’ll send the papers tomorrow.'],
  ['You will hear from me before Friday!', 'You will hear from me before Friday!'],
  ['Ich melde mich morgen bei Ihnen.', 'Ich melde mich morgen bei Ihnen.'],
])('“%s” offers its promise to be recorded', (text, promise) => {
  expect(promiseIn(text)).toBe(promise)
})

test.each(['The car is ready.', 'I will.', 'Please come tomorrow at 10:00.', 'Was the brake noise there today?'])(
  '“%s” promises nothing',
  (text) => {
    expect(promiseIn(text)).toBeNull()
  },
)

test('a promise falls due when its words say', () => {
  expect(dueOf('I will call you by 16:30 today.', now, zone)).toBe(at(12, 16, 30))
  expect(dueOf('I will call you tomorrow.', now, zone)).toBe(at(13, 12))
  expect(dueOf('Ich melde mich morgen um 9 Uhr.', now, zone)).toBe(at(13, 9))
  expect(dueOf('You will hear from me today.', now, zone)).toBe(at(12, 17))
})

test('a time that has passed today is never proposed', () => {
  expect(dueOf('I will call you by 9:00 today.', now, zone)).toBe(at(12, 14))
})
