import { expect, test } from 'vitest'
import { safetyWords } from '../../../src/domain/rules/safety.ts'

const alarming: readonly [string, string][] = [
  ['I need to know today whether the car is safe.', 'whether the car is safe'],
  ['Is it safe? Yes, says the workshop.', 'Is it safe'],
  ['The car isn’t safe', 'isn’t safe'],
  ['There was smoke from under the bonnet', 'smoke'],
  ['It smells of petrol in the garage', 'smells of petrol'],
  ['Something is burning, I smell it in the cabin', 'burning'],
  ['A car hit me from behind', 'hit me'],
  ['My wife is in hospital since', 'hospital'],
  ['The airbag light stays on', 'airbag light'],
  ['The air bags did not deploy', 'air bags did not deploy'],
  ['The pedal went to the floor', 'pedal went to the floor'],
  ['It rolled backwards out of the drive', 'rolled backwards'],
  ['It stalled on the motorway', 'stalled on the motorway'],
  ['I lost control in a bend', 'lost control'],
  ['Can I still drive it to you?', 'Can I still drive'],
  ['Die Bremsen quietschen beim Anhalten', 'Bremsen quietschen'],
  ['Darf ich damit noch nach Kassel fahren?', 'Darf ich damit noch nach Kassel fahren'],
  ['Wir hatten einen Unfall', 'Unfall'],
  ['Es riecht nach Benzin', 'riecht nach Benzin'],
  ['Aus der Haube kommt Rauch', 'Rauch'],
  ['Ist das Auto verkehrssicher?', 'verkehrssicher'],
  ['Die Lenkung ist plötzlich schwergängig', 'Lenkung ist plötzlich schwergängig'],
]

test('words about safety raise the banner in English and German, and the banner shows the customer’s own', () => {
  expect(alarming.map(([text]) => [text, safetyWords(text)])).toEqual(alarming)
})

test('a negation raises it as well: better one banner too many', () => {
  const negated = ['There was no fire', 'Nobody was hurt', 'It is not dangerous, I think', 'No accident yet']
  expect(negated.filter((text) => safetyWords(text) === null)).toEqual([])
})

test('everyday words raise none', () => {
  const everyday = [
    'Can I bring the tyre change forward?',
    'The engine misfires when cold',
    'It burns a litre of oil a month',
    'What does the inspection cost?',
    'Is the safety package included?',
    'Brand new car, lovely colour',
    'Familie Brandstätter-Meyerhoff holt den Wagen ab',
    'Kann ich am Samstag eine Probefahrt machen?',
    'Ungefährlich, nur ein Kratzer',
  ]
  expect(everyday.flatMap((text) => safetyWords(text) ?? [])).toEqual([])
})

test('words longer than a line are cut to one', () => {
  expect(safetyWords(`braking ${'x'.repeat(30)} noise`)?.length).toBeLessThanOrEqual(200)
})
