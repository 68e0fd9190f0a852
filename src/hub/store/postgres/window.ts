import { deviceScope, type Entry, type Feed, type PageSpan, type PageText, type Ref, type Span, type Window } from '../store.ts'
import type { Ask, Statement } from './session.ts'

// Looking is bounded by pointers, sending by bytes; both bounds fall between two transactions, for each has one number.
const windowText = (filter: string): string => `
with bound as (
  select case when count(*) < $4 then $3::bigint else max(seq) end as upto
  from (select seq from pointer where group_id = $1 and seq > $2 and seq <= $3 order by seq limit $4) near
),
moved as (
  select p.kind, p.id, max(p.seq) as last, array_agg(distinct p.scope) as pointed
  from bound, pointer p
  where p.group_id = $1 and p.seq > $2 and p.seq <= bound.upto${filter}
  group by p.kind, p.id
),
entry as (
  select m.kind, m.id, m.last, coalesce(n.ver, m.last) as ver, n.body::text as body, m.pointed, coalesce(n.scopes, '{}') as scopes
  from moved m
  left join lateral (select * from noun n where n.group_id = $1 and n.kind = m.kind and n.id = m.id limit 1) n on true
  where m.kind <> 'result'
  union all
  select m.kind, m.id, m.last, m.last, c.outcome::text, m.pointed, '{}'
  from moved m cross join lateral (select * from command c where c.group_id = $1 and c.id = m.id limit 1) c
  where m.kind = 'result'
),
sized as (
  select entry.*, coalesce(sum(octet_length(body)) over (order by last groups between unbounded preceding and 1 preceding), 0) as before
  from entry
)
select bound.upto, (select min(last) from sized where before >= $5) as cut, s.*
from bound left join sized s on s.before < $5 order by s.last, s.kind, s.id`

const everything: Statement = { name: 'window', text: windowText('') }
const scoped: Statement = { name: 'window-scoped', text: windowText(' and p.scope = any($6)') }

interface WindowRow {
  readonly upto: number
  readonly cut: number | null
  readonly kind: Entry['kind'] | null
  readonly id: string
  readonly last: number
  readonly ver: number
  readonly body: string | null
  readonly pointed: string[]
  readonly scopes: string[]
}

/** What moved after a number, as text made by the database: bodies are never objects here. */
export async function window(ask: Ask, group: string, { feed, span }: { feed: Feed; span: Span }): Promise<Window> {
  const values = [group, span.after, feed.head, span.pointers, span.bytes]
  const rows = span.scopes ? await ask<WindowRow>(scoped, [...values, span.scopes]) : await ask<WindowRow>(everything, values)
  const [first] = rows
  const to = first?.cut == null ? Math.max(first?.upto ?? feed.head, span.after) : first.cut - 1
  const entries = rows.flatMap(({ kind, id, last, ver, body, pointed, scopes }): Entry[] =>
    kind === null ? [] : [{ kind, id, last, ver, body, pointed, scopes }],
  )
  return { to, entries }
}

const endsStatement: Statement = {
  name: 'ends',
  text: `
select id, outcome::text as body from command where group_id = $1 and device = $2 and device_seq is not null
order by device_seq desc limit $3`,
}

/** How the newest commands of a device ended. */
export async function ends(
  ask: Ask,
  group: string,
  { feed, device, limit }: { feed: Feed; device: string; limit: number },
): Promise<Entry[]> {
  const rows = await ask<{ id: string; body: string }>(endsStatement, [group, device, limit])
  const { head } = feed
  return rows.map(({ id, body }) => ({ kind: 'result', id, last: head, ver: head, body, pointed: [deviceScope(device)], scopes: [] }))
}

const pageStatement: Statement = {
  name: 'page',
  text: `
with near as (
  select n.kind, n.id, n.ver, n.body::text as body
  from noun_scope s
  cross join lateral (select * from noun n where n.group_id = $1 and n.kind = s.kind and n.id = s.id limit 1) n
  where s.group_id = $1 and s.scope = $2 and (s.kind, s.id) > ($3, $4::uuid)
  order by s.kind, s.id limit $5 + 1
),
sized as (
  select near.*, row_number() over (order by kind, id) as place,
    coalesce(sum(octet_length(body)) over (order by kind, id rows between unbounded preceding and 1 preceding), 0) as before
  from near
),
taken as (select * from sized where place <= $5 and (place = 1 or before < $6))
select count(*) as count,
  coalesce(string_agg('{"kind":"' || kind || '","id":"' || id || '","ver":' || ver || ',"body":' || body || '}', ',' order by kind, id), '')
    as rows,
  (select count(*) from near) > count(*) as more,
  (array_agg(kind order by kind desc, id desc))[1] as kind,
  (array_agg(id order by kind desc, id desc))[1] as id
from taken`,
}

interface PageRow {
  readonly count: number
  readonly rows: string
  readonly more: boolean
  readonly kind: Ref['kind'] | null
  readonly id: string | null
}

const beforeAll = { kind: '', id: '00000000-0000-0000-0000-000000000000' }

/** A page of a scope as the text of a JSON array, made by the database. */
export async function page(ask: Ask, group: string, { scope, after, rows, bytes }: PageSpan): Promise<PageText> {
  const { kind, id } = after ?? beforeAll
  const [found] = await ask<PageRow>(pageStatement, [group, scope, kind, id, rows, bytes])
  if (!found?.kind || !found.id) return { rows: '[]', count: 0, next: null }
  return { rows: `[${found.rows}]`, count: found.count, next: found.more ? { kind: found.kind, id: found.id } : null }
}
