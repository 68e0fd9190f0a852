import type { AgentId, SiteId } from '../../domain/id.ts'
import type { KindRow, Row } from '../../domain/kind.ts'
import { only, rowOf } from '../intake/rows.ts'
import type { Store } from '../store/store.ts'

/** What the doors ask of the group's sites and people. */
export type Reference = {
  group(): Promise<Row<'group'> | null>
  /** Always as of now: whether somebody still works here is asked of the store itself. */
  agent(id: AgentId): Promise<Row<'agent'> | null>
  agentName(id: AgentId): Promise<string | null>
  site(id: SiteId): Promise<Row<'site'> | null>
  firstSite(): Promise<Row<'site'> | null>
  /** The first queue of a site is the one its chat goes to. */
  queueOf(site: SiteId): Promise<Row<'queue'> | null>
}

/** Sites and queues seldom change, and every visitor asks for them. */
const FRESH_MS = 2_000

/** Opens the group's reference on its store. */
export function openReference(store: Pick<Store, 'read'>, now: () => number): Reference {
  let held: { readonly at: number; readonly rows: readonly KindRow[] } | null = null
  const rows = async (): Promise<readonly KindRow[]> => {
    const at = now()
    if (held === null || Math.abs(at - held.at) > FRESH_MS || held.rows.length === 0)
      held = { at, rows: await store.read((view) => view.scope('ref')) }
    return held.rows
  }
  const first = <T extends { readonly id: string }>(all: readonly T[]): T | null =>
    [...all].sort((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null
  return {
    group: async () => only(await rows(), 'group')[0] ?? null,
    agent: (id) => store.read((view) => rowOf(view, 'agent', id)),
    agentName: async (id) => only(await rows(), 'agent').find((agent) => agent.id === id)?.name ?? null,
    site: async (id) => only(await rows(), 'site').find((site) => site.id === id) ?? null,
    firstSite: async () => first(only(await rows(), 'site')),
    queueOf: async (id) => first(only(await rows(), 'queue').filter(({ site }) => site === id)),
  }
}
