import { z } from 'zod'
import { AgentId, CaseId, MessageId, PartyId } from '../id.ts'
import { Channel, Instant, Line, Origin, Words } from '../value.ts'

export const Author = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('customer'), party: PartyId }),
  z.strictObject({ kind: z.literal('agent'), agent: AgentId, name: Line }),
  z.strictObject({ kind: z.literal('system') }),
])
export type Author = z.infer<typeof Author>

/**
 * One thing said in a case. A note is for colleagues only and never leaves the house. `number` is its place in the
 * thread, given by the case in the order the hub accepted. `reachedCustomerAt` is the second mark: the hub had it at `at`.
 */
export const Message = z.strictObject({
  id: MessageId,
  party: PartyId,
  case: CaseId,
  number: z.int().min(1),
  author: Author,
  kind: z.enum(['said', 'note', 'line']),
  channel: Channel,
  text: Words,
  at: Instant,
  reachedCustomerAt: Instant.nullable(),
  readAt: Instant.nullable(),
  origin: Origin,
})
export type Message = z.infer<typeof Message>
