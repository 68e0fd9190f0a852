import { z } from 'zod'
import { AgentId, SiteId } from '../id.ts'
import { Instant } from '../value.ts'

/** What an agent says they are doing. `working-offline`: they work on without a line, and will be back. */
export const Mode = z.enum(['available', 'busy', 'break', 'wrap-up', 'away', 'working-offline'])
export type Mode = z.infer<typeof Mode>

/**
 * Whether an agent is here: what they said, and what the hub knows of their line. `lost`: no desk of theirs is connected
 * since a moment; `down`: since longer than the grace. The id is the agent's.
 */
export const Presence = z.strictObject({
  id: AgentId,
  /** Where they work: whose supervisors see them. */
  sites: z.array(SiteId).max(500),
  mode: Mode,
  modeSince: Instant,
  line: z.enum(['up', 'lost', 'down']),
  lineSince: Instant,
})
export type Presence = z.infer<typeof Presence>
