import type { AgentId, PartyId, SiteId } from './id.ts'
import type { Row } from './kind.ts'
import type { Grant, Role } from './noun/agent.ts'

/**
 * Who is acting, from the socket's ticket, never from a payload. A visitor acts for their own party only; `system` is the
 * hub itself: timers, intake, the doors that other systems use.
 */
export type Actor =
  | { readonly kind: 'agent'; readonly id: AgentId; readonly name: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'visitor'; readonly party: PartyId }
  | { readonly kind: 'system'; readonly name: string }

const rank: Record<Role, number> = { agent: 1, supervisor: 2, admin: 3 }

/** Whether somebody holds at least this role at the site. */
export function mayAt(actor: Actor, site: SiteId, role: Role): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'visitor') return false
  return actor.grants.some((grant) => grant.site === site && rank[grant.role] >= rank[role])
}

/** Whether somebody who works here may answer the customers of a site. Those who have left may not, whatever they once held. */
export const serves = (agent: Row<'agent'>, site: SiteId): boolean => agent.active && mayAt({ kind: 'agent', ...agent }, site, 'agent')

/** Whether somebody may see or change what belongs to any of these sites. */
export const mayAtAny = (actor: Actor, sites: readonly SiteId[], role: Role): boolean => sites.some((site) => mayAt(actor, site, role))
