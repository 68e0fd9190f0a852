import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { siteScope } from '../../domain/scope.ts'
import { type Chore, type ChoreParts, HOUR, startChore } from '../chore.ts'
import { inTurn, only } from '../intake/rows.ts'
import type { View } from '../store/store.ts'
import { isZone } from '../wall.ts'
import { openingsOf } from './expand.ts'

interface Opened {
  readonly resource: Row<'resource'>
  readonly openings: Row<'resource'>['openings']
}

/** The moments alone: the database gives fields back in an order of its own, and what is the same must not be written again. */
const spans = (openings: Opened['openings']): string => openings.map(({ from, to }) => `${from}-${to}`).join()

async function changed(view: View, { log, now }: Pick<ChoreParts, 'log' | 'now'>): Promise<readonly Opened[]> {
  const sites = only(await view.scope('ref'), 'site').filter(({ zone }) => {
    const known = isZone(zone)
    if (!known) log.error('openings.unkept', { code: 'zone' })
    return known
  })
  const found = await inTurn(sites, async ({ id, zone }) =>
    only(await view.scope(siteScope(id)), 'resource').map((resource) => ({
      resource,
      openings: [...openingsOf(resource.hours, zone, now())],
    })),
  )
  return found.flat().filter(({ resource, openings }) => spans(resource.openings) !== spans(openings))
}

/**
 * Starts to work out when resources are open, since domain and desks know moments only: each hour, for a new day begins at
 * another hour in each zone, and when a resource changes. Hubs that do so at once do the same.
 */
export function keepOpen({ store, act, onMoved, log, now, every = HOUR }: ChoreParts): Chore {
  const work = async (): Promise<void> => {
    for (const { resource, openings } of await store.read((view) => changed(view, { log, now })))
      await act({
        id: uuidv7(now(), randomBytes(10)),
        name: 'resource.open',
        args: { resource: resource.id, openings },
        actor: { kind: 'system', name: 'openings' },
      })
  }
  return startChore({ work, every, log, failed: 'openings.unkept', when: { onMoved, kinds: new Set(['resource', 'site']) } })
}
