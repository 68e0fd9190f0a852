import type { Entry } from '../store/store.ts'

/** What a frame brings of what moved, as texts of JSON. */
export interface Cargo {
  readonly rows: readonly string[]
  readonly gone: readonly string[]
  readonly decided: readonly string[]
}

export interface Sorting {
  readonly from: number
  readonly to: number
  /** Whether the desk holds a scope, or has begun to. */
  readonly holds: (scope: string) => boolean
  readonly deviceScope: string
}

export const noCargo: Cargo = { rows: [], gone: [], decided: [] }

const texts = new WeakMap<Entry, string>()

/** The row as it is sent: made once, however many desks it goes to. */
function rowText(entry: Entry): string {
  const known = texts.get(entry)
  if (known) return known
  const { kind, id, ver, body } = entry
  const text = `{"kind":"${kind}","id":"${id}","ver":${ver},"body":${body}}`
  texts.set(entry, text)
  return text
}

const goneText = ({ kind, id }: Entry): string => `{"kind":"${kind}","id":"${id}"}`

/**
 * Sorts what moved for one desk: rows it holds, rows it holds no more, and the ends of its commands. A row that changed
 * again beyond `to` waits for the window of that change, so that an effect never comes before its acknowledgement.
 */
export function sortFor({ from, to, holds, deviceScope }: Sorting, entries: readonly Entry[]): Cargo {
  const newest = new Map(entries.map((entry) => [`${entry.kind} ${entry.id}`, entry]))
  const rows: string[] = []
  const gone: string[] = []
  const decided: string[] = []
  for (const entry of newest.values()) {
    if (entry.last <= from || entry.last > to) continue
    if (entry.kind === 'result') {
      if (entry.pointed.includes(deviceScope)) decided.push(`{"command":"${entry.id}","outcome":${entry.body}}`)
      continue
    }
    if (!entry.pointed.some(holds)) continue
    if (entry.body === null || !entry.scopes.some(holds)) gone.push(goneText(entry))
    else if (entry.ver <= to) rows.push(rowText(entry))
  }
  return { rows, gone, decided }
}

export const isEmpty = ({ rows, gone, decided }: Cargo): boolean => rows.length + gone.length + decided.length === 0

/** About how large a cargo is as text. */
export function weight({ rows, gone, decided }: Cargo): number {
  return [...rows, ...gone, ...decided].reduce((sum, text) => sum + text.length, 0)
}
