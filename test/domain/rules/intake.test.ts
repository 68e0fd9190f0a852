import { expect, test } from 'vitest'
import { proposeKind, subjectOf } from '../../../src/domain/rules/intake.ts'

const complaints = [
  'The noise is back after the second repair',
  'I want my money back',
  'You said you’d call on Wednesday but nobody called',
  'I was told the part would be here by Monday and nothing has come yet',
  'The heating doesn’t work',
  'I am very disappointed',
  'Is it safe to drive?',
  'Das Geräusch ist schon wieder da',
  'Ich möchte mich beschweren',
  'Die Heizung geht nicht',
  'Sie haben mir einen Rückruf versprochen, aber niemand hat sich gemeldet',
  'Ich warte seit drei Wochen auf das Teil',
]
const enquiries = [
  'Can I bring the tyre change forward?',
  'What is my 2022 hybrid worth?',
  'Sue Miller will collect the car',
  'Is the recall letter about my car?',
  'Wann ist mein Wagen fertig?',
  'Kann ich die Probefahrt auf Freitag legen?',
  'Was kostet die Inspektion?',
]

test('dissatisfaction, in English or German, is proposed as a complaint', () => {
  expect(complaints.filter((text) => proposeKind(text) !== 'complaint')).toEqual([])
})

test('a question is proposed as an enquiry', () => {
  expect(enquiries.filter((text) => proposeKind(text) !== 'enquiry')).toEqual([])
})

test('a subject is the first sentence, in one line', () => {
  expect(subjectOf('  The brakes\n grind again. What now?')).toBe('The brakes grind again.')
  expect(subjectOf('Hi! The brakes grind again.')).toBe('Hi! The brakes grind again.')
  expect(subjectOf('Hello')).toBe('Hello')
})

test('a long subject is cut at a word, and one long word never in the middle of a character', () => {
  const long = subjectOf(`${'brakes '.repeat(30)}`)
  expect(long).toBe(`${'brakes '.repeat(12).trim()}…`)
  expect(subjectOf(`${'x'.repeat(89)}🚗${'y'.repeat(20)}`)).toBe(`${'x'.repeat(89)}…`)
})
