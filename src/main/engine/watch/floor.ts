import { mayAt } from '../../../domain/actor.ts'
import type { Floor, Top } from '../../../domain/contract/floor.ts'
import type { SiteId } from '../../../domain/id.ts'
import { figures } from '../../../domain/rules/floor/figures.ts'
import { type Look, looked } from '../../../domain/rules/floor/look.ts'
import { casesAtRisk, type Need, needsYou } from '../../../domain/rules/floor/needs.ts'
import { sessions } from '../../../domain/rules/floor/sessions.ts'
import { siteStandings } from '../../../domain/rules/floor/sites.ts'
import { waiting } from '../../../domain/rules/floor/waiting.ts'
import type { Replica } from '../replica.ts'
import type { Shown } from './shown.ts'
import type { Circumstances } from './sync.ts'

/** More rows than this of a list nobody reads, and each goes to the screen whenever any has moved: the rest is told as a number. */
const MOST = 100

const top = <T>(all: readonly T[]): Top<T> => ({ total: all.length, rows: all.slice(0, MOST) })

/** The sites whose floor this agent may see. */
export function overseen(replica: Replica): readonly SiteId[] {
  const actor = replica.actor()
  const sites = actor.kind === 'agent' ? actor.grants.map(({ site }) => site) : []
  return [...new Set(sites)].filter((site) => mayAt(actor, site, 'supervisor'))
}

/** The hub's time, as far as it is known here. */
export const hubNow = ({ time, now }: Pick<Circumstances, 'time' | 'now'>): number => time.least() ?? now()

/** Who stands behind a promise whose cases are not on the floor. */
const named = (replica: Replica, need: Need): Need =>
  need.of === 'promise' && need.customerName === null
    ? { ...need, customerName: replica.pending.view.get('party', need.party)?.name ?? null }
    : need

/** What is on the floor of these sites now. */
export function readFloor({ replica, floors, around }: Pick<Shown, 'replica' | 'floors' | 'around'>, look: Look): Floor {
  const at = hubNow(around)
  const rows = looked(floors.of(overseen(replica), at), look)
  const risks = casesAtRisk(rows, at)
  const needs = top(needsYou(rows, risks, at))
  return {
    figures: figures(rows, risks, at),
    needs: { ...needs, rows: needs.rows.map((need) => named(replica, need)) },
    waiting: top(waiting(rows, at)),
    sessions: top(sessions(rows, at)),
    sites: siteStandings(rows, at),
    at,
    elapsed: around.elapsed(),
    seenAt: around.signAt(),
    filling: replica.epoch === null || !replica.whole,
  }
}
