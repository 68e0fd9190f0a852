import { z } from 'zod'
import { BrandId, SiteId } from '../id.ts'
import { Language, Line, Zone } from '../value.ts'

/** A dealership or a contact centre. Its zone decides which day it is there. */
export const Site = z.strictObject({
  id: SiteId,
  name: Line,
  kind: z.enum(['dealership', 'contact-centre']),
  city: Line,
  zone: Zone,
  language: Language,
  brands: z.array(BrandId).max(50),
})
export type Site = z.infer<typeof Site>
