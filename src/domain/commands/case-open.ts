import { z } from 'zod'
import { mayAt, mayAtAny } from '../actor.ts'
import { caseNumber } from '../case-header.ts'
import { command, type Tx } from '../command.ts'
import { carOf, meet, nameOf } from '../customer-of.ts'
import { CaseId, PartyId, QueueId, SiteId, VehicleId } from '../id.ts'
import type { Row } from '../kind.ts'
import { Note, noted } from '../noted.ts'
import { CaseKind, Remedy } from '../noun/case.ts'
import { isNo } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Channel, Line } from '../value.ts'

const Opened = z.strictObject({
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
type Opened = z.infer<typeof Opened>

interface About {
  readonly args: Opened
  readonly party: Row<'party'>
  readonly car: Row<'vehicle'> | null
  readonly at: number
}

const headerOf = (tx: Tx, { args, party, car, at }: About): Row<'case'> => ({
  id: args.case,
  number: caseNumber(args.case),
  party: party.id,
  site: args.site,
  queue: args.queue,
  brand: car?.brand ?? null,
  kind: args.kind,
  kindSettled: true,
  state: 'open',
  owner: null,
  fence: 1,
  subject: args.subject,
  customerName: nameOf(tx, party),
  vehicle: car && { id: car.id, model: car.model, plate: car.plate },
  channel: args.channel,
  openedAt: at,
  changedAt: at,
  resolvedAt: null,
  messages: 0,
  unanswered: 0,
  waitingSince: null,
  heard: null,
  preview: null,
  safety: null,
  remedy: args.kind === 'complaint' ? args.remedy : null,
  raised: null,
  origin: 'live',
})

/** An agent opens a complaint or an enquiry for a customer they have in front of them: it is theirs from the first moment. */
export const openCase = command<Opened>({
  name: 'case.open',
  version: 1,
  args: Opened,
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
    const car = args.vehicle && carOf(tx, party, args.vehicle)
    if (args.vehicle && !car) return refuse('not-found', { field: 'vehicle' })
    const opened = { ...headerOf(tx, { args, party, car: car || null, at }), owner: actor.id }
    const header = args.note ? noted(tx, opened, { note: args.note, by: actor, at }) : opened
    if (isNo(header)) return header
    meet(tx, party, args.site)
    tx.put('case', header)
    return null
  },
})
