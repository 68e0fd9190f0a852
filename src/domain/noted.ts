import { z } from 'zod'
import type { Actor } from './actor.ts'
import type { Tx } from './command.ts'
import { MessageId } from './id.ts'
import type { Row } from './kind.ts'
import { type Refusal, refuse } from './refusal.ts'
import { Words } from './value.ts'

/** An agent's own words for colleagues, with the id they give them. They never reach the customer. */
export const Note = z.strictObject({ message: MessageId, text: Words })
export type Note = z.infer<typeof Note>

interface Writing {
  readonly note: Note
  readonly by: Extract<Actor, { kind: 'agent' }>
  readonly at: number
}

/** Puts a note into a case's thread: the header it leaves, or why not. */
export function noted(tx: Tx, header: Row<'case'>, { note, by, at }: Writing): Row<'case'> | Refusal {
  if (tx.get('message', note.message)) return refuse('already-exists', { field: 'message' })
  const number = header.messages + 1
  tx.put('message', {
    id: note.message,
    party: header.party,
    case: header.id,
    number,
    author: { kind: 'agent', agent: by.id, name: by.name },
    kind: 'note',
    channel: header.channel,
    text: note.text,
    at,
    reachedCustomerAt: null,
    readAt: null,
    origin: header.origin,
  })
  return { ...header, messages: number, changedAt: at }
}
