import type { Outgoing, Store } from '../store.ts'
import type { Ask, Statement } from './session.ts'

const claimStatement: Statement = {
  name: 'outgoing-claim',
  text: `
with due as (
  select kind, id from outgoing
  where group_id = $1 and kind = $2 and due_at <= $3 and held_until <= $3
  order by due_at limit $5 for update skip locked
)
update outgoing o set held_until = $4, attempts = attempts + 1 from due
where o.group_id = $1 and o.kind = due.kind and o.id = due.id
returning o.id, o.kind, o.body, o.due_at as "dueAt"`,
}

const finishStatement: Statement = { name: 'outgoing-finish', text: 'delete from outgoing where group_id = $1 and id = any($2::uuid[])' }

type Asked = Parameters<Store['claim']>[0]

/** Gives out due work; what another hub is just taking is passed over. */
export const claim = (ask: Ask, group: string, { kind, now, until, limit }: Asked): Promise<readonly Outgoing[]> =>
  ask<Outgoing>(claimStatement, [group, kind, now, until, limit])

/** Ends work that is done. */
export async function finish(ask: Ask, group: string, ids: readonly string[]): Promise<void> {
  await ask(finishStatement, [group, ids])
}
