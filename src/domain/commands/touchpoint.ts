import { mayAtAny } from '../actor.ts'
import { command } from '../command.ts'
import { Touchpoint } from '../noun/touchpoint.ts'
import { refuse } from '../refusal.ts'
import { parseData } from '../touchpoints/table.ts'

const Told = Touchpoint.omit({ receivedAt: true })

/** Something happened on a journey. The same source and id told twice is one touchpoint (CloudEvents 1.0, `source` and `id`). */
export const record = command({
  name: 'touchpoint.record',
  version: 1,
  args: Told,
  roots: ({ party }) => [party],
  reads: ({ id, party, source }) => [
    { kind: 'touchpoint', id },
    { kind: 'party', id: party },
    { lookup: 'touchpoint.ofSource', key: `${source.source} ${source.id}` },
  ],
  apply(tx, args, { actor, at }) {
    const party = tx.get('party', args.party)
    const theirs = actor.kind === 'visitor' ? actor.party === args.party : party !== null && mayAtAny(actor, party.sites, 'agent')
    if (!party || !theirs) return refuse('not-found', { field: 'party' })
    const known = tx.find('touchpoint.ofSource', `${args.source.source} ${args.source.id}`)
    if (known.length > 0) return null
    if (tx.get('touchpoint', args.id)) return refuse('already-exists', { field: 'id' })
    const data = parseData(args.kind, args.data)
    if (!data.ok) return data.refusal
    tx.put('touchpoint', { ...args, data: data.data, at: Math.min(args.at, at), receivedAt: at })
    return null
  },
})
