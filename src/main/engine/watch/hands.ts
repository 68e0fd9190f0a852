import { mayAt, serves } from '../../../domain/actor.ts'
import type { Hand } from '../../../domain/contract/floor.ts'
import type { SiteId } from '../../../domain/id.ts'
import { shownPresence } from '../../../domain/rules/presence.ts'
import type { Replica } from '../replica.ts'
import { hubNow } from './floor.ts'
import type { Circumstances } from './sync.ts'

/** How many open cases each agent holds, with what waits here counted as it would be. */
function openByOwner({ store, rows, pending }: Replica): ReadonlyMap<string, number> {
  const counted = store.all<{ owner: string; c: number }>(
    "SELECT owner, sum(c) AS c FROM case_count WHERE listed = 1 AND state = 'open' GROUP BY owner",
  )
  const counts = new Map(counted.map(({ owner, c }) => [owner, c]))
  const add = (owner: string | null, by: number): void => void (owner && counts.set(owner, (counts.get(owner) ?? 0) + by))
  for (const now of pending.overlay.of('case')) {
    const was = rows.get('case', now.id)
    if (was?.state === 'open') add(was.owner, -1)
    if (now.state === 'open') add(now.owner, 1)
  }
  return counts
}

/** Who can be given a case of this site, by name. */
export function readHands(replica: Replica, site: SiteId, around: Pick<Circumstances, 'time' | 'now'>): readonly Hand[] {
  const knows = mayAt(replica.actor(), site, 'supervisor')
  const open = openByOwner(replica)
  return replica.rows
    .all('agent')
    .filter((agent) => serves(agent, site))
    .map(({ id, name }) => ({
      agent: id,
      name,
      presence: knows ? shownPresence(replica.pending.view.get('presence', id), hubNow(around)) : null,
      open: open.get(id) ?? 0,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
