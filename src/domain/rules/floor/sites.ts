import type { SiteId } from '../../id.ts'
import { type Shown, shownPresence } from '../presence.ts'
import { broken } from '../promise.ts'
import { type FloorRows, isOpen } from './look.ts'
import { isAway } from './needs.ts'

/** How a dealership or contact centre stands. */
export interface SiteStanding {
  readonly site: SiteId
  readonly name: string
  readonly complaints: number
  /** Open promises whose time has passed. */
  readonly broken: number
  /** How many of those who work there are shown as what; whoever works at several sites counts at each. */
  readonly agents: Readonly<Partial<Record<Shown, number>>>
  /** Open cases held by somebody who is not here. */
  readonly heldAway: number
}

function tally<T extends string>(all: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {}
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

/** Each site, by its name. */
export function siteStandings(rows: FloorRows, now: number): readonly SiteStanding[] {
  const shown = new Map(rows.agents.map(({ id }) => [id, shownPresence(rows.presence.get(id), now)]))
  const away = (owner: string): boolean => isAway(shownPresence(rows.presence.get(owner), now))
  const cases = Map.groupBy(rows.cases.filter(isOpen), ({ site }) => site)
  const promises = Map.groupBy(rows.commitments, ({ site }) => site)
  const working = rows.agents.filter(({ active }) => active)
  return rows.sites
    .map(({ id: site, name }) => ({
      site,
      name,
      complaints: (cases.get(site) ?? []).filter(({ kind }) => kind === 'complaint').length,
      broken: (promises.get(site) ?? []).filter((promise) => promise.state === 'open' && broken(promise, now)).length,
      agents: tally(
        working.filter(({ grants }) => grants.some((grant) => grant.site === site)).map(({ id }) => shown.get(id)?.shown ?? 'offline'),
      ),
      heldAway: (cases.get(site) ?? []).filter(({ owner }) => owner !== null && away(owner)).length,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
