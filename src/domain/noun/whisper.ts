import { z } from 'zod'
import { AgentId, CaseId, PartyId, WhisperId } from '../id.ts'
import { Instant, Line, Words } from '../value.ts'

/**
 * What a supervisor says to the agent of a case alone, in its place in the thread. A suggestion is a reply that the agent
 * may take as it is. The customer and colleagues never see it.
 */
export const Whisper = z.strictObject({
  id: WhisperId,
  case: CaseId,
  party: PartyId,
  to: AgentId,
  by: AgentId,
  byName: Line,
  kind: z.enum(['whisper', 'suggestion']),
  text: Words,
  /** The last message of the thread when it was said. */
  after: z.int().min(0),
  at: Instant,
  /** What the agent did with it. */
  end: z.strictObject({ how: z.enum(['taken', 'dismissed']), at: Instant }).nullable(),
})
export type Whisper = z.infer<typeof Whisper>
