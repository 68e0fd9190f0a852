import { expect, test } from 'vitest'
import { topicsOf } from '../../../src/domain/rules/topic.ts'
import { Topic } from '../../../src/domain/value.ts'

const said: readonly [string, readonly string[]][] = [
  ['Brake noise is back', ['brakes']],
  ['Die Bremsen schleifen', ['brakes']],
  ['The dealer charged me twice', ['invoice']],
  ['It stops charging at half', ['charging']],
  ['Das Auto lädt nicht, die Ladesäule ist in Ordnung', ['charging']],
  ['The invoice for the brakes is wrong', ['brakes', 'invoice']],
  ['Rechnung stimmt nicht', ['invoice']],
  ['Bei der Übergabe fehlte das Kabel', ['handover']],
  ['The screen goes black and the heating stays cold', ['infotainment', 'climate']],
  ['When may I collect it?', []],
  ['', []],
]

test('what people talk about is found in English and German', () => {
  expect(said.map(([text]) => [text, [...topicsOf(text).keys()]])).toEqual(said)
})

test('every topic can be written on a touchpoint', () => {
  const all = said.flatMap(([text]) => [...topicsOf(text).keys()])
  expect(all.filter((topic) => !Topic.safeParse(topic).success)).toEqual([])
})
