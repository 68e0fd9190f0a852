import type { AgentId, GroupId } from '../../domain/id.ts'
import { beginChange, beginRead, type Sessions, type Statement, transact } from '../store/postgres/session.ts'
import type { Leases } from './leases.ts'

const keep: Statement = {
  name: 'lease_keep',
  text: `
insert into desk_lease (group_id, hub, until, agents) values ($1, $2, $3, $4::uuid[])
on conflict (group_id, hub) do update set until = excluded.until, agents = excluded.agents`,
}

const live: Statement = {
  name: 'lease_live',
  text: 'select distinct agent from desk_lease, unnest(agents) as agent where group_id = $1 and until > $2',
}

const forget: Statement = { name: 'lease_forget', text: 'delete from desk_lease where group_id = $1 and until < $2' }

/** A group's leases in the hub's database. */
export function postgresLeases(sessions: Sessions, group: GroupId): Leases {
  const write = (statement: Statement, values: readonly unknown[]): Promise<void> =>
    transact(sessions, beginChange(group, []), async ({ askLast }) => void (await askLast(statement, [group, ...values])))
  return {
    keep: ({ hub, until, agents }) => write(keep, [hub, until, agents]),
    live: (at) =>
      transact(sessions, beginRead(group), async ({ ask }) => {
        const rows = await ask<{ agent: AgentId }>(live, [group, at])
        return new Set(rows.map(({ agent }) => agent))
      }),
    forget: (before) => write(forget, [before]),
  }
}
