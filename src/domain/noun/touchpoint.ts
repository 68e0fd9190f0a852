import { z } from 'zod'
import { CaseId, OpportunityId, PartyId, SiteId, TouchpointId, VehicleId } from '../id.ts'
import { Instant, Line, Origin } from '../value.ts'

/**
 * One thing that happened on the journey. `data` is what its kind's own schema says (`touchpoints/`); `at` is when it
 * happened, `receivedAt` when we learnt of it: late news slots in, it never appends.
 */
export const Touchpoint = z.strictObject({
  id: TouchpointId,
  party: PartyId,
  kind: z.string().regex(/^[a-z_]{2,40}$/),
  at: Instant,
  receivedAt: Instant,
  site: SiteId.nullable(),
  vehicle: VehicleId.nullable(),
  opportunity: OpportunityId.nullable(),
  case: CaseId.nullable(),
  source: z.strictObject({ source: Line, id: Line }),
  data: z.record(z.string().max(60), z.json()),
  origin: Origin,
})
export type Touchpoint = z.infer<typeof Touchpoint>
