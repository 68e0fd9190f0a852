import type { Store } from '../../../src/main/engine/store/store.ts'

export interface HeldRow {
  readonly kind: string
  readonly id: string
  readonly ver: number
  readonly body: Readonly<Record<string, unknown>> & { readonly id: string }
}

export interface Kept {
  readonly seq: number
  readonly id: string
  readonly name: string
  readonly state: string
  readonly code: string | null
  readonly args: string
}

/** What a desk's file holds, read as any program could that has its key. */
export interface File {
  readonly cursor: number
  readonly epoch: string | null
  readonly rows: readonly HeldRow[]
  readonly scopes: ReadonlyMap<string, string>
  readonly outbox: readonly Kept[]
  /** What is wrong with its indexes. */
  readonly wrong: readonly string[]
}

const notNouns = new Set(['row_scope', 'row_lookup'])

function rowsOf(store: Store, table: string): readonly HeldRow[] {
  const kind = table.slice('row_'.length)
  return store
    .all<{ id: string; ver: number; body: string }>(`SELECT id, ver, body FROM ${table}`)
    .map(({ id, ver, body }) => ({ kind, id, ver, body: JSON.parse(body) }))
}

function wrongIn(store: Store, full: boolean): readonly string[] {
  const words = ['message_fts', 'case_fts', 'party_fts'].flatMap((table) => {
    try {
      if (full) store.run(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 1)`)
      return []
    } catch {
      return [`${table} holds other words than its rows`]
    }
  })
  const kinds =
    'SELECT count(*) AS c FROM row_lookup WHERE n NOT IN (SELECT n FROM row_case UNION SELECT n FROM row_vehicle UNION SELECT n FROM row_identity UNION SELECT n FROM row_consent UNION SELECT n FROM row_touchpoint UNION SELECT n FROM row_appointment UNION SELECT n FROM row_attachment)'
  const orphans = full ? (store.get<{ c: number }>(kinds)?.c ?? 0) : 0
  return [...words, ...(orphans > 0 ? [`${orphans} answers lead to no row`] : [])]
}

export function readFile(store: Store, full: boolean): File {
  const tables = store
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'row\\_%' ESCAPE '\\'")
    .map(({ name }) => name)
    .filter((name) => !notNouns.has(name))
  const kv = new Map(store.all<{ key: string; value: string }>('SELECT key, value FROM kv').map(({ key, value }) => [key, value]))
  return {
    cursor: Number(kv.get('cursor') ?? 0),
    epoch: kv.get('epoch') ?? null,
    rows: tables.flatMap((table) => rowsOf(store, table)),
    scopes: new Map(store.all<{ name: string; state: string }>('SELECT name, state FROM scope').map(({ name, state }) => [name, state])),
    outbox: store.all<Kept>('SELECT seq, id, name, state, code, args FROM outbox ORDER BY seq'),
    wrong: wrongIn(store, full),
  }
}
