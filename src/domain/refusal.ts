import './jitless.ts'
import { z } from 'zod'

/** Every way a command is refused. The renderer has one plain sentence for each; codes are never renamed. */
export const RefusalCode = z.enum([
  'malformed',
  'unknown-command',
  'not-found',
  'already-exists',
  'already-claimed',
  'not-yours',
  'moved-on',
  'already-resolved',
  'not-resolved',
  'already-closed',
  'too-late',
  'reason-missing',
  'no-consent',
  'slot-taken',
  'no-slot',
  'too-large',
  'not-offline',
  'reused-number',
  'failed',
])
export type RefusalCode = z.infer<typeof RefusalCode>

/** Why not. `field` names the argument at fault, `detail` what would be right; never another person's data. */
export const Refusal = z.strictObject({ code: RefusalCode, field: z.string().max(100).optional(), detail: z.string().max(500).optional() })
export type Refusal = z.infer<typeof Refusal>

export const refuse = (code: RefusalCode, more: Omit<Refusal, 'code'> = {}): Refusal => ({ code, ...more })

const decided: ReadonlySet<RefusalCode> = new Set([
  'slot-taken',
  'no-slot',
  'already-claimed',
  'already-closed',
  'already-exists',
  'already-resolved',
  'not-resolved',
])

/** Whether the world has decided otherwise: saying the same again cannot change it. */
export const isDecided = (code: RefusalCode): boolean => decided.has(code)

/** A command's end: applied, or refused with a reason. Stored once, and given again to whoever asks again. */
export const Outcome = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), refusal: Refusal }),
])
export type Outcome = z.infer<typeof Outcome>

export const applied: Outcome = { ok: true }
export const refused = (refusal: Refusal): Outcome => ({ ok: false, refusal })

/** The first thing wrong with an input, as a refusal that names the field. */
export function malformed(error: z.ZodError): Refusal {
  const issue = error.issues[0]
  const strange = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...(issue?.path ?? []), ...strange].join('.')
  return refuse('malformed', { ...(field ? { field: field.slice(0, 100) } : {}), detail: (issue?.message ?? 'not readable').slice(0, 500) })
}
