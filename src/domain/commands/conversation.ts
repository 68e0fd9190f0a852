import { z } from 'zod'
import { heardCustomer, opened } from '../case-header.ts'
import { command, type Tx } from '../command.ts'
import { headOf, meet, partiesWith } from '../customer-of.ts'
import { CaseId, MessageId, PartyId, QueueId, SiteId } from '../id.ts'
import type { Row } from '../kind.ts'
import { refuse } from '../refusal.ts'
import { proposeKind, subjectOf } from '../rules/intake.ts'
import { Origin, Words } from '../value.ts'

const Said = z.strictObject({
  message: MessageId,
  /** The id a new case gets if there is none to join. */
  case: CaseId,
  party: PartyId,
  /** The party whose open case it may join: the same, or another of the same customer; any other is passed over. */
  host: PartyId,
  site: SiteId,
  queue: QueueId,
  text: Words,
  origin: Origin,
})
type Said = z.infer<typeof Said>

const newest = (cases: readonly Row<'case'>[]): Row<'case'> | null =>
  [...cases].sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))[0] ?? null

const joinable = (tx: Tx, party: string): Row<'case'> | null =>
  newest(tx.find('case.ofParty', party).filter((row) => row.state === 'open' && row.channel === 'chat'))

type Head = Pick<Row<'case'>, 'customerName' | 'vehicle'>

/** Nobody's yet; what kind it is, is a proposal until an agent settles it. */
function begun({ case: id, party, site, queue, text, origin }: Said, head: Head, at: number): Row<'case'> {
  const proposed = { kind: proposeKind(text), kindSettled: false, subject: subjectOf(text), remedy: null, brand: null }
  return opened({ id, party, site, queue, ...proposed, ...head, channel: 'chat', owner: null, fence: 0, origin }, at)
}

/** The customer wrote in the chat: it joins their open case, else opens one. */
export const say = command<Said>({
  name: 'conversation.say',
  version: 1,
  args: Said,
  roots: ({ host, party }) => [host, party],
  reads: ({ host, party, message, case: id }) => [
    { kind: 'message', id: message },
    { kind: 'case', id },
    { kind: 'party', id: party },
    { lookup: 'case.ofParty', key: host },
    { lookup: 'case.ofParty', key: party },
    { lookup: 'vehicle.ofParty', key: party },
  ],
  apply(tx, args, context) {
    const { actor } = context
    const theirs = actor.kind === 'system' || (actor.kind === 'visitor' && actor.party === args.party)
    const party = theirs ? tx.get('party', args.party) : null
    if (!party) return refuse('not-found', { field: 'party' })
    if (tx.get('message', args.message)) return refuse('already-exists', { field: 'message' })
    const host = partiesWith(tx, party).includes(args.host) ? joinable(tx, args.host) : null
    const found = host ?? joinable(tx, args.party)
    if (!found && tx.get('case', args.case)) return refuse('already-exists', { field: 'case' })
    const header = found ?? begun(args, headOf(tx, party, args.text), context.at)
    tx.put('message', {
      id: args.message,
      party: header.party,
      case: header.id,
      number: header.messages + 1,
      author: { kind: 'customer', party: args.party },
      kind: 'said',
      channel: 'chat',
      text: args.text,
      at: context.at,
      reachedCustomerAt: null,
      readAt: null,
      origin: args.origin,
    })
    if (!found) meet(tx, party, args.site)
    tx.put('case', heardCustomer(header, { id: args.message, text: args.text }, context.at))
    return null
  },
})
