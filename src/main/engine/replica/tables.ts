import { type Kind, type KindRow, kindNames } from '../../../domain/kind.ts'
import { queueKey } from '../../../domain/rules/queue-order.ts'

/** Numbers of kinds in the file. Never reused: `row_scope` holds them. */
export const codes: Readonly<Record<Kind, number>> = {
  group: 1,
  brand: 2,
  site: 3,
  agent: 4,
  queue: 5,
  party: 6,
  customer: 7,
  identity: 8,
  consent: 9,
  vehicle: 10,
  opportunity: 11,
  touchpoint: 12,
  case: 13,
  message: 14,
  commitment: 15,
  outreach: 16,
  resource: 17,
  appointment: 18,
  attachment: 19,
  presence: 20,
  whisper: 21,
}

const byCode: ReadonlyMap<number, Kind> = new Map(kindNames.map((kind) => [codes[kind], kind]))

export function kindOf(code: number): Kind {
  const kind = byCode.get(code)
  if (!kind) throw new Error(`no kind has the number ${code}`)
  return kind
}

/** The columns a kind has beside id, version and body, in the order of `columnsOf`: what windows are found by. */
const columns: { readonly [K in Kind]?: readonly string[] } = {
  case: ['party', 'site', 'listed', 'state', 'owner', 'place', 'changed_at'],
  message: ['case_id', 'number'],
}

/** The words by which a row is found, and the full-text table that holds them. */
interface Words {
  readonly table: string
  readonly columns: readonly string[]
}

const words: { readonly [K in Kind]?: Words } = {
  message: { table: 'message_fts', columns: ['text'] },
  case: { table: 'case_fts', columns: ['subject', 'number', 'name', 'plate'] },
  party: { table: 'party_fts', columns: ['name'] },
}

export const fullText = Object.values(words).map(({ table }) => table)

/** The values of a row's own columns. `listed`: it stands in a queue of a site where this agent works. */
export function columnsOf({ kind, row }: KindRow, sites: ReadonlySet<string>): readonly (string | number | null)[] {
  if (kind === 'message') return [row.case, row.number]
  if (kind !== 'case') return []
  return [row.party, row.site, sites.has(row.site) ? 1 : 0, row.state, row.owner, queueKey(row), row.changedAt]
}

/** The values under which a row is found by its words. */
export function wordsOf({ kind, row }: KindRow): readonly (string | null)[] {
  if (kind === 'message') return [row.text]
  if (kind === 'case') return [row.subject, row.number, row.customerName, row.vehicle?.plate ?? null]
  return kind === 'party' ? [row.name] : []
}

/** When a row came to be, where searching wants the newest first: its row number is made of it. */
export function bornAt({ kind, row }: KindRow): number | null {
  if (kind === 'message') return row.at
  if (kind === 'case') return row.openedAt
  return kind === 'party' ? row.firstSeenAt : null
}

const marks = (names: readonly string[]): string => names.map(() => '?').join(', ')

interface Sql {
  readonly find: string
  readonly top: string
  readonly insert: string
  readonly update: string
  readonly remove: string
  readonly addWords: string | null
  readonly dropWords: string | null
}

function sqlOf(kind: Kind): Sql {
  const table = `row_${kind}`
  const more = columns[kind] ?? []
  const found = words[kind]
  return {
    find: `SELECT n, ver, body FROM ${table} WHERE id = ?`,
    top: `SELECT max(n) AS n FROM ${table} WHERE n >= ? AND n < ?`,
    insert: `INSERT INTO ${table} (${['n', 'id', 'ver', 'body', ...more].join(', ')}) VALUES (?, ?, ?, ?${more.map(() => ', ?').join('')}) ON CONFLICT DO NOTHING`,
    update: `UPDATE ${table} SET ${['ver', 'body', ...more].map((name) => `${name} = ?`).join(', ')} WHERE n = ?`,
    remove: `DELETE FROM ${table} WHERE n = ?`,
    addWords: found ? `INSERT INTO ${found.table} (rowid, ${found.columns.join(', ')}) VALUES (?, ${marks(found.columns)})` : null,
    dropWords: found
      ? `INSERT INTO ${found.table} (${found.table}, rowid, ${found.columns.join(', ')}) VALUES ('delete', ?, ${marks(found.columns)})`
      : null,
  }
}

/** The statements of each kind's table. */
export const tables = Object.fromEntries(kindNames.map((kind) => [kind, sqlOf(kind)])) as Readonly<Record<Kind, Sql>>
