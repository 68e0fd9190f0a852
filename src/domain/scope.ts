import type { AgentId, PartyId, QueueId, SiteId } from './id.ts'
import type { KindRow } from './kind.ts'
import { assertNever } from './never.ts'

/**
 * The unit of entitlement, caching, eviction and erasure. `ref` is what everybody in the group may see (sites, people);
 * `user` what is mine; `queue` case headers; `site` who is expected at a dealership and with what; `floor` what its supervisors see beside:
 * who is here, and which promises are open; `party` one dossier.
 */
export type Scope = 'ref' | `user:${string}` | `queue:${string}` | `site:${string}` | `floor:${string}` | `party:${string}`

export const userScope = (agent: AgentId): Scope => `user:${agent}`
export const queueScope = (queue: QueueId): Scope => `queue:${queue}`
export const siteScope = (site: SiteId): Scope => `site:${site}`
export const floorScope = (site: SiteId): Scope => `floor:${site}`
export const partyScope = (party: PartyId): Scope => `party:${party}`

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Reads a scope's name; null when it is none. */
export function parseScope(name: string): Scope | null {
  if (name === 'ref') return 'ref'
  const [kind, id = '', more] = name.split(':')
  const known = kind === 'user' || kind === 'queue' || kind === 'site' || kind === 'floor' || kind === 'party'
  return known && more === undefined && UUID.test(id) ? `${kind}:${id}` : null
}

/** The id inside a scope's name; empty for `ref`. */
export const scopeId = (scope: Scope): string => (scope === 'ref' ? '' : scope.slice(scope.indexOf(':') + 1))

/** The scopes a row stands in, from the row alone, so hub and desk always agree. */
export function scopesOf({ kind, row }: KindRow): readonly Scope[] {
  switch (kind) {
    case 'group':
    case 'brand':
    case 'site':
    case 'agent':
    case 'queue':
      return ['ref']
    case 'party':
      return [partyScope(row.id)]
    case 'customer':
      return row.parties.map(partyScope)
    case 'vehicle':
      return [...new Set(row.owners.map((owner) => partyScope(owner.party)))]
    case 'case':
      return [queueScope(row.queue), partyScope(row.party), ...(row.owner === null ? [] : [userScope(row.owner)])]
    case 'commitment':
      return [partyScope(row.party), userScope(row.owner), ...(row.state === 'open' ? [floorScope(row.site)] : [])]
    case 'presence':
      return [userScope(row.id), ...row.sites.map(floorScope)]
    case 'whisper':
      return [...new Set([userScope(row.to), userScope(row.by)])]
    case 'resource':
      return [siteScope(row.site)]
    case 'appointment':
      return [partyScope(row.party), ...(row.state === 'booked' ? [siteScope(row.site)] : [])]
    case 'identity':
    case 'consent':
    case 'opportunity':
    case 'touchpoint':
    case 'message':
    case 'outreach':
    case 'attachment':
      return [partyScope(row.party)]
    default:
      return assertNever(kind)
  }
}
