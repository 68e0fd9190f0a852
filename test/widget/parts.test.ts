import { expect, test } from 'vitest'
import { uuidv7 } from '../../src/domain/id.ts'
import { openKeep } from '../../src/widget/keep.ts'
import { pauseBefore } from '../../src/widget/line/line.ts'
import { openOutbox } from '../../src/widget/line/outbox.ts'
import { newId } from '../../src/widget/new-id.ts'
import { say, wordsFor } from '../../src/widget/words.ts'
import { shelf } from './world.ts'

test('words keep the order they were typed in though the clock stands still or goes back', () => {
  const outbox = openOutbox(openKeep(shelf(), 'test'))
  for (const [text, at] of [
    ['one', 5_000],
    ['two', 5_000],
    ['three', 1_000],
  ] as const)
    outbox.add(text, at)
  expect(outbox.all().map(({ text }) => text)).toEqual(['one', 'two', 'three'])
})

test('where the browser keeps nothing, words last as long as the page', () => {
  const full = Object.assign(shelf(), {
    setItem() {
      throw new Error('QuotaExceededError')
    },
  })
  for (const storage of [null, full]) {
    const keep = openKeep(storage, 'test')
    openOutbox(keep).add('still here', 1_000)
    expect(
      openOutbox(keep)
        .all()
        .map(({ text }) => text),
    ).toEqual(['still here'])
    for (const { id } of openOutbox(keep).all()) openOutbox(keep).drop(id)
    expect(openOutbox(keep).all()).toEqual([])
  }
})

test('two sites on one origin do not read each other’s words, and a spoilt entry is passed over', () => {
  const storage = shelf()
  openOutbox(openKeep(storage, 'one')).add('for one', 1_000)
  storage.setItem('forecourt:one:say:broken', '{"id":')
  expect(openOutbox(openKeep(storage, 'other')).all()).toEqual([])
  expect(openOutbox(openKeep(storage, 'one')).all()).toHaveLength(1)
})

test('an id made on the page is a UUID of version 7 of its time', () => {
  const at = Date.UTC(2026, 10, 22)
  expect(newId(at)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(newId(at).slice(0, 13)).toBe(uuidv7(at, new Uint8Array(10)).slice(0, 13))
  expect(newId(at)).not.toBe(newId(at))
})

test('a page waits longer at each try, never in step with others and never over half a minute', () => {
  expect(pauseBefore(0, 0)).toBeLessThan(pauseBefore(0, 1))
  expect(pauseBefore(3, 0.5)).toBeGreaterThan(pauseBefore(1, 0.5))
  expect(pauseBefore(40, 1)).toBeLessThanOrEqual(30_200)
})

test('German and English say the same things, with the same places to fill', () => {
  const [english, german] = [wordsFor('en-GB'), wordsFor('de-AT')]
  const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort()
  expect(Object.keys(german)).toEqual(Object.keys(english))
  for (const key of Object.keys(english) as (keyof typeof english)[]) expect(slots(german[key])).toEqual(slots(english[key]))
  expect(german.send).not.toBe(english.send)
  expect(wordsFor('fr')).toBe(english)
  expect(say('{agent} is writing', { agent: 'Lena' })).toBe('Lena is writing')
})
