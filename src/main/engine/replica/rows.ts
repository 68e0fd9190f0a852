import type { Kind, KindRow, Row } from '../../../domain/kind.ts'
import { type Found, type Lookup, lookups, lookupsOf } from '../../../domain/lookup.ts'
import { type Scope, scopesOf } from '../../../domain/scope.ts'
import { keep, kept } from '../store/kv.ts'
import type { Store } from '../store/store.ts'
import type { Touched } from '../touched.ts'
import { ScopeNames } from './scope-names.ts'
import { bornAt, codes, columnsOf, fullText, kindOf, tables, wordsOf } from './tables.ts'

interface Stored {
  readonly n: number
  readonly ver: number
  readonly body: string
}

/** A stored body, as it was parsed by its noun's schema before it was stored. */
export const rowOf = <K extends Kind>(body: string): Row<K> => JSON.parse(body)
const kindRowOf = (kind: Kind, body: string): KindRow => ({ kind, row: JSON.parse(body) })

/** Row numbers left for each millisecond; up to the year 2109 they stay exact. */
const PER_MS = 2_048

function firstNumber(row: KindRow): number | null {
  const born = bornAt(row)
  return born === null ? null : Math.min(born, 2 ** 42 - 1) * PER_MS
}

/** The hub's truth as far as it is held here: rows by id, by lookup and by scope, with their words. */
export class Rows {
  readonly #store: Store
  readonly #names: ScopeNames
  #sites: ReadonlySet<string> = new Set()

  constructor(store: Store) {
    this.#store = store
    this.#names = new ScopeNames(store)
  }

  /** The sites whose queues this agent sees. Only when they change are the cases already here listed anew. */
  serve(sites: readonly string[]): void {
    this.#sites = new Set(sites)
    const listed = JSON.stringify(sites.toSorted())
    if (kept(this.#store, 'sites') === listed) return
    keep(this.#store, 'sites', listed)
    this.#store.run('UPDATE row_case SET listed = NOT listed WHERE listed <> (site IN (SELECT value FROM json_each(?)))', listed)
  }

  get<K extends Kind>(kind: K, id: string): Row<K> | null {
    const found = this.#store.get<Stored>(tables[kind].find, id)
    return found ? rowOf<K>(found.body) : null
  }

  all<K extends Kind>(kind: K): readonly Row<K>[] {
    return this.#store.all<{ body: string }>(`SELECT body FROM row_${kind} ORDER BY id`).map(({ body }) => rowOf<K>(body))
  }

  find<L extends Lookup>(lookup: L, key: string): readonly Found<L>[] {
    const { kind } = lookups[lookup]
    const sql = `SELECT body FROM row_lookup JOIN row_${kind} USING (n) WHERE lookup = ? AND key = ? ORDER BY id`
    return this.#store.all<{ body: string }>(sql, lookup, key).map(({ body }): Found<L> => JSON.parse(body))
  }

  inScope<K extends Kind>(scope: Scope, kind: K): readonly Row<K>[] {
    const s = this.#names.find(scope)
    if (s === null) return []
    const sql = `SELECT body FROM row_scope JOIN row_${kind} USING (n) WHERE s = ? AND kind = ${codes[kind]}`
    return this.#store.all<{ body: string }>(sql, s).map(({ body }) => rowOf<K>(body))
  }

  /** Takes a row in if it is newer than what is held. Older news, late or repeated, changes nothing. */
  put(now: KindRow, ver: number, touched: Touched): void {
    // Most rows are new, so that is tried first; only a clash makes it worth looking.
    const n = this.#insert(now, ver, firstNumber(now)) ?? this.#clashed(now, ver, touched)
    if (n === null) return
    const scopes = scopesOf(now)
    this.#file(now, n, scopes)
    const { addWords } = tables[now.kind]
    if (addWords) this.#store.run(addWords, n, ...wordsOf(now))
    touched.row(now, scopes)
  }

  /** The new row's number, or null where its id or its number is taken. */
  #insert(now: KindRow, ver: number, n: number | null): number | null {
    const { kind, row } = now
    return this.#store.insert(tables[kind].insert, n, row.id, ver, JSON.stringify(row), ...columnsOf(now, this.#sites))
  }

  #clashed(now: KindRow, ver: number, touched: Touched): number | null {
    const stored = this.#store.get<Stored>(tables[now.kind].find, now.row.id)
    if (!stored) return this.#insert(now, ver, this.#freeNumber(now))
    if (stored.ver >= ver) return null
    this.#replace(stored, now, ver)
    touched.row(kindRowOf(now.kind, stored.body))
    touched.row(now)
    return null
  }

  #replace(stored: Stored, now: KindRow, ver: number): void {
    const { n } = stored
    const was = kindRowOf(now.kind, stored.body)
    const sql = tables[now.kind]
    this.#unfile(was, n)
    this.#store.run(sql.update, ver, JSON.stringify(now.row), ...columnsOf(now, this.#sites), n)
    this.#file(now, n, scopesOf(now))
    const [before, after] = [wordsOf(was), wordsOf(now)]
    if (!sql.dropWords || !sql.addWords || before.every((word, place) => word === after[place])) return
    this.#store.run(sql.dropWords, n, ...before)
    this.#store.run(sql.addWords, n, ...after)
  }

  /** A newer version of a row stands in nothing that is held: the older one here goes. */
  outdate({ kind, row }: KindRow, ver: number, touched: Touched): void {
    const stored = this.#store.get<Stored>(tables[kind].find, row.id)
    if (stored && stored.ver < ver) this.remove(kind, row.id, touched)
  }

  remove(kind: Kind, id: string, touched: Touched): void {
    const stored = this.#store.get<Stored>(tables[kind].find, id)
    if (!stored) return
    const was = kindRowOf(kind, stored.body)
    const { dropWords, remove } = tables[kind]
    if (dropWords) this.#store.run(dropWords, stored.n, ...wordsOf(was))
    this.#unfile(was, stored.n)
    this.#store.run(remove, stored.n)
    touched.row(was)
  }

  /** Lets a scope go: its rows leave, but for those that stand in another scope still held. */
  leave(scope: Scope, held: (scope: Scope) => boolean, touched: Touched): void {
    const s = this.#names.find(scope)
    if (s === null) return
    for (const { kind: code, n } of this.#store.all<{ kind: number; n: number }>('SELECT kind, n FROM row_scope WHERE s = ?', s)) {
      const kind = kindOf(code)
      const found = this.#store.get<{ body: string }>(`SELECT body FROM row_${kind} WHERE n = ?`, n)
      const row = found && kindRowOf(kind, found.body)
      if (row && !scopesOf(row).some(held)) this.remove(kind, row.row.id, touched)
    }
  }

  /** Drops everything the hub ever sent. What was written here is elsewhere and stays. */
  wipe(): void {
    for (const kind of Object.keys(codes)) this.#store.run(`DELETE FROM row_${kind}`)
    for (const table of fullText) this.#store.run(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`)
    for (const table of ['row_scope', 'row_lookup', 'quarantine']) this.#store.run(`DELETE FROM ${table}`)
  }

  /** Merges what deleted words left behind in the index, so that nothing of them stays in the file. */
  scrub(): void {
    for (const table of fullText) this.#store.run(`INSERT INTO ${table} (${table}) VALUES ('optimize')`)
  }

  #file(now: KindRow, n: number, scopes: readonly Scope[]): void {
    for (const scope of scopes)
      this.#store.run('INSERT OR IGNORE INTO row_scope VALUES (?, ?, ?)', this.#names.make(scope), codes[now.kind], n)
    for (const { lookup, key } of lookupsOf(now)) this.#store.run('INSERT INTO row_lookup VALUES (?, ?, ?)', lookup, key, n)
  }

  #unfile(was: KindRow, n: number): void {
    for (const scope of scopesOf(was)) {
      this.#store.run('DELETE FROM row_scope WHERE s = ? AND kind = ? AND n = ?', this.#names.make(scope), codes[was.kind], n)
    }
    for (const { lookup, key } of lookupsOf(was)) {
      this.#store.run('DELETE FROM row_lookup WHERE lookup = ? AND key = ? AND n = ?', lookup, key, n)
    }
  }

  /** The first number not taken at or after the moment the row came to be. */
  #freeNumber(now: KindRow): number {
    for (let base = firstNumber(now) ?? 0; ; base += PER_MS) {
      const { n } = this.#store.get<{ n: number | null }>(tables[now.kind].top, base, base + PER_MS) ?? { n: null }
      if (n === null) return base
      if (n + 1 < base + PER_MS) return n + 1
    }
  }
}
