import { z } from 'zod'
import type { Facts } from '../../../domain/contract/bridge.ts'
import { AgentId, CaseId } from '../../../domain/id.ts'

const Typed = z.object({ case: CaseId, typing: z.boolean(), by: AgentId.optional(), text: z.string().max(8_000).optional() })
const Viewed = z.object({
  case: CaseId,
  agents: z.array(z.object({ id: AgentId, name: z.string().max(200), writing: z.boolean() })).max(200),
  previewed: z.boolean().default(false),
})

/** Passing facts, read at this door; null when malformed, and then simply not told. */
export const typedOf = (input: unknown): Facts['typed'] | null => Typed.safeParse(input).data ?? null
export const viewedOf = (input: unknown): Facts['viewed'] | null => Viewed.safeParse(input).data ?? null
