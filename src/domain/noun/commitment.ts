import { z } from 'zod'
import { AgentId, CaseId, CommitmentId, PartyId, SiteId, VehicleId } from '../id.ts'
import { Instant, Line, Origin } from '../value.ts'

/** A promise to a customer: who owes it, by when, and what became of it. Late is derived from `dueAt`, never stored. */
export const Commitment = z.strictObject({
  id: CommitmentId,
  party: PartyId,
  site: SiteId,
  case: CaseId.nullable(),
  vehicle: VehicleId.nullable(),
  text: Line,
  owner: AgentId,
  ownerName: Line,
  madeAt: Instant,
  dueAt: Instant,
  state: z.enum(['open', 'kept', 'cancelled']),
  closedAt: Instant.nullable(),
  evidence: Line.nullable(),
  origin: Origin,
})
export type Commitment = z.infer<typeof Commitment>
