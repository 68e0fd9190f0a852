import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean, cut, straight } from '../../src/domain/text.ts'
import { Line, Words } from '../../src/domain/value.ts'

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\u0000', '\ud83d', '\ude97', ' ', '🚗', '’'), fc.string({ minLength: 1, maxLength: 1, unit: 'binary' })),
})

test('cleaned text is text that every store can hold, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const once = clean(text)
      expect([once.isWellFormed(), once.includes('\u0000'), clean(once)]).toEqual([true, false, once])
    }),
  )
})

test('good text is left alone', () => {
  const good = 'Brandstätter-Meyerhoff 🚗 „quietscht“\nعربي'
  expect([clean(good), cut(good, 500)]).toEqual([good, good])
})

test('a cut never leaves half a character, nor more than was asked for', () => {
  fc.assert(
    fc.property(anyText, fc.nat(40), (text, most) => {
      const short = cut(clean(text), most)
      expect([short.isWellFormed(), short.length <= most, clean(text).startsWith(short)]).toEqual([true, true, true])
    }),
  )
})

test('straightening keeps every character in its place', () => {
  expect(straight('It isn’t safe')).toBe("It isn't safe")
})

test('lines and words are cleaned at the door, and what is nothing then is refused', () => {
  expect(Words.parse(' a\u0000b \ud83d')).toBe('ab \ufffd')
  expect([Line.safeParse('\u0000 ').success, Words.safeParse('\u0000').success]).toEqual([false, false])
})
