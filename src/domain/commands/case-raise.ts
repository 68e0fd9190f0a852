import { z } from 'zod'
import { command } from '../command.ts'
import { CaseId, PartyId } from '../id.ts'
import { Note, noted } from '../noted.ts'
import { isNo, seen } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Line } from '../value.ts'

const Named = z.strictObject({ case: CaseId, party: PartyId })

/**
 * Asks a supervisor for help with a case; the newest asking counts. The note may hold words that were not sent, so they
 * are kept even where somebody asked before.
 */
export const raise = command({
  name: 'case.raise',
  version: 1,
  args: Named.extend({ reason: Line, note: Note.nullable() }),
  roots: ({ party }) => [party],
  reads: ({ case: id, note }) => [{ kind: 'case', id }, ...(note ? [{ kind: 'message' as const, id: note.message }] : [])],
  apply(tx, args, { actor, at }) {
    const found = seen(tx, args, actor)
    if (isNo(found)) return found
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (found.state === 'resolved') return refuse('already-resolved')
    const header = args.note ? noted(tx, found, { note: args.note, by: actor, at }) : found
    if (isNo(header)) return header
    tx.put('case', { ...header, raised: { by: actor.id, byName: actor.name, at, reason: args.reason }, changedAt: at })
    return null
  },
})

/** The help came, or is not needed any more. */
export const lower = command({
  name: 'case.lower',
  version: 1,
  args: Named,
  roots: ({ party }) => [party],
  reads: ({ case: id }) => [{ kind: 'case', id }],
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    if (!header.raised) return refuse('already-closed')
    tx.put('case', { ...header, raised: null, changedAt: at })
    return null
  },
})
