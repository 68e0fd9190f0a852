import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchOf, search } from '../../../../src/main/engine/search/search.ts'
import { frame, inbox, katharina, lastPage, sent } from '../../../support/frames.ts'
import { ownReplica } from '../../../support/replica.ts'
import { aCase, anId, held, ids, MINUTE, message, NOW, party } from '../../../support/rows.ts'

const own = ownReplica()

function start(...texts: readonly string[]): void {
  const words = texts.map((text, n) =>
    sent(3, held('message', message({ id: anId(0x200 + ((n * 7) % 100)), number: n + 1, text, at: NOW + n * MINUTE }))),
  )
  own.absorb(
    frame(0, 5, {
      pages: [lastPage(inbox), lastPage(katharina, sent(1, held('party', party())), sent(2, held('case', aCase())), ...words)],
    }),
  )
}

const snippets = (text: string): string[] =>
  search(own.store, text, 20).flatMap(({ kind, snippet }) => (kind === 'message' ? [snippet] : []))

test('words are found as they are typed: the last one may go on, accents and case do not matter, the newest comes first', () => {
  start('The bonnet rattles', 'Bonnet still open', 'Nothing here', 'Bönnet, third time')
  expect(snippets('bonn')).toEqual(['\u2068Bönnet\u2069, third time', '\u2068Bonnet\u2069 still open', 'The \u2068bonnet\u2069 rattles'])
  expect(snippets('BONNET ratt')).toEqual(['The \u2068bonnet\u2069 \u2068rattles\u2069'])
  expect(snippets('onnet')).toEqual([])
})

test('people stand before cases, cases before messages', () => {
  start('Katharina called')
  expect(search(own.store, 'katharina', 10).map(({ kind }) => kind)).toEqual(['party', 'case', 'message'])
  expect(search(own.store, 'katharina', 2)).toHaveLength(2)
})

test('a case is found by its number and by the plate of its car', () => {
  start()
  const found = (text: string) => search(own.store, text, 5).flatMap((hit) => hit.case ?? [])
  expect([found('C-0000011'), found('HH-KB 2104')]).toEqual([[ids.case], [ids.case]])
})

test('nothing typed is read as a search language, and nothing typed breaks it', () => {
  start('OR is a word and NEAR too')
  expect(matchOf('" OR 1=1 --')).toBe('"OR" "1" "1"*')
  expect(matchOf('  …  ')).toBeNull()
  expect(snippets('NEAR(')).toHaveLength(1)
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (text) => {
      expect(Array.isArray(search(own.store, text, 5))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('many words said in the same millisecond are all kept and all found', () => {
  const same = Array.from({ length: 2_100 }, (_, n) =>
    sent(3, held('message', message({ id: anId(0x10_000 + n), number: n + 1, text: 'simultaneous', at: NOW }))),
  )
  own.absorb(frame(0, 5, { pages: [lastPage(katharina, ...same)] }))
  expect(own.store.get('SELECT count(*) AS c FROM row_message')).toEqual({ c: 2_100 })
  expect(own.store.get("SELECT count(*) AS c FROM message_fts WHERE message_fts MATCH 'simultaneous'")).toEqual({ c: 2_100 })
})
