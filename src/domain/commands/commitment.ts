import { z } from 'zod'
import { mayAt } from '../actor.ts'
import { command } from '../command.ts'
import { CaseId, CommitmentId, PartyId } from '../id.ts'
import { isNo, seen } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Instant, Line } from '../value.ts'

/** Records a promise made to the customer of a case: who owes it is who records it. */
export const record = command({
  name: 'commitment.record',
  version: 1,
  args: z.strictObject({ commitment: CommitmentId, case: CaseId, party: PartyId, text: Line, dueAt: Instant }),
  roots: ({ party }) => [party],
  reads: ({ case: id, commitment }) => [
    { kind: 'case', id },
    { kind: 'commitment', id: commitment },
  ],
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (tx.get('commitment', args.commitment)) return refuse('already-exists', { field: 'commitment' })
    tx.put('commitment', {
      id: args.commitment,
      party: header.party,
      site: header.site,
      case: header.id,
      vehicle: header.vehicle?.id ?? null,
      text: args.text,
      owner: actor.id,
      ownerName: actor.name,
      madeAt: at,
      dueAt: args.dueAt,
      state: 'open',
      closedAt: null,
      evidence: null,
      origin: header.origin,
    })
    return null
  },
})

/** Ends a promise: kept, with the evidence if there is any, or cancelled, which is never done without a reason. */
export const close = command({
  name: 'commitment.close',
  version: 1,
  args: z.strictObject({ commitment: CommitmentId, party: PartyId, state: z.enum(['kept', 'cancelled']), evidence: Line.nullable() }),
  roots: ({ party }) => [party],
  reads: ({ commitment }) => [{ kind: 'commitment', id: commitment }],
  apply(tx, args, { actor, at }) {
    const promise = tx.get('commitment', args.commitment)
    if (!promise || promise.party !== args.party || !mayAt(actor, promise.site, 'agent'))
      return refuse('not-found', { field: 'commitment' })
    if (promise.state !== 'open') return refuse('already-closed')
    if (args.state === 'cancelled' && args.evidence === null) return refuse('reason-missing', { field: 'evidence' })
    tx.put('commitment', { ...promise, state: args.state, closedAt: at, evidence: args.evidence })
    return null
  },
})
