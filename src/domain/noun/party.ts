import { z } from 'zod'
import { CustomerId, PartyId, SiteId } from '../id.ts'
import { Channel, Instant, Language, Line, Origin } from '../value.ts'

/** A way to reach somebody. Typed by the visitor it only suggests; vouched for by a site or checked by us it identifies. */
export const ContactPoint = z.strictObject({
  kind: z.enum(['email', 'phone']),
  value: Line,
  verified: z.boolean(),
})
export type ContactPoint = z.infer<typeof ContactPoint>

/**
 * Whoever we meet, anonymous visitors included. Rows belong to a party for ever; which parties are one customer is
 * membership alone, so merging moves nothing and undoing is exact.
 */
export const Party = z.strictObject({
  id: PartyId,
  customer: CustomerId.nullable(),
  name: Line.nullable(),
  language: Language,
  sites: z.array(SiteId).min(1).max(50),
  contacts: z.array(ContactPoint).max(20),
  prefers: Channel.nullable(),
  place: Line.nullable(),
  firstSeenAt: Instant,
  origin: Origin,
})
export type Party = z.infer<typeof Party>
