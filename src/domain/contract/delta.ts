/** A part of a list: a stretch of the one before, a row of it that is another now, or a new one. */
type Part = { readonly from: number; readonly count: number } | { readonly was: number; readonly is: Delta } | { readonly row: unknown }

/**
 * What of an answer is another since it was last told: something else altogether, some fields of a record, or a list put
 * together of what it was and what is new. A screen shows hundreds of rows of which a few move; only those cross to it.
 */
export type Delta =
  | { readonly to: unknown }
  | { readonly set: Readonly<Record<string, Delta>>; readonly gone: readonly string[] }
  | { readonly list: readonly Part[] }

type Fields = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a row of a list is known by, wherever it stands. */
const names = ['id', 'case', 'commitment', 'agent'] as const

function nameOf(value: unknown): string | null {
  if (!isRecord(value)) return null
  const name = names.find((one) => typeof value[one] === 'string')
  return name ? `${name} ${value[name]}` : null
}

function recordDelta(before: Fields, after: Fields): Delta | null {
  const changed = Object.entries(after).flatMap(([key, value]): [string, Delta][] => {
    const delta = Object.hasOwn(before, key) ? deltaOf(before[key], value) : { to: value }
    return delta ? [[key, delta]] : []
  })
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return changed.length + gone.length === 0 ? null : { set: Object.fromEntries(changed), gone }
}

function partOf(before: readonly unknown[], was: number | undefined, now: unknown): Part {
  if (was === undefined || was >= before.length) return { row: now }
  const is = deltaOf(before[was], now)
  return is ? { was, is } : { from: was, count: 1 }
}

/** Stretches that follow each other are one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const all: Part[] = []
  for (const part of parts) {
    const last = all.at(-1)
    const on = last && 'from' in last && 'from' in part && last.from + last.count === part.from
    if (on) all[all.length - 1] = { from: last.from, count: last.count + part.count }
    else all.push(part)
  }
  return all
}

function listDelta(before: readonly unknown[], after: readonly unknown[]): Delta | null {
  const named = new Map(before.map((value, place) => [nameOf(value), place]))
  const placeOf = (value: unknown, place: number): number | undefined => {
    const name = nameOf(value)
    return name === null || name === nameOf(before[place]) ? place : named.get(name)
  }
  const list = joined(after.map((value, place) => partOf(before, placeOf(value, place), value)))
  const [only, ...others] = list
  const same = others.length === 0 && (only ? 'from' in only && only.from === 0 && only.count === before.length : before.length === 0)
  return same ? null : { list }
}

/** What makes the second of the first; null where they say the same. Both are plain: records, lists, strings, numbers, and so on. */
export function deltaOf(before: unknown, after: unknown): Delta | null {
  if (Object.is(before, after)) return null
  if (Array.isArray(before) && Array.isArray(after)) return listDelta(before, after)
  return isRecord(before) && isRecord(after) ? recordDelta(before, after) : { to: after }
}

/** A value with what became another. Every part that did not is the very same as before. Throws where the delta is of something else. */
export function applied(before: unknown, delta: Delta): unknown {
  if ('to' in delta) return delta.to
  if ('set' in delta) {
    if (!isRecord(before)) throw new Error('there is no record here that fields could change of')
    const kept = Object.entries(before).filter(([key]) => !delta.gone.includes(key))
    const changed = Object.entries(delta.set).map(([key, one]) => [key, applied(before[key], one)])
    return Object.fromEntries([...kept, ...changed])
  }
  if (!Array.isArray(before)) throw new Error('there is no list here that rows could change of')
  const rows: readonly unknown[] = before
  return delta.list.flatMap((part): readonly unknown[] => {
    if ('row' in part) return [part.row]
    if ('was' in part) return [applied(rows[part.was], part.is)]
    if (part.from + part.count > rows.length) throw new Error('there are fewer rows here than could stay')
    return rows.slice(part.from, part.from + part.count)
  })
}
