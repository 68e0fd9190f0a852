import { z } from 'zod'
import { mayAt } from '../actor.ts'
import { command } from '../command.ts'
import { AgentId, CaseId, PartyId, WhisperId } from '../id.ts'
import { isNo, seen } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Words } from '../value.ts'

/** A supervisor says something to the agent of a case alone. Where the case has another agent by now, it is not said. */
export const whisper = command({
  name: 'whisper.say',
  version: 1,
  args: z.strictObject({
    whisper: WhisperId,
    case: CaseId,
    party: PartyId,
    to: AgentId,
    kind: z.enum(['whisper', 'suggestion']),
    text: Words,
  }),
  roots: ({ party }) => [party],
  reads: ({ case: id, whisper: own }) => [
    { kind: 'case', id },
    { kind: 'whisper', id: own },
  ],
  apply(tx, { whisper: id, to, kind, text, ...named }, { actor, at }) {
    const header = seen(tx, named, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent' || !mayAt(actor, header.site, 'supervisor')) return refuse('not-yours')
    if (tx.get('whisper', id)) return refuse('already-exists', { field: 'whisper' })
    if (header.state === 'resolved') return refuse('already-resolved')
    if (header.owner !== to || to === actor.id) return refuse('moved-on', { field: 'to' })
    const said = { id, case: header.id, party: header.party, to, kind, text, after: header.messages, at, end: null }
    tx.put('whisper', { ...said, by: actor.id, byName: actor.name })
    return null
  },
})

/** The agent has taken a suggestion into their answer, or put it away. */
export const heed = command({
  name: 'whisper.close',
  version: 1,
  args: z.strictObject({ whisper: WhisperId, party: PartyId, how: z.enum(['taken', 'dismissed']) }),
  roots: ({ party }) => [party],
  reads: ({ whisper: id }) => [{ kind: 'whisper', id }],
  apply(tx, args, { actor, at }) {
    const said = tx.get('whisper', args.whisper)
    if (!said || said.party !== args.party || actor.kind !== 'agent' || said.to !== actor.id)
      return refuse('not-found', { field: 'whisper' })
    if (said.end) return refuse('already-closed')
    tx.put('whisper', { ...said, end: { how: args.how, at } })
    return null
  },
})
