import { z } from 'zod'
import { AgentId, BrandId, CaseId, MessageId, PartyId, QueueId, SiteId, VehicleId } from '../id.ts'
import { Channel, Instant, Line, Origin, Words } from '../value.ts'

/** A complaint says something is wrong and wants it put right; an enquiry asks. Intake proposes, the agent settles. */
export const CaseKind = z.enum(['complaint', 'enquiry'])
export type CaseKind = z.infer<typeof CaseKind>

/** The house rule for safety: a person on it within 15 minutes, until a person dismisses it with a reason. */
export const SafetyFlag = z.strictObject({
  message: MessageId,
  words: Line,
  raisedAt: Instant,
  dueAt: Instant,
  answeredAt: Instant.nullable(),
  dismissed: z.strictObject({ by: AgentId, at: Instant, reason: Line }).nullable(),
})
export type SafetyFlag = z.infer<typeof SafetyFlag>

/** The remedy a complainant seeks; what the fact line shows. */
export const Remedy = z.enum(['repair', 'replacement', 'refund', 'price-reduction', 'apology', 'explanation'])
export type Remedy = z.infer<typeof Remedy>

/** An agent asked a supervisor for help with a case. */
export const Raised = z.strictObject({ by: AgentId, byName: Line, at: Instant, reason: Line })
export type Raised = z.infer<typeof Raised>

/** A supervisor has taken a case over for a while: whose it was, and to whom it goes back. */
export const Lent = z.strictObject({ from: AgentId, fromName: Line, at: Instant })
export type Lent = z.infer<typeof Lent>

/**
 * One complaint or enquiry, as a header: enough for a queue row and for queue commands. What was said and promised lives
 * in messages and commitments. `fence` grows at each change of owner, and every owner's write carries it.
 */
export const Case = z.strictObject({
  id: CaseId,
  number: Line,
  party: PartyId,
  site: SiteId,
  queue: QueueId,
  brand: BrandId.nullable(),
  kind: CaseKind,
  kindSettled: z.boolean(),
  state: z.enum(['open', 'resolved']),
  owner: AgentId.nullable(),
  fence: z.int().min(0),
  subject: Line,
  customerName: Line.nullable(),
  vehicle: z.strictObject({ id: VehicleId, model: Line, plate: Line.nullable() }).nullable(),
  channel: Channel,
  openedAt: Instant,
  changedAt: Instant,
  resolvedAt: Instant.nullable(),
  messages: z.int().min(0),
  unanswered: z.int().min(0),
  waitingSince: Instant.nullable(),
  /** The customer's last word: its number in the thread and when it came. */
  heard: z.strictObject({ number: z.int().min(1), at: Instant }).nullable(),
  preview: Words.nullable(),
  safety: SafetyFlag.nullable(),
  remedy: Remedy.nullable(),
  /** Cases from before there was such a thing are not raised. */
  raised: Raised.nullable().default(null),
  /** Nor are they lent, and of them nobody wrote down when a person first answered. */
  lent: Lent.nullable().default(null),
  answeredAt: Instant.nullable().default(null),
  /** Who last said something to the other, and when; notes are not said. Null also where it was not written down yet. */
  lastWord: z
    .strictObject({ by: z.enum(['customer', 'agent']), at: Instant })
    .nullable()
    .default(null),
  origin: Origin,
})
export type Case = z.infer<typeof Case>
