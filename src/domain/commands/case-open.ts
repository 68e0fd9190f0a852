import { z } from 'zod'
import { mayAt, mayAtAny } from '../actor.ts'
import { opened } from '../case-header.ts'
import { command } from '../command.ts'
import { carOf, meet, nameOf } from '../customer-of.ts'
import { CaseId, PartyId, QueueId, SiteId, VehicleId } from '../id.ts'
import { Note, noted } from '../noted.ts'
import { CaseKind, Remedy } from '../noun/case.ts'
import { isNo } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Channel, Line } from '../value.ts'

const Opening = z.strictObject({
  case: CaseId,
  party: PartyId,
  site: SiteId,
  queue: QueueId,
  kind: CaseKind,
  subject: Line,
  channel: Channel,
  remedy: Remedy.nullable(),
  vehicle: VehicleId.nullable(),
  /** What was told at the counter or on the telephone, in the agent's words. */
  note: Note.nullable(),
})
type Opening = z.infer<typeof Opening>

/** An agent opens a complaint or an enquiry for a customer they have in front of them: it is theirs from the first moment. */
export const openCase = command<Opening>({
  name: 'case.open',
  version: 1,
  args: Opening,
  roots: ({ party }) => [party],
  reads: (args) => [
    { kind: 'case', id: args.case },
    { kind: 'party', id: args.party },
    { kind: 'queue', id: args.queue },
    ...(args.note ? [{ kind: 'message' as const, id: args.note.message }] : []),
    ...(args.vehicle ? [{ kind: 'vehicle' as const, id: args.vehicle }] : []),
  ],
  apply(tx, args, { actor, at }) {
    const party = tx.get('party', args.party)
    if (!party || actor.kind !== 'agent' || !mayAtAny(actor, party.sites, 'agent')) return refuse('not-found', { field: 'party' })
    if (!mayAt(actor, args.site, 'agent')) return refuse('not-found', { field: 'site' })
    if (tx.get('queue', args.queue)?.site !== args.site) return refuse('not-found', { field: 'queue' })
    if (tx.get('case', args.case)) return refuse('already-exists', { field: 'case' })
    const car = args.vehicle === null ? null : carOf(tx, party, args.vehicle)
    if (args.vehicle !== null && !car) return refuse('not-found', { field: 'vehicle' })
    const { case: id, site, queue, kind, subject, channel, note } = args
    const remedy = kind === 'complaint' ? args.remedy : null
    const theirs = { party: party.id, customerName: nameOf(tx, party), vehicle: car && { id: car.id, model: car.model, plate: car.plate } }
    const told = { site, queue, kind, kindSettled: true, subject, channel, remedy, brand: car?.brand ?? null }
    const born = opened({ id, ...theirs, ...told, owner: actor.id, fence: 1, origin: 'live' }, at)
    const header = note ? noted(tx, born, { note, by: actor, at }) : born
    if (isNo(header)) return header
    meet(tx, party, args.site)
    tx.put('case', header)
    return null
  },
})
