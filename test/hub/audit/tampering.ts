import type { PoolClient } from 'pg'
import type { Random } from '../support/random.ts'

/** Where a byte can be flipped, and what kind of value stands there. */
const columns = {
  audit: {
    group_id: 'uuid',
    seq: 'bigint',
    place: 'integer',
    command: 'uuid',
    at: 'bigint',
    actor: 'text',
    name: 'text',
    roots: 'text[]',
    code: 'text',
    case_id: 'uuid',
    message_id: 'uuid',
    why: 'bytea',
    digest: 'bytea',
  },
  audit_link: { group_id: 'uuid', seq: 'bigint', epoch: 'uuid', link: 'bytea' },
  audit_reason: { salt: 'bytea', words: 'text' },
  feed: { head: 'bigint', linked_after: 'bigint', link: 'bytea' },
} as const

type Type = 'uuid' | 'bigint' | 'integer' | 'text' | 'text[]' | 'bytea'

const empty: Record<Type, string> = {
  uuid: '01900006-0000-7000-8000-000000000001',
  bigint: '0',
  integer: '0',
  text: '',
  'text[]': '{}',
  bytea: '\\x00',
}

const at = (text: string, place: number, sign: string): string => text.slice(0, place) + sign + text.slice(place + 1)

function flipHex(text: string, random: Random, from: number): string {
  const places = [...text].flatMap((sign, place) => (place >= from && /[0-9a-f]/.test(sign) ? [place] : []))
  const place = random.pick(places)
  const nibble = Number.parseInt(text[place] ?? '0', 16) ^ (1 << random.below(4))
  return at(text, place, nibble.toString(16))
}

function flipText(text: string, random: Random): string {
  if (text === '') return 'x'
  const place = random.below(text.length)
  const sign = text[place] ?? ''
  return at(text, place, sign === 'x' ? 'y' : 'x')
}

/** The same value with one bit, sign or element otherwise, as PostgreSQL writes it. */
function flipped(type: Type, text: string | null, random: Random): string {
  if (text === null) return empty[type]
  switch (type) {
    case 'bigint':
      return String(BigInt(text) ^ (1n << BigInt(random.below(62))))
    case 'integer':
      return String(Number(text) ^ (1 << random.below(30)))
    case 'uuid':
      return flipHex(text, random, 0)
    case 'bytea':
      return flipHex(text, random, 2)
    case 'text':
      return flipText(text, random)
    case 'text[]':
      if (text === '{}') return '{x}'
      return random.pick([flipHex(text, random, 0), '{}', `{${text}}`, `[2:${1 + text.split(',').length}]=${text}`, '{NULL}'])
    default:
      throw new Error(type)
  }
}

/** One value changed behind the hub's back, and the way to put it back. */
export interface Flip {
  readonly what: string
  /** The numbers at which it may be named. */
  readonly seqs: readonly string[]
  undo(): Promise<void>
}

interface Found {
  readonly ctid: string
  readonly old: string | null
  readonly seq: string
}

const seqOf = {
  audit: 't.seq',
  audit_link: 't.seq',
  audit_reason: '(select seq from audit a where a.command = t.command limit 1)',
  feed: 't.head',
}

/** Flips something somewhere; null where the tables' own keys would not have it. The client owns the tables, their guard is off. */
export async function flip(client: PoolClient, group: string, random: Random): Promise<Flip | null> {
  const table = random.pick(['audit', 'audit', 'audit', 'audit_link', 'audit_link', 'audit_reason', 'feed'] as const)
  const [column, type] = random.pick(Object.entries(columns[table]) as [string, Type][])
  const asked = `select t.ctid::text as ctid, t.${column}::text as old, ${seqOf[table]}::text as seq from ${table} t
    where t.group_id = '${group}' order by t.ctid`
  const { rows } = await client.query<Found>(asked)
  const { ctid, old, seq } = random.pick(rows)
  const now = flipped(type, old, random)
  if (now === old) return null
  const set = (value: string | null, where: string) =>
    client.query<{ ctid: string }>(`update ${table} set ${column} = $1::text::${type} where ctid = $2 returning ctid::text as ctid`, [
      value,
      where,
    ])
  try {
    const moved = (await set(now, ctid)).rows[0]?.ctid ?? ''
    const seqs = column === 'seq' || column === 'head' ? [seq, now] : column === 'linked_after' ? ['1'] : [seq]
    return { what: `${table}.${column} of ${seq}: ${old} -> ${now}`, seqs, undo: async () => void (await set(old, moved)) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') return null
    throw error
  }
}
