import { createHash } from 'node:crypto'
import type { Digest } from '../../../domain/contract/wire.ts'
import { parseScope } from '../../../domain/scope.ts'
import { deviceScope, type Entry, type Feed, type PageSpan, type PageText, type Span, type View, type Window } from '../store.ts'
import { type History, nameOf, type Pointer, type Version } from './history.ts'

const bytes = (text: string | null): number => (text === null ? 0 : Buffer.byteLength(text))
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const resultEntry = (end: Pick<Entry, 'id' | 'last' | 'body' | 'pointed'>): Entry => ({ kind: 'result', ver: end.last, scopes: [], ...end })

function entryOf(history: History, feed: Feed, pointers: readonly Pointer[]): Entry[] {
  const newest = pointers.at(-1)
  if (!newest) return []
  const { id, seq: last } = newest
  const pointed = [...new Set(pointers.map(({ scope }) => scope))]
  if (newest.kind === 'result') {
    const record = history.record(id, feed.head)
    return record ? [resultEntry({ id, last, body: JSON.stringify(record.outcome), pointed })] : []
  }
  const row = history.row({ kind: newest.kind, id }, feed.head)
  if (!row) return [{ kind: newest.kind, id, last, ver: last, body: null, pointed, scopes: [] }]
  return [{ kind: newest.kind, id, last, ver: row.seq, body: JSON.stringify(row.row.row), pointed, scopes: row.scopes }]
}

function windowOf(history: History, feed: Feed, span: Span): Window {
  const all = history.pointers.filter(({ seq }) => seq > span.after && seq <= feed.head)
  const bound = all.length < span.pointers ? feed.head : (all[span.pointers - 1]?.seq ?? feed.head)
  const wanted = span.scopes && new Set(span.scopes)
  const near = all.filter(({ seq, scope }) => seq <= bound && (wanted === null || wanted.has(scope)))
  const rows = Map.groupBy(near, nameOf)
  const entries = [...rows.values()].flatMap((pointers) => entryOf(history, feed, pointers)).sort((a, b) => a.last - b.last)
  let before = 0
  for (const [last, group] of Map.groupBy(entries, (entry) => entry.last)) {
    if (before >= span.bytes && before > 0) return { to: last - 1, entries: entries.filter((entry) => entry.last < last) }
    before += group.reduce((sum, { body }) => sum + bytes(body), 0)
  }
  return { to: bound, entries }
}

function endsOf(history: History, { feed: { head }, device }: { feed: Feed; device: string }, limit: number): Entry[] {
  const own = history.records.filter(({ by, seq }) => by?.device === device && seq <= head)
  return own
    .sort((a, b) => (b.by?.number ?? 0) - (a.by?.number ?? 0))
    .slice(0, limit)
    .map(({ id, outcome }) => resultEntry({ id, last: head, body: JSON.stringify(outcome), pointed: [deviceScope(device)] }))
}

function pageOf(history: History, feed: Feed, { scope, after, rows, bytes: most }: PageSpan): PageText {
  const place = (ref: { readonly kind: string; readonly id: string }) => nameOf(ref)
  const left = history
    .inScope(scope, feed.head)
    .map(({ seq, row }) => ({ kind: row.kind, id: row.row.id, ver: seq, body: row.row }))
    .filter((row) => after === null || compare(place(row), place(after)) > 0)
    .sort((a, b) => compare(place(a), place(b)))
  const texts: string[] = []
  let size = 0
  for (const row of left.slice(0, rows)) {
    if (size >= most && texts.length > 0) break
    texts.push(JSON.stringify(row))
    size += bytes(JSON.stringify(row.body))
  }
  const end = left[texts.length - 1]
  const next = end && texts.length < left.length ? { kind: end.kind, id: end.id } : null
  return { rows: `[${texts.join(',')}]`, count: texts.length, next }
}

function digestOf(versions: readonly Version[], { name, kinds }: { readonly name: string; readonly kinds: readonly string[] }): Digest[] {
  const scope = parseScope(name)
  if (!scope) return []
  const known = versions.filter(({ row }) => kinds.includes(row.kind))
  const hashes = known.map(({ seq, row }) =>
    createHash('sha256')
      .update(`${nameOf({ kind: row.kind, id: row.row.id })} ${seq}`)
      .digest(),
  )
  const xor = hashes.reduce((all, hash) => all ^ hash.readBigUInt64BE(), 0n)
  return [{ scope, n: known.length, xor: xor.toString(16).padStart(16, '0') }]
}

/** The history as it was at a head, whatever is committed meanwhile. */
export function viewAt(history: History, feed: Feed): View {
  return {
    feed,
    rows: (refs) => Promise.resolve(refs.flatMap((ref) => history.row(ref, feed.head)?.row ?? [])),
    find: (question) => Promise.resolve(history.answering(question, feed.head).map(({ row }) => row)),
    scope: (scope) => Promise.resolve(history.inScope(scope, feed.head).map(({ row }) => row)),
    window: (span) => Promise.resolve(windowOf(history, feed, span)),
    ends: (device, limit) => Promise.resolve(endsOf(history, { feed, device }, limit)),
    ended: (command) => Promise.resolve(history.record(command, feed.head) !== null),
    page: (span) => Promise.resolve(pageOf(history, feed, span)),
    digests: (scopes, kinds) => Promise.resolve(scopes.flatMap((name) => digestOf(history.inScope(name, feed.head), { name, kinds }))),
    seqAt: (at) => Promise.resolve(history.seqAt(at, feed.head)),
    history: (span) => Promise.resolve(history.ledger.of(span, feed.head)),
  }
}
