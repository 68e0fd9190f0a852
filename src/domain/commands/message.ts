import { z } from 'zod'
import { answeredCustomer, unseen } from '../case-header.ts'
import { command } from '../command.ts'
import { CaseId, MessageId, PartyId } from '../id.ts'
import type { Row } from '../kind.ts'
import { noted } from '../noted.ts'
import { held, isNo, seen } from '../owned.ts'
import { refuse } from '../refusal.ts'
import { Words } from '../value.ts'

const Written = z.strictObject({ message: MessageId, case: CaseId, party: PartyId, text: Words })

const fresh = (header: Row<'case'>, args: z.infer<typeof Written>) => ({
  id: args.message,
  party: header.party,
  case: header.id,
  number: header.messages + 1,
  channel: header.channel,
  text: args.text,
  reachedCustomerAt: null,
  readAt: null,
  origin: header.origin,
})

/**
 * Answers the customer. Only the owner writes to a customer: a colleague's answer means another fence. `knows` is the
 * last message the agent had seen; what the customer said after it, and not just now, must be seen before it is answered.
 */
export const reply = command({
  name: 'message.reply',
  version: 1,
  args: Written.extend({ fence: z.int().min(0), knows: z.int().min(0) }),
  roots: ({ party }) => [party],
  reads: ({ case: id, message }) => [
    { kind: 'case', id },
    { kind: 'message', id: message },
  ],
  apply(tx, args, { actor, at }) {
    const header = held(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-yours')
    if (tx.get('message', args.message)) return refuse('already-exists', { field: 'message' })
    if (header.state === 'resolved') return refuse('already-resolved')
    if (unseen(header, args.knows, at)) return refuse('moved-on', { field: 'knows' })
    tx.put('message', { ...fresh(header, args), author: { kind: 'agent', agent: actor.id, name: actor.name }, kind: 'said', at })
    tx.put('case', answeredCustomer(header, args.text, at))
    return null
  },
})

/** Writes a note for colleagues. It never reaches the customer, so anybody who may see the case may write one. */
export const note = command({
  name: 'message.note',
  version: 1,
  args: Written,
  roots: ({ party }) => [party],
  reads: ({ case: id, message }) => [
    { kind: 'case', id },
    { kind: 'message', id: message },
  ],
  apply(tx, args, { actor, at }) {
    const header = seen(tx, args, actor)
    if (isNo(header)) return header
    if (actor.kind !== 'agent') return refuse('not-found', { field: 'case' })
    const after = noted(tx, header, { note: args, by: actor, at })
    if (isNo(after)) return after
    tx.put('case', after)
    return null
  },
})

/** The customer's side reports what reached it and what was read: the second mark of a reply. */
export const reached = command({
  name: 'message.reached',
  version: 1,
  args: z.strictObject({ message: MessageId, party: PartyId, read: z.boolean() }),
  roots: ({ party }) => [party],
  reads: ({ message }) => [{ kind: 'message', id: message }],
  apply(tx, args, { actor, at }) {
    const message = tx.get('message', args.message)
    const theirs = actor.kind === 'system' && message?.party === args.party && message.kind === 'said'
    if (!message || !theirs || message.author.kind !== 'agent') return refuse('not-found', { field: 'message' })
    const readAt = message.readAt ?? (args.read ? at : null)
    tx.put('message', { ...message, reachedCustomerAt: message.reachedCustomerAt ?? at, readAt })
    return null
  },
})
