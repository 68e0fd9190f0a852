import { z } from 'zod'
import { AgentId, SiteId } from '../id.ts'
import { Language, Line } from '../value.ts'

export const Role = z.enum(['agent', 'supervisor', 'admin'])
export type Role = z.infer<typeof Role>

/** What somebody may do, site by site. */
export const Grant = z.strictObject({ site: SiteId, role: Role })
export type Grant = z.infer<typeof Grant>

/** Somebody who works in Forecourt. Credentials are not here: they never leave the hub. */
export const Agent = z.strictObject({
  id: AgentId,
  name: Line,
  email: z.email().max(254),
  language: Language,
  grants: z.array(Grant).max(500),
  active: z.boolean(),
})
export type Agent = z.infer<typeof Agent>
