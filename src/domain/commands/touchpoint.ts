import { type Actor, mayAt, mayAtAny } from '../actor.ts'
import { command, type Tx } from '../command.ts'
import { sourceKey } from '../lookup.ts'
import { Touchpoint } from '../noun/touchpoint.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { parseData, touchpointKinds } from '../touchpoints/table.ts'

const Told = Touchpoint.omit({ receivedAt: true })

/** What a visitor's own page tells needs their consent, and can only be what a page can see. */
function fromPage(tx: Tx, { kind, party }: Pick<Touchpoint, 'kind' | 'party'>): Refusal | null {
  if (touchpointKinds.get(kind)?.page !== true) return refuse('malformed', { field: 'kind', detail: 'A page cannot have seen this.' })
  const newest = tx
    .find('consent.ofParty', party)
    .filter((row) => row.purpose === 'journey')
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))[0]
  return newest?.state === 'given' ? null : refuse('no-consent')
}

/**
 * What an agent logs by hand is their desk's own word, under its own id: it takes no other system's, and says no more of
 * another site than they may.
 */
function fromDesk(actor: Actor, { id, source, site }: Pick<Touchpoint, 'id' | 'source' | 'site'>): Refusal | null {
  if (source.source !== 'desk' || source.id !== id)
    return refuse('malformed', { field: 'source', detail: 'A desk tells by its own name and id.' })
  return site === null || mayAt(actor, site, 'agent') ? null : refuse('not-found', { field: 'site' })
}

/** Something happened on a journey. The same source and id told twice is one touchpoint (CloudEvents 1.0, `source` and `id`). */
export const record = command({
  name: 'touchpoint.record',
  version: 1,
  args: Told,
  roots: ({ party }) => [party],
  reads: ({ id, party, source }) => [
    { kind: 'touchpoint', id },
    { kind: 'party', id: party },
    { lookup: 'touchpoint.ofSource', key: sourceKey({ party, source }) },
    { lookup: 'consent.ofParty', key: party },
  ],
  apply(tx, args, { actor, at }) {
    const party = tx.get('party', args.party)
    const theirs = actor.kind === 'visitor' ? actor.party === args.party : party !== null && mayAtAny(actor, party.sites, 'agent')
    if (!party || !theirs) return refuse('not-found', { field: 'party' })
    const refusal = actor.kind === 'visitor' ? fromPage(tx, args) : actor.kind === 'agent' ? fromDesk(actor, args) : null
    if (refusal) return refusal
    if (tx.find('touchpoint.ofSource', sourceKey(args)).length > 0) return null
    if (tx.get('touchpoint', args.id)) return refuse('already-exists', { field: 'id' })
    const data = parseData(args.kind, args.data)
    if (!data.ok) return data.refusal
    tx.put('touchpoint', { ...args, data: data.data, at: Math.min(args.at, at), receivedAt: at })
    return null
  },
})
