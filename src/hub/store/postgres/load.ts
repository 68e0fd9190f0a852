import type { Kind, KindRow } from '../../../domain/kind.ts'
import type { Feed, Loaded, Question, StoredRecord, Wanted } from '../store.ts'
import type { Ask, Statement } from './session.ts'

const feedStatement: Statement = { name: 'feed', text: 'select epoch, head, floor, at from feed where group_id = $1' }

// Each row is looked up by its whole key (`lateral ... limit 1`): a join would be planned by statistics, and a group whose
// tables nobody has analysed yet would be read whole for every batch.
const loadStatement: Statement = {
  name: 'load',
  text: `
with question as (select * from json_to_recordset($3) as q(lookup text, key text)),
found as (
  select q.lookup, q.key, l.kind, l.id from question q
  cross join lateral (select kind, id from noun_lookup l where l.group_id = $1 and l.lookup = q.lookup and l.key = q.key offset 0) l
),
wanted as (select kind, id from json_to_recordset($2) as w(kind text, id uuid) union select kind, id from found),
record as (
  select c.* from unnest($4::uuid[]) as named(id)
  cross join lateral (select * from command c where c.group_id = $1 and c.id = named.id limit 1) c
  union
  select c.* from json_to_recordset($5) as n(device uuid, number bigint)
  cross join lateral (select * from command c where c.group_id = $1 and c.device = n.device and c.device_seq = n.number limit 1) c
)
select
  (select row_to_json(f) from (select epoch, head, floor, at from feed where group_id = $1) f) as feed,
  (select json_agg(json_build_object('kind', n.kind, 'row', n.body))
    from wanted w
    cross join lateral (select kind, body from noun n where n.group_id = $1 and n.kind = w.kind and n.id = w.id limit 1) n) as rows,
  (select json_agg(json_build_object('lookup', lookup, 'key', key, 'id', id)) from found) as found,
  (select json_agg(json_build_object('id', id, 'device', device, 'number', device_seq, 'hash', encode(hash, 'hex'),
    'outcome', outcome, 'actor', actor, 'seq', seq)) from record) as records`,
}

type Stored = Omit<StoredRecord, 'by'> & { readonly device: string | null; readonly number: number | null }

interface LoadRow {
  readonly feed: Feed | null
  readonly rows: KindRow[] | null
  readonly found: (Question & { readonly id: string })[] | null
  readonly records: Stored[] | null
}

const recordOf = ({ device, number, ...record }: Stored): StoredRecord => ({
  ...record,
  by: device === null || number === null ? null : { device, number },
})

export class NoFeed extends Error {
  override readonly name = 'NoFeed'
}

/** What a batch decides on, in one question. Rows were parsed before they were written; they are trusted here. */
export async function load(ask: Ask, group: string, wanted: Wanted): Promise<Loaded> {
  const { rows, questions, records, numbers } = wanted
  const values = [group, JSON.stringify(rows), JSON.stringify(questions), records, JSON.stringify(numbers)]
  const [answer] = await ask<LoadRow>(loadStatement, values)
  if (!answer?.feed) throw new NoFeed(`no feed was founded for the group ${group}`)
  return {
    feed: answer.feed,
    rows: answer.rows ?? [],
    found: answer.found ?? [],
    records: (answer.records ?? []).map(recordOf),
  }
}

/** What the feed is at. */
export async function feedOf(ask: Ask, group: string): Promise<Feed> {
  const [feed] = await ask<Feed>(feedStatement, [group])
  if (!feed) throw new NoFeed(`no feed was founded for the group ${group}`)
  return feed
}

const scopeStatement: Statement = {
  name: 'scope',
  text: `
select n.kind, n.body as row from noun_scope s
cross join lateral (select kind, body from noun n where n.group_id = $1 and n.kind = s.kind and n.id = s.id limit 1) n
where s.group_id = $1 and s.scope = $2 order by s.kind, s.id`,
}

/** Every row of a scope. */
export const scope = (ask: Ask, group: string, name: string): Promise<readonly KindRow[]> =>
  ask<{ kind: Kind; row: never }>(scopeStatement, [group, name])
