import type { AgentId, SiteId } from '../../domain/id.ts'
import { kindNames } from '../../domain/kind.ts'
import { SAMPLE_PASSWORD, sampleEvents, sampleWidgets } from './accounts.ts'
import { population } from './population.ts'

interface Hub {
  import(kind: string, rows: readonly unknown[], root: string): Promise<void>
  password(agent: AgentId, password: string): Promise<void>
  widgetKey(site: SiteId, key: string, secret: string): Promise<void>
  eventsKey(source: string, key: string): Promise<void>
  now: number
}

/** What one import may bring (`import.rows`). */
const AT_ONCE = 500

/** Fills an empty hub with the sample group, its accounts and its keys. */
export async function seedSample(hub: Hub): Promise<void> {
  const rows = population(hub.now)
  for (const kind of kindNames) {
    for (let from = 0; from < rows[kind].length; from += AT_ONCE) await hub.import(kind, rows[kind].slice(from, from + AT_ONCE), 'ref')
  }
  for (const { id } of rows.agent) await hub.password(id, SAMPLE_PASSWORD)
  for (const { site, key, secret } of sampleWidgets) await hub.widgetKey(site, key, secret)
  await hub.eventsKey(sampleEvents.source, sampleEvents.key)
}
