import { z } from 'zod'
import { mayAt, serves } from '../actor.ts'
import { command, type Read, type Tx } from '../command.ts'
import { AgentId, CaseId, PartyId } from '../id.ts'
import type { Row } from '../kind.ts'
import { Note, noted } from '../noted.ts'
import { held, isNo, seen } from '../owned.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { Line } from '../value.ts'

const Held = z.strictObject({ case: CaseId, party: PartyId, fence: z.int().min(0) })
const Handed = Held.extend({ note: Note.nullable() })

const roots = ({ party }: z.infer<typeof Held>) => [party] as const
const reads = ({ case: id }: z.infer<typeof Held>): readonly Read[] => [{ kind: 'case', id }]
const readsNote = ({ note, ...args }: z.infer<typeof Handed>): readonly Read[] => [
  ...reads(args),
  ...(note ? [{ kind: 'message' as const, id: note.message }] : []),
]

/** Somebody who may be given this case now; no such agent and one of another site read the same. */
function taker(tx: Tx, to: AgentId, header: Row<'case'>): Row<'agent'> | null {
  const agent = tx.get('agent', to)
  return agent && serves(agent, header.site) ? agent : null
}

/** The case, if it is open and stands as whoever wants to move it saw it. */
function unmoved(header: Row<'case'>, fence: number): Refusal | null {
  if (header.state === 'resolved') return refuse('already-resolved')
  return header.fence === fence ? null : refuse('moved-on')
}

/**
 * Gives a case to an agent: by a supervisor of its site, or by its own agent to a colleague. The note says why; the whole
 * thread goes with it.
 */
export const assign = command({
  name: 'case.assign',
  version: 1,
  args: Handed.extend({ to: AgentId }),
  roots,
  reads: ({ to, ...args }) => [...readsNote(args), { kind: 'agent', id: to }],
  apply(tx, args, { actor, at }) {
    const found = seen(tx, args, actor)
    if (isNo(found)) return found
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (found.owner !== actor.id && !mayAt(actor, found.site, 'supervisor')) return refuse('not-yours')
    const no = unmoved(found, args.fence)
    if (no) return no
    if (found.owner === args.to) return refuse('already-claimed', { field: 'to' })
    if (!taker(tx, args.to, found)) return refuse('not-found', { field: 'to' })
    const header = args.note ? noted(tx, found, { note: args.note, by: actor, at }) : found
    if (isNo(header)) return header
    tx.put('case', { ...header, owner: args.to, lent: null, fence: header.fence + 1, changedAt: at })
    return null
  },
})

/**
 * A supervisor steps in and writes to the customer themselves. From here on what the agent still has under way bears an
 * old fence. It is remembered whose the case was.
 */
export const takeOver = command({
  name: 'case.takeOver',
  version: 1,
  args: Held.extend({ reason: Line.nullable() }),
  roots,
  reads,
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent' || !mayAt(actor, header.site, 'supervisor')) return refuse('not-yours')
    const no = unmoved(header, args.fence)
    if (no) return no
    if (header.owner === null) return refuse('not-found', { field: 'owner', detail: 'Nobody holds it: claim it.' })
    if (header.owner === actor.id) return refuse('already-claimed')
    const owner = tx.get('agent', header.owner)
    // Taken over from another supervisor it still goes back to its agent.
    const lent = header.lent ?? (owner ? { from: owner.id, fromName: owner.name, at } : null)
    tx.put('case', { ...header, owner: actor.id, lent, fence: header.fence + 1, changedAt: at })
    return null
  },
})

/** The case goes back to the agent it was taken from, and the help they asked for has come. Where they have left, to its queue. */
export const handBack = command({
  name: 'case.handBack',
  version: 1,
  args: Handed,
  roots,
  reads: readsNote,
  apply(tx, args, { actor, at }) {
    const found = held(tx, args, actor)
    if (isNo(found)) return found
    if (actor.kind !== 'agent') return refuse('not-yours')
    if (found.state === 'resolved') return refuse('already-resolved')
    if (!found.lent) return refuse('already-closed', { field: 'lent' })
    const back = taker(tx, found.lent.from, found)
    const header = args.note ? noted(tx, found, { note: args.note, by: actor, at }) : found
    if (isNo(header)) return header
    tx.put('case', { ...header, owner: back?.id ?? null, lent: null, raised: null, fence: header.fence + 1, changedAt: at })
    return null
  },
})
