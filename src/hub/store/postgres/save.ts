import { enter } from '../../audit/enter.ts'
import { type Changes, deviceScope, type Outgoing } from '../store.ts'
import { Collided } from '../unavailable.ts'
import type { Ask, Statement } from './session.ts'

/**
 * Everything a batch changes, in the one statement that bumps the head. The head's row stays locked until the commit, so
 * numbers are given in the order of commits; if the feed's clock is past this batch's time, nothing at all is written. The same
 * lock orders the audit's chain: the newest link stands in that row (`audit/digest.ts` says what a link is).
 */
const statement: Statement = {
  name: 'save',
  text: `
with bump as (
  update feed set head = head + 1, at = $2, link = sha256(link || int8send(head + 1) || uuid_send(epoch) || decode($11, 'hex'))
  where group_id = $1 and at <= $2 returning head, epoch, link
), linked as (
  insert into audit_link (group_id, seq, epoch, link) select $1, head, epoch, link from bump
), written as (
  insert into noun (group_id, kind, id, ver, body, scopes)
  select $1, w.kind, w.id, bump.head, w.body, w.scopes
  from bump, json_to_recordset($3) as w(kind text, id uuid, body jsonb, scopes text[])
  on conflict (group_id, kind, id) do update set ver = excluded.ver, body = excluded.body, scopes = excluded.scopes
), entered as (
  insert into noun_scope (group_id, scope, kind, id)
  select $1, e.scope, e.kind, e.id from bump, json_to_recordset($4) as e(scope text, kind text, id uuid)
  on conflict do nothing
), gone as (
  select forecourt_leave($1, l.scope, l.kind, l.id) from bump, json_to_recordset($5) as l(scope text, kind text, id uuid)
), answered as (
  insert into noun_lookup (group_id, lookup, key, kind, id)
  select $1, a.lookup, a.key, a.kind, a.id from bump, json_to_recordset($6) as a(lookup text, key text, kind text, id uuid)
  on conflict do nothing
), unanswered as (
  select forecourt_unanswer($1, a.lookup, a.key, a.id) from bump, json_to_recordset($7) as a(lookup text, key text, id uuid)
), pointed as (
  insert into pointer (group_id, seq, place, scope, kind, id)
  select $1, bump.head, p.place, p.scope, p.kind, p.id
  from bump, json_to_recordset($8) as p(place integer, scope text, kind text, id uuid)
), recorded as (
  insert into command (group_id, id, device, device_seq, hash, outcome, actor, seq, at)
  select $1, r.id, r.device, r.number, decode(r.hash, 'hex'), r.outcome, r.actor, bump.head, $2
  from bump, json_to_recordset($9) as r(id uuid, device uuid, number bigint, hash text, outcome jsonb, actor text)
), audited as (
  insert into audit (group_id, seq, place, command, at, actor, name, roots, code, case_id, message_id, why, digest)
  select $1, bump.head, r.place, r.command, $2, r.actor, r.name, r.roots, r.code, r."case", r.message, decode(r.why, 'hex'), decode(r.digest, 'hex')
  from bump, json_to_recordset($12) as r(place integer, command uuid, actor text, name text, roots text[], code text,
    "case" uuid, message uuid, why text, digest text)
), reasoned as (
  insert into audit_reason (group_id, command, salt, words)
  select $1, r.command, decode(r.reason ->> 'salt', 'hex'), r.reason ->> 'words'
  from bump, json_to_recordset($12) as r(command uuid, reason json)
  where r.reason ->> 'words' is not null
), sent as (
  insert into outgoing (group_id, kind, id, body, due_at)
  select $1, o.kind, o.id, o.body, o."dueAt"
  from bump, json_to_recordset($10) as o(kind text, id uuid, body jsonb, "dueAt" bigint)
  on conflict do nothing
)
select head, (select count(*) from gone) + (select count(*) from unanswered) as left from bump`,
}

type Ref = { readonly kind: string; readonly id: string }

function pointersOf({ rows, told }: Changes): readonly (Ref & { scope: string; place: number })[] {
  const moved = rows.flatMap(({ row, scopes, left }) =>
    [...scopes, ...left].map((scope) => ({ scope, kind: row.kind as string, id: row.row.id as string })),
  )
  const results = told.map(({ device, command }) => ({ scope: deviceScope(device), kind: 'result', id: command }))
  return [...moved, ...results].map((pointer, place) => ({ ...pointer, place }))
}

const refOf = ({ row }: Changes['rows'][number]): Ref => ({ kind: row.kind, id: row.row.id })

function recordsOf({ records }: Changes): readonly object[] {
  return records.map(({ by, id, hash, outcome, actor }) => ({
    ...{ id, hash, outcome, actor },
    device: by?.device ?? null,
    number: by?.number ?? null,
  }))
}

/** Writes a batch and commits; the new head. */
export async function save(askLast: Ask, group: string, changes: Changes): Promise<number> {
  const { at, rows } = changes
  const outgoing: readonly Outgoing[] = changes.outgoing
  const lists: readonly (readonly object[])[] = [
    rows.map((written) => ({ ...refOf(written), body: written.row.row, scopes: written.scopes })),
    rows.flatMap((written) => written.entered.map((scope) => ({ ...refOf(written), scope }))),
    rows.flatMap((written) => written.left.map((scope) => ({ ...refOf(written), scope }))),
    rows.flatMap((written) => written.answers.map((question) => ({ ...refOf(written), ...question }))),
    rows.flatMap((written) => written.answersNoMore.map((question) => ({ ...refOf(written), ...question }))),
    pointersOf(changes),
    recordsOf(changes),
    outgoing,
  ]
  const { entries, bound } = enter(group, changes)
  const values = [group, at, ...lists.map((list) => JSON.stringify(list)), bound, JSON.stringify(entries)]
  const [bumped] = await askLast<{ head: number }>(statement, values)
  if (!bumped) throw new Collided('the feed is past this time')
  return bumped.head
}
