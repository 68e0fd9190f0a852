import type { AgentId, SiteId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { useWatch } from './use-watch.ts'

/** What everybody in the group may see: sites, people, queues, brands. */
export const useReference = () => useWatch({ of: 'reference' })

/** A colleague's name; null while it is not here. */
export function useAgentName(id: AgentId | null): string | null {
  const reference = useReference()
  return id === null ? null : (reference?.agents.find((agent) => agent.id === id)?.name ?? null)
}

/** A site by id; null while it is not here. */
export function useSite(id: SiteId | null): Row<'site'> | null {
  const reference = useReference()
  return id === null ? null : (reference?.sites.find((site) => site.id === id) ?? null)
}
