import { z } from 'zod'
import { QueueId, SiteId } from '../id.ts'
import { Line } from '../value.ts'

/** Where cases of a site wait for an owner. */
export const Queue = z.strictObject({ id: QueueId, site: SiteId, name: Line })
export type Queue = z.infer<typeof Queue>
