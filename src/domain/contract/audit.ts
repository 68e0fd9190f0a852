import '../jitless.ts'
import { z } from 'zod'
import { CaseId } from '../id.ts'
import { Instant } from '../value.ts'

/** `POST /v1/audit`: what was decided about a case; for supervisors of its site. `before` is the `next` of the page before. */
export const AskAudit = z.strictObject({ case: CaseId, before: z.int().min(1).nullable() })
export type AskAudit = z.infer<typeof AskAudit>

/** One decision: who asked for it, and how it ended. Applied where `code` is null; a newer hub may refuse by codes unknown here. */
export const AuditEntry = z.strictObject({
  seq: z.int().min(1),
  command: z.uuid(),
  at: Instant,
  /** A visitor is named by their party, the hub itself by what it was doing. */
  actor: z.strictObject({ kind: z.enum(['agent', 'visitor', 'system']), id: z.string().max(200) }),
  name: z.string().max(60),
  code: z.string().max(60).nullable(),
  /** The reason, where one was given and its words are still kept. */
  why: z.string().max(200).nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** A page of a history, newest first; `next` null where nothing is older. */
export const AuditPage = z.strictObject({ entries: z.array(AuditEntry).max(1_000), next: z.int().min(1).nullable() })
export type AuditPage = z.infer<typeof AuditPage>
