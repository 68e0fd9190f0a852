import type { Tier } from '../../../domain/contract/sync.ts'
import { PartyId } from '../../../domain/id.ts'
import type { Replica } from '../replica.ts'

const DAY = 24 * 60 * 60_000

/** The customers that a tier is for, the most useful first. */
export interface Ranked {
  readonly tier: Exclude<Tier['tier'], 'demand'>
  readonly parties: readonly PartyId[]
}

interface When {
  readonly now: number
  readonly limit: number
}

const parties = (found: readonly { readonly party: PartyId }[]): readonly PartyId[] => found.map(({ party }) => party)

/** Whom something that waits here is about. */
export const unsentTo = ({ pending }: Replica): readonly PartyId[] =>
  pending.all().flatMap(({ kept }) => {
    const party = PartyId.safeParse(kept.about.party)
    return party.success ? [party.data] : []
  })

function ofMine(replica: Replica, me: string): readonly PartyId[] {
  const { store } = replica
  const cases = store.all<{ party: PartyId }>("SELECT DISTINCT party FROM row_case WHERE listed = 1 AND state = 'open' AND owner = ?", me)
  const promised = store.all<{ party: PartyId }>(
    "SELECT DISTINCT json_extract(body, '$.party') AS party FROM row_commitment WHERE json_extract(body, '$.owner') = ? AND json_extract(body, '$.state') = 'open'",
    me,
  )
  return [...unsentTo(replica), ...parties([...cases, ...promised])]
}

/** Whom my dealerships expect: today's late-comers first, then the next seven days. */
const ofSite = ({ store }: Replica, sites: readonly string[], now: number): readonly PartyId[] =>
  parties(
    store.all<{ party: PartyId }>(
      `SELECT json_extract(body, '$.party') AS party, min(json_extract(body, '$.startsAt')) AS first FROM row_appointment
       WHERE json_extract(body, '$.state') = 'booked' AND json_extract(body, '$.site') IN (SELECT value FROM json_each(?))
         AND json_extract(body, '$.startsAt') BETWEEN ? AND ? GROUP BY 1 ORDER BY first`,
      ...[JSON.stringify(sites), now - DAY / 2, now + 7 * DAY],
    ),
  )

/** What a desk fetches before it is asked (a customer with two cases stands in it twice), in the order in which it matters when the line goes. */
export function rank(replica: Replica, { now, limit }: When): readonly Ranked[] {
  const { store } = replica
  const { id, grants } = replica.agent()
  const open = "FROM row_case WHERE listed = 1 AND state = 'open'"
  return [
    { tier: 'mine', parties: ofMine(replica, id) },
    { tier: 'site', parties: ofSite(replica, [...new Set<string>(grants.map((grant) => grant.site))], now) },
    {
      tier: 'queues',
      parties: parties(store.all(`SELECT party ${open} AND changed_at >= ? ORDER BY changed_at DESC LIMIT ?`, now - DAY, limit)),
    },
    { tier: 'recent', parties: parties(store.all(`SELECT party ${open} ORDER BY changed_at DESC LIMIT ?`, limit)) },
  ]
}
