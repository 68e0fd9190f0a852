import { z } from 'zod'
import { CustomerId, IdentityId, PartyId } from '../id.ts'
import { Instant, Line } from '../value.ts'

/** Why a party belongs to a customer: the key that linked them, who vouched for it, and when. */
export const Identity = z.strictObject({
  id: IdentityId,
  party: PartyId,
  customer: CustomerId,
  key: z.enum(['crm', 'email', 'phone', 'vin', 'plate', 'handle']),
  value: Line,
  source: Line,
  at: Instant,
})
export type Identity = z.infer<typeof Identity>
