import { z } from 'zod'
import { AgentId, AttachmentId, CaseId, MessageId, PartyId } from '../id.ts'
import { Instant, Line, Origin } from '../value.ts'

/** The largest file that is taken. */
export const ATTACHMENT_BYTES = 25 * 1024 * 1024

/** What a file is known by: the hash of its bytes, so the same file is kept and sent once. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A media type, such as `image/jpeg`, without parameters. */
export const MediaType = z
  .string()
  .regex(/^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/)
  .max(100)

/** A file in a case. The words about it travel at once; its bytes follow, and until they are here it is `awaited`. */
export const Attachment = z.strictObject({
  id: AttachmentId,
  party: PartyId,
  case: CaseId,
  message: MessageId.nullable(),
  name: Line,
  type: MediaType,
  size: z.int().min(1).max(ATTACHMENT_BYTES),
  sha256: Sha256,
  state: z.enum(['awaited', 'stored']),
  addedBy: AgentId,
  addedByName: Line,
  addedAt: Instant,
  storedAt: Instant.nullable(),
  origin: Origin,
})
export type Attachment = z.infer<typeof Attachment>
