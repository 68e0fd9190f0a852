import type { Touchpoint } from '../noun/touchpoint.ts'
import { call } from './call.ts'
import { dataOf, type Phrase, type Shown, type TouchpointKind, type Way } from './kind.ts'
import { touchpointKinds } from './table.ts'

type Data = Touchpoint['data']
type Value = Data[string]

/** How a touchpoint reads: phrases for translation and the values that fill them. */
export interface TouchpointWords {
  readonly title: Phrase
  readonly detail: Phrase | null
  readonly values: Readonly<Record<string, string | number>>
  readonly icon: string
  readonly way: Way
}

const plain = (value: Value): string | number | null => (typeof value === 'string' || typeof value === 'number' ? value : null)

const names = (phrase: Phrase): readonly string[] => [...phrase.message.matchAll(/\{(\w+)[},]/g)].map(([, name]) => name ?? '')

/** Fills a touchpoint's phrases: `write` turns money, days and distances into words of the reader's language and the site's zone. */
export function wordsOf(
  touchpoint: Pick<Touchpoint, 'kind' | 'data'>,
  write: (how: Shown, value: Value) => string,
): TouchpointWords | null {
  const kind: TouchpointKind<Data> | undefined = touchpointKinds.get(touchpoint.kind)
  if (!kind) return null
  const shows: Readonly<Record<string, Shown | undefined>> = kind.shows ?? {}
  const values: Record<string, string | number> = {}
  for (const [field, value] of Object.entries(touchpoint.data)) {
    const how = shows[field]
    const said = how && value !== null ? write(how, value) : plain(value)
    if (said !== null) values[field] = said
  }
  const told = kind.detail !== null && names(kind.detail).every((name) => Object.hasOwn(values, name))
  return { title: kind.title, detail: told ? kind.detail : null, values, icon: kind.icon, way: dataOf(call, touchpoint)?.way ?? kind.way }
}
