import { z } from 'zod'
import { OpportunityId, PartyId, SiteId } from '../id.ts'
import { Instant, Line } from '../value.ts'

/** A purchase in the making. Its stage is derived from its touchpoints, never stored. */
export const Opportunity = z.strictObject({
  id: OpportunityId,
  party: PartyId,
  site: SiteId,
  title: Line,
  state: z.enum(['open', 'won', 'lost']),
  openedAt: Instant,
})
export type Opportunity = z.infer<typeof Opportunity>
