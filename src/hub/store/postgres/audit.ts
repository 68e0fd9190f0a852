import type { CaseSpan, ChainPiece, ChainStand, Decision, StoredEntry, StoredLink, StoredReason } from '../../audit/stored.ts'
import { NoFeed } from './load.ts'
import type { Ask, Statement } from './session.ts'

const historyStatement: Statement = {
  name: 'audit-history',
  text: `
with near as (
  select seq from audit where group_id = $1 and case_id = $2 and seq < coalesce($3::bigint, 9223372036854775807) order by seq desc limit $4
)
select a.seq, a.at, a.command, a.actor, a.name, a.code, a.message_id as message, r.words as why
from audit a
left join lateral (select words from audit_reason r where r.group_id = $1 and r.command = a.command and a.why is not null limit 1) r on true
where a.group_id = $1 and a.case_id = $2 and a.seq >= (select min(seq) from near) and a.seq < coalesce($3::bigint, 9223372036854775807)
order by a.seq desc, a.place desc`,
}

/** What was decided about a case, newest first. */
export const history = (ask: Ask, group: string, span: CaseSpan): Promise<readonly Decision[]> =>
  ask<Decision>(historyStatement, [group, span.case, span.before, span.most])

const standStatement: Statement = {
  name: 'audit-stand',
  text: `select linked_after::text as "linkedAfter", head::text as head, encode(link, 'hex') as link from feed where group_id = $1`,
}

/** Where the feed says its chain begins and ends. */
export async function stand(ask: Ask, group: string): Promise<ChainStand> {
  const [found] = await ask<ChainStand>(standStatement, [group])
  if (!found) throw new NoFeed(`no feed was founded for the group ${group}`)
  return found
}

const linksStatement: Statement = {
  name: 'audit-links',
  text: `
select seq::text as seq, epoch, encode(link, 'hex') as link from audit_link
where group_id = $1 and ($2::bigint is null or seq > $2) order by audit_link.seq limit $3`,
}

// A list that does not count from one looks the same element by element: it comes as none.
const entriesStatement: Statement = {
  name: 'audit-entries',
  text: `
select a.seq::text as seq, a.place::text as place, a.command, a.at::text as at, a.actor, a.name, a.code,
  case when array_dims(a.roots) is not distinct from '[1:' || nullif(cardinality(a.roots), 0) || ']' then to_json(a.roots) end as roots,
  a.case_id as "case", a.message_id as message, encode(a.why, 'hex') as why, encode(a.digest, 'hex') as digest,
  encode(r.salt, 'hex') as salt, r.words
from audit a left join audit_reason r on r.group_id = $1 and r.command = a.command
where a.group_id = $1 and ($2::bigint is null or a.seq > $2) and ($3::bigint is null or a.seq <= $3)
order by a.seq, a.place`,
}

type EntryRow = StoredEntry & { readonly salt: string | null; readonly words: string | null }

const reasonOf = (salt: string | null, words: string | null): StoredReason | null =>
  salt === null || words === null ? null : { salt, words }

interface Stretch {
  readonly after: string | null
  readonly links: number
}

/** A stretch of the chain, as it is stored. */
export async function chain(ask: Ask, group: string, { after, links: most }: Stretch): Promise<ChainPiece> {
  const links = await ask<StoredLink>(linksStatement, [group, after, most])
  const to = links.length < most ? null : (links.at(-1)?.seq ?? null)
  const rows = await ask<EntryRow>(entriesStatement, [group, after, to])
  return { links, entries: rows.map(({ salt, words, ...entry }) => ({ ...entry, reason: reasonOf(salt, words) })) }
}
