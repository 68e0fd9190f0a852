import { z } from 'zod'
import { ConsentId, PartyId } from '../id.ts'
import { Instant, Line } from '../value.ts'

/** What somebody allowed or withdrew, for one purpose; the newest per purpose counts. */
export const Consent = z.strictObject({
  id: ConsentId,
  party: PartyId,
  purpose: z.enum(['journey', 'marketing', 'survey']),
  state: z.enum(['given', 'withdrawn']),
  source: Line,
  at: Instant,
})
export type Consent = z.infer<typeof Consent>
