import type { Dossier } from '../../../domain/contract/query.ts'
import type { PartyId } from '../../../domain/id.ts'
import type { Kind, Row } from '../../../domain/kind.ts'
import { partyScope } from '../../../domain/scope.ts'
import { rowOf } from '../replica/rows.ts'
import type { Replica } from '../replica.ts'

/** The parties that are one customer with this one, the one asked for first. */
export function membersOf(replica: Replica, id: PartyId): readonly PartyId[] {
  const { view } = replica.pending
  const party = view.get('party', id)
  const customer = party?.customer ? view.get('customer', party.customer) : null
  return [id, ...(customer?.parties ?? []).filter((member) => member !== id)]
}

const AGENT_SPOKE = `
  SELECT max(n) AS n FROM row_scope JOIN row_message USING (n)
  WHERE s = (SELECT s FROM scope_name WHERE name = ?) AND row_scope.kind = 14
    AND json_extract(body, '$.kind') = 'said' AND json_extract(body, '$.author.kind') = 'agent'`

/** When an agent last said something to one of these, sent or not. */
export function lastContact(replica: Replica, members: readonly PartyId[]): number | null {
  const { store, pending } = replica
  const stored = members.flatMap((member) => {
    const n = store.get<{ n: number | null }>(AGENT_SPOKE, partyScope(member))?.n ?? null
    const found = n === null ? undefined : store.get<{ body: string }>('SELECT body FROM row_message WHERE n = ?', n)
    return found ? [rowOf<'message'>(found.body)] : []
  })
  const unsent = pending.overlay
    .of('message')
    .filter((row) => members.includes(row.party) && row.kind === 'said' && row.author.kind === 'agent')
  return [...stored, ...unsent].reduce<number | null>((top, { at }) => Math.max(top ?? 0, at), null)
}

/** Everything held of a customer, over all their parties; null where not even the party is here. */
export function readDossier(replica: Replica, id: PartyId): Dossier | null {
  const { view } = replica.pending
  const party = view.get('party', id)
  if (!party) return null
  const members = membersOf(replica, id)
  const all = <K extends Kind>(kind: K): readonly Row<K>[] => {
    const found = members.flatMap((member) => view.inScope(partyScope(member), kind))
    return [...new Map(found.map((row) => [row.id as string, row])).values()]
  }
  return {
    party,
    customer: party.customer === null ? null : view.get('customer', party.customer),
    parties: [party, ...members.flatMap((member) => (member === id ? [] : (view.get('party', member) ?? [])))],
    consents: all('consent').toSorted((a, b) => a.at - b.at),
    identities: all('identity').toSorted((a, b) => a.at - b.at),
    vehicles: all('vehicle'),
    opportunities: all('opportunity').toSorted((a, b) => a.openedAt - b.openedAt),
    touchpoints: all('touchpoint').toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)),
    cases: all('case').toSorted((a, b) => a.openedAt - b.openedAt),
    commitments: all('commitment').toSorted((a, b) => a.dueAt - b.dueAt),
    outreach: all('outreach').toSorted((a, b) => a.plannedAt - b.plannedAt),
    lastContactAt: lastContact(replica, members),
    whole: members.every((member) => replica.held.whole(partyScope(member))),
  }
}
