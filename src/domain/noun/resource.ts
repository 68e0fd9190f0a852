import { z } from 'zod'
import { ResourceId, SiteId } from '../id.ts'
import { Instant, Line } from '../value.ts'

/** What a customer comes to a dealership for. */
export const Purpose = z.enum(['service', 'test-drive', 'handover', 'visit'])
export type Purpose = z.infer<typeof Purpose>

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** Hours of one day of the week (ISO: 1 is Monday), by the clock on the wall of the site. */
export const Hours = z.strictObject({ day: z.int().min(1).max(7), from: Clock, to: Clock })
export type Hours = z.infer<typeof Hours>

/** A stretch of time in which something is open. */
export const Opening = z.strictObject({ from: Instant, to: Instant })
export type Opening = z.infer<typeof Opening>

/**
 * What appointments are made with: a workshop's ramps, a demonstrator, the delivery bay. `openings` are the `hours` of the
 * next weeks as instants: the hub works them out, so that rules need no zones. `capacity` is how many fit in one slot.
 */
export const Resource = z.strictObject({
  id: ResourceId,
  site: SiteId,
  name: Line,
  purposes: z.array(Purpose).min(1).max(4),
  slotMinutes: z.int().min(5).max(480),
  capacity: z.int().min(1).max(50),
  hours: z.array(Hours).max(30),
  openings: z.array(Opening).max(100),
  active: z.boolean(),
})
export type Resource = z.infer<typeof Resource>
