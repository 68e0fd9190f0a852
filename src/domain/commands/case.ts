import { z } from 'zod'
import { mayAt, serves } from '../actor.ts'
import { unmet, unseen } from '../case-header.ts'
import { command, type Read } from '../command.ts'
import { AgentId, CaseId, PartyId } from '../id.ts'
import type { Row } from '../kind.ts'
import { CaseKind, Remedy } from '../noun/case.ts'
import { held, isNo, seen } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Line } from '../value.ts'

const Named = z.strictObject({ case: CaseId, party: PartyId })
const Held = Named.extend({ fence: z.int().min(0) })

const roots = ({ party }: z.infer<typeof Named>) => [party] as const
const reads = ({ case: id }: z.infer<typeof Named>): readonly Read[] => [{ kind: 'case', id }]

/** Takes an unowned case. Whoever's claim the hub sees first has it; the other is told by whom it is held. */
export const claim = command({
  name: 'case.claim',
  version: 1,
  args: Named,
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (header.state !== 'open') return refuse('already-resolved')
    if (header.owner !== null) return refuse('already-claimed')
    tx.put('case', { ...header, owner: actor.id, lent: null, fence: header.fence + 1, changedAt: at })
    return null
  },
})

/** Gives a case back to its queue. */
export const release = command({
  name: 'case.release',
  version: 1,
  args: Held,
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = held(tx, args, actor)
    if (isNo(header)) return header
    if (header.state === 'resolved') return refuse('already-resolved')
    tx.put('case', { ...header, owner: null, lent: null, fence: header.fence + 1, changedAt: at })
    return null
  },
})

/** Gives back to its queue the case of an agent who has left, or who may no longer serve its site. The hub's own doing. */
export const unassign = command({
  name: 'case.unassign',
  version: 1,
  args: Named.extend({ owner: AgentId }),
  roots,
  reads: (args) => [...reads(args), { kind: 'agent', id: args.owner }],
  apply(tx, { case: id, party, owner }, { actor, at }) {
    const header = tx.get('case', id)
    if (actor.kind !== 'system' || !header || header.party !== party) return refuse('not-found', { field: 'case' })
    const agent = tx.get('agent', owner)
    if (header.owner !== owner || (agent && serves(agent, header.site))) return refuse('moved-on', { field: 'owner' })
    tx.put('case', { ...header, owner: null, lent: null, fence: header.fence + 1, changedAt: at })
    return null
  },
})

const Was = z.strictObject({ kind: CaseKind, remedy: Remedy.nullable(), settled: z.boolean() })
type Was = z.infer<typeof Was>

/** Whether somebody settled it otherwise since the agent looked: neither as they saw it nor as they want it. */
function settledElse(header: Row<'case'>, was: Was, now: Was): boolean {
  const is = ({ kind, remedy, settled }: Was): boolean => header.kind === kind && header.remedy === remedy && header.kindSettled === settled
  return !is(was) && !is(now)
}

/**
 * Settles what the case is, and for a complaint the remedy sought. Version 1 knew no remedy; version 2 did not tell what
 * the agent had seen, and so overwrote what a colleague had settled meanwhile.
 */
export const classify = command({
  name: 'case.classify',
  version: 3,
  args: Named.extend({ kind: CaseKind, remedy: Remedy.nullable(), was: Was.nullable() }),
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    const { kind } = args
    const remedy = kind === 'complaint' ? args.remedy : null
    if (args.was && settledElse(header, args.was, { kind, remedy, settled: true })) return refuse('moved-on', { field: 'kind' })
    tx.put('case', { ...header, kind, kindSettled: true, remedy, changedAt: at })
    return null
  },
  upcast: { 1: (args) => ({ ...args, remedy: null }), 2: (args) => ({ ...args, was: null }) },
})

/**
 * Closes a case: the matter is settled with the customer. `knows` is the last message the agent had seen, as in a reply: a
 * case is not closed over words nobody read, nor over a safety flag that neither an answer nor a reason has met.
 */
export const resolve = command({
  name: 'case.resolve',
  version: 1,
  args: Held.extend({ knows: z.int().min(0).optional() }),
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = held(tx, args, actor)
    if (isNo(header)) return header
    if (header.state === 'resolved') return refuse('already-resolved')
    if (args.knows !== undefined && unseen(header, args.knows, at)) return refuse('moved-on', { field: 'knows' })
    if (unmet(header))
      return refuse('reason-missing', { field: 'safety', detail: 'Answer the safety words, or dismiss them with a reason.' })
    tx.put('case', {
      ...header,
      state: 'resolved',
      resolvedAt: at,
      waitingSince: null,
      unanswered: 0,
      raised: null,
      lent: null,
      changedAt: at,
    })
    return null
  },
})

/** Opens a resolved case again, for whoever reopens it. */
export const reopen = command({
  name: 'case.reopen',
  version: 1,
  args: Named,
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (header.state === 'open') return refuse('not-resolved')
    const owner = actor.kind === 'agent' && mayAt(actor, header.site, 'agent') ? actor.id : null
    tx.put('case', { ...header, state: 'open', resolvedAt: null, owner, fence: header.fence + 1, changedAt: at })
    return null
  },
})

/** Takes the safety banner down. A person must say why; it stays in the case. */
export const dismissSafety = command({
  name: 'case.dismissSafety',
  version: 1,
  args: Named.extend({ reason: Line }),
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (!header.safety || header.safety.dismissed) return refuse('already-closed')
    const dismissed = { by: actor.id, at, reason: args.reason }
    tx.put('case', { ...header, safety: { ...header.safety, dismissed }, changedAt: at })
    return null
  },
})
