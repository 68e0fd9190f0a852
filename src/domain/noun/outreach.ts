import { z } from 'zod'
import { OutreachId, PartyId, VehicleId } from '../id.ts'
import { Instant, Line, Origin } from '../value.ts'

/** Something we mean to send unasked. Whether it is held back is derived (`rules/suppression.ts`), never a switch. */
export const Outreach = z.strictObject({
  id: OutreachId,
  party: PartyId,
  vehicle: VehicleId.nullable(),
  title: Line,
  purpose: z.enum(['sales', 'service', 'safety']),
  plannedAt: Instant,
  state: z.enum(['planned', 'sent', 'cancelled']),
  origin: Origin,
})
export type Outreach = z.infer<typeof Outreach>
