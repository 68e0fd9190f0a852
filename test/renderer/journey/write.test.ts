import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { touchpointKinds } from '../../../src/domain/touchpoints/table.ts'
import { fieldOf, kmOf, listOf, minutesAgoOf, moneyOf } from '../../../src/renderer/journey/write.ts'

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const english = { locale: 'en-GB', zone: 'Europe/Berlin' }
const german = { locale: 'de', zone: 'Europe/Berlin' }

test('money is written in its own currency, by its own number of decimals', () => {
  expect(plain(moneyOf({ minor: 124_050, currency: 'EUR' }, english))).toBe('€1,240.50')
  expect(plain(moneyOf({ minor: 124_050, currency: 'EUR' }, german))).toBe('1.240,50 €')
  expect(plain(moneyOf({ minor: 5_000, currency: 'JPY' }, english))).toBe('JP¥5,000')
})

test('distances and minutes read as the language writes them', () => {
  expect(plain(kmOf(41_280, english))).toBe('41,280 km')
  expect(plain(kmOf(41_280, german))).toBe('41.280 km')
  expect(plain(minutesAgoOf(3 * 60_000, german))).toBe('vor 3 Min.')
  expect(minutesAgoOf(-20_000, german)).toBe(minutesAgoOf(0, german))
})

test('a list has no more words than it needs', () => {
  expect(listOf(['winter wheels (Thu)', 'renewal (Mon)'], english)).toBe('winter wheels (Thu), renewal (Mon)')
})

test('a day is one of the site: half past eleven at night in London is the next day in Hamburg', () => {
  const at = Date.UTC(2026, 10, 11, 23, 30)
  expect(fieldOf('day', at, english)).toBe('12 Nov 2026')
  expect(fieldOf('day', at, { ...english, zone: 'Europe/London' })).toBe('11 Nov 2026')
})

test('a field that is not what it should be is left empty, never written as it came', () => {
  expect(fieldOf('money', { minor: 'lots' }, english)).toBe('')
  expect(fieldOf('km', null, english)).toBe('')
})

/** Messages of a catalogue by their id. */
function catalogue(language: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(import.meta.dirname, '../../../src/renderer/locales', `${language}.po`), 'utf8')
  const unquoted = (lines: string): string => [...lines.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, part]) => part).join('')
  return new Map(
    [...text.matchAll(/^msgid ((?:"(?:[^"\\]|\\.)*"\n)+)msgstr ((?:"(?:[^"\\]|\\.)*"\n?)+)/gm)].map(([, id = '', said = '']) => [
      unquoted(id),
      unquoted(said),
    ]),
  )
}

// A field begins in lower case; the words of a select do not.
const fields = (message: string): readonly string[] => [...message.matchAll(/\{([a-z]\w*)[},]/g)].map(([, name]) => name ?? '').sort()

test('every kind of touchpoint is told in German, with all its fields', () => {
  const german = catalogue('de')
  const phrases = [...touchpointKinds.values()].flatMap((kind) => [kind.title, ...(kind.detail ? [kind.detail] : [])])
  expect(phrases.length).toBeGreaterThan(26)
  for (const { id, message } of phrases) {
    const said = german.get(id) ?? ''
    expect(said, id).not.toBe('')
    expect(fields(said), id).toEqual(fields(message))
  }
})
