import { mayAt } from '../../domain/actor.ts'
import { PartyId, QueueId, SiteId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { assertNever } from '../../domain/never.ts'
import { type Scope, scopeId } from '../../domain/scope.ts'
import type { Ref, View } from '../store/store.ts'

/** Where queues and parties are, at one moment of the feed. */
export interface Places {
  readonly siteOf: (queue: string) => string | null
  readonly sitesOf: (party: string) => readonly string[]
}

type ScopeKind = 'ref' | 'user' | 'queue' | 'site' | 'floor' | 'party'

const kindOf = (scope: Scope): ScopeKind => {
  if (scope === 'ref') return 'ref'
  if (scope.startsWith('user:')) return 'user'
  if (scope.startsWith('site:')) return 'site'
  if (scope.startsWith('floor:')) return 'floor'
  return scope.startsWith('queue:') ? 'queue' : 'party'
}

/** Whether somebody may see what stands in a scope; the only place that says so. */
export function entitled(agent: Row<'agent'> | null, scope: Scope, places: Places): boolean {
  if (!agent?.active) return false
  const granted = new Set<string>(agent.grants.map(({ site }) => site))
  const id = scopeId(scope)
  const kind = kindOf(scope)
  switch (kind) {
    case 'ref':
      return true
    case 'user':
      return id === agent.id
    case 'queue':
      return granted.has(places.siteOf(id) ?? '')
    case 'site':
      return granted.has(id)
    case 'floor':
      return mayAt({ kind: 'agent', ...agent }, SiteId.parse(id), 'supervisor')
    case 'party':
      return places.sitesOf(id).some((site) => granted.has(site))
    default:
      return assertNever(kind)
  }
}

function refsOf(scopes: readonly Scope[]): readonly Ref[] {
  return scopes.flatMap((scope): Ref[] => {
    const kind = kindOf(scope)
    if (kind === 'queue') return [{ kind, id: QueueId.parse(scopeId(scope)) }]
    return kind === 'party' ? [{ kind, id: PartyId.parse(scopeId(scope)) }] : []
  })
}

/** Who of an agent's scopes they may hold, as of a view's moment. */
export interface Entitlement {
  readonly active: boolean
  readonly refused: ReadonlySet<Scope>
}

/** Asks a view which of these scopes an agent may not hold. */
export async function entitlementOf(view: View, agent: string, scopes: readonly Scope[]): Promise<Entitlement> {
  const rows = await view.rows([{ kind: 'agent', id: agent }, ...refsOf(scopes)])
  const own = rows.find((row) => row.kind === 'agent' && row.row.id === agent)
  const sites = new Map(
    rows.flatMap((row): [string, readonly string[]][] => {
      if (row.kind === 'queue') return [[row.row.id, [row.row.site]]]
      return row.kind === 'party' ? [[row.row.id, row.row.sites]] : []
    }),
  )
  const places: Places = { siteOf: (queue) => sites.get(queue)?.[0] ?? null, sitesOf: (party) => sites.get(party) ?? [] }
  const who = own?.kind === 'agent' ? own.row : null
  return { active: who?.active ?? false, refused: new Set(scopes.filter((scope) => !entitled(who, scope, places))) }
}
