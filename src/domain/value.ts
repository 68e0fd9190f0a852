import './jitless.ts'
import { z } from 'zod'
import { clean } from './text.ts'

/** A moment, in epoch milliseconds UTC. Zones belong to sites and are applied on screens. */
export const Instant = z.int().min(0).max(8_640_000_000_000_000)

/** Money in minor units (cents, pence) with its ISO 4217 currency. */
export const Money = z.strictObject({ minor: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
export type Money = z.infer<typeof Money>

/** A BCP 47 language tag, such as `de` or `en-GB`. */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .max(35)

/** An IANA time zone name, such as `Europe/Berlin`. */
export const Zone = z
  .string()
  .regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/)
  .max(64)

/** Where a record came from: a person working live, the sample group, a replay of stored data, or an import of old history. */
export const Origin = z.enum(['live', 'sample', 'replay', 'import'])
export type Origin = z.infer<typeof Origin>

/** The roads on which a customer and a dealer meet (`domain.md` 1.2, those in use). */
export const Channel = z.enum(['chat', 'email', 'phone', 'sms', 'web', 'dealership', 'post', 'survey'])
export type Channel = z.infer<typeof Channel>

/** One line of text: a name, a subject, a title. */
export const Line = z.string().overwrite(clean).trim().min(1).max(200)

/** What a person writes. Longer texts are refused at the door with this limit named. */
export const Words = z.string().overwrite(clean).trim().min(1).max(8_000)

/** A reading of the odometer, in kilometres. */
export const Km = z.int().min(0).max(5_000_000)

/** What a piece of work or a fault is about, in one word that complaints are matched by (`rules/topic.ts`): `brakes`, `battery`. */
export const Topic = z.string().regex(/^[a-z-]{2,30}$/)
export type Topic = z.infer<typeof Topic>
