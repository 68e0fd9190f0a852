import type { AgentId, CaseId, CommitmentId, PartyId, SiteId } from '../../id.ts'
import type { Row } from '../../kind.ts'
import { assertNever } from '../../never.ts'
import { type ShownPresence, shownPresence } from '../presence.ts'
import { REPLY_MS } from '../targets.ts'
import {
  type AgentNames,
  agentNames,
  byMoment,
  type FloorRows,
  isLate,
  isOpen,
  type NamedCase,
  named,
  safetyDue,
  waitsSince,
} from './look.ts'

/** From here on a promise that is not kept is the supervisor's business too. */
export const DUE_MS = 60 * 60_000

/** Why somebody is at risk. `at` orders: when it falls due, or since when it has been so. */
export type Reason =
  | { readonly why: 'safety'; readonly at: number; readonly words: string }
  | { readonly why: 'raised'; readonly at: number; readonly byName: string; readonly reason: string }
  | { readonly why: 'promise-broken' | 'promise-due'; readonly at: number; readonly text: string; readonly ownerName: string }
  | { readonly why: 'unanswered'; readonly at: number; readonly aimMs: number }

/** A case that somebody who is not here holds. */
export type Held = Pick<NamedCase, 'case' | 'party' | 'customerName' | 'fence' | 'site'> & { readonly waitingSince: number | null }

export interface CaseNeed extends NamedCase {
  readonly of: 'case'
  /** The most pressing first. */
  readonly reasons: readonly [Reason, ...Reason[]]
}

/** A promise that no open case stands behind. */
export interface PromiseNeed {
  readonly of: 'promise'
  readonly commitment: CommitmentId
  readonly party: PartyId
  /** Where to read on: the case it was made in, else a recent one of the same customer. */
  readonly case: CaseId | null
  readonly site: SiteId
  readonly customerName: string | null
  readonly reasons: readonly [Reason, ...Reason[]]
}

/** Somebody of ours who is not here and holds open work. */
export interface AgentNeed {
  readonly of: 'agent'
  readonly agent: AgentId
  readonly name: string
  readonly presence: ShownPresence
  /** Those whose customer waits first. */
  readonly holds: readonly Held[]
}

export type Need = CaseNeed | PromiseNeed | AgentNeed

const pressing: Readonly<Record<Reason['why'], number>> = { safety: 0, raised: 1, 'promise-broken': 3, unanswered: 4, 'promise-due': 5 }

const byPressing = (a: Reason, b: Reason): number => pressing[a.why] - pressing[b.why] || a.at - b.at

/** Why a promise needs somebody; null while there is time. */
function ofPromise(promise: Row<'commitment'>, now: number): Reason | null {
  const { dueAt: at, text, ownerName } = promise
  if (promise.state !== 'open') return null
  if (now > at) return { why: 'promise-broken', at, text, ownerName }
  return at - now <= DUE_MS ? { why: 'promise-due', at, text, ownerName } : null
}

function ofCase(row: Row<'case'>, now: number): Reason[] {
  const [due, since] = [safetyDue(row), waitsSince(row)]
  const reasons: Reason[] = []
  if (due !== null) reasons.push({ why: 'safety', at: due, words: row.safety?.words ?? '' })
  if (row.raised) reasons.push({ why: 'raised', at: row.raised.at, byName: row.raised.byName, reason: row.raised.reason })
  if (since !== null && isLate(row, now)) reasons.push({ why: 'unanswered', at: since, aimMs: REPLY_MS[row.channel] })
  return reasons
}

/** Why each open case that needs somebody does, the most pressing first, by its id. */
export type Risks = ReadonlyMap<string, readonly [Reason, ...Reason[]]>

/** Reckons the risks of a floor's open cases; those without one are not in it. */
export function casesAtRisk({ cases, commitments }: FloorRows, now: number): Risks {
  const promises = Map.groupBy(commitments, (row) => row.case)
  const risks = new Map<string, readonly [Reason, ...Reason[]]>()
  for (const row of cases) {
    if (!isOpen(row)) continue
    const reasons = ofCase(row, now)
    for (const promise of promises.get(row.id) ?? []) {
      const reason = ofPromise(promise, now)
      if (reason) reasons.push(reason)
    }
    const [first, ...rest] = reasons.length > 1 ? reasons.sort(byPressing) : reasons
    if (first) risks.set(row.id, [first, ...rest])
  }
  return risks
}

function promisesAlone({ cases, commitments }: FloorRows, now: number): readonly PromiseNeed[] {
  const open = new Set<string | null>(cases.filter(isOpen).map(({ id }) => id))
  const recent = new Map(cases.map((row) => [row.party, row]))
  return commitments.flatMap((promise): PromiseNeed[] => {
    const reason = open.has(promise.case) ? null : ofPromise(promise, now)
    if (!reason) return []
    const { id: commitment, party, site } = promise
    const known = recent.get(party)
    const at = promise.case ?? known?.id ?? null
    return [{ of: 'promise', commitment, party, case: at, site, customerName: known?.customerName ?? null, reasons: [reason] }]
  })
}

/** Whether somebody is not here, and did not say that they work on without a line. */
export const isAway = ({ shown }: ShownPresence): boolean => shown === 'vanished' || shown === 'offline'

function agentsAway({ cases, presence }: FloorRows, names: AgentNames, now: number): readonly AgentNeed[] {
  const held = Map.groupBy(cases.filter(isOpen), (row) => row.owner)
  return [...held].flatMap(([agent, rows]): AgentNeed[] => {
    const shown = agent === null ? null : shownPresence(presence.get(agent), now)
    if (agent === null || !shown || !isAway(shown)) return []
    const holds = rows
      .map(({ id, party, customerName, fence, site, waitingSince }) => ({ case: id, party, customerName, fence, site, waitingSince }))
      .sort((a, b) => byMoment([a.waitingSince ?? now, a.case], [b.waitingSince ?? now, b.case]))
    return [{ of: 'agent', agent, name: names.get(agent) ?? '', presence: shown, holds }]
  })
}

/** How pressing a need is, and from when: the lower, the sooner. Who left nobody waiting comes last. */
function place(need: Need): readonly [number, number, string] {
  switch (need.of) {
    case 'case':
      return [pressing[need.reasons[0].why], need.reasons[0].at, need.case]
    case 'promise':
      return [pressing[need.reasons[0].why], need.reasons[0].at, need.commitment]
    case 'agent': {
      const waits = need.holds[0]?.waitingSince ?? null
      return [waits === null ? 6 : 2, waits ?? need.presence.since ?? 0, need.agent]
    }
    default:
      return assertNever(need)
  }
}

/** Who is at risk, the most pressing first, with every reason. `risks`: those of its cases, as they were reckoned once for all. */
export function needsYou(rows: FloorRows, risks: Risks, now: number): readonly Need[] {
  const names = agentNames(rows.agents)
  const cases = rows.cases.flatMap((row): CaseNeed[] => {
    const reasons = risks.get(row.id)
    return reasons ? [{ of: 'case', ...named(row, names), reasons }] : []
  })
  return [...cases, ...promisesAlone(rows, now), ...agentsAway(rows, names, now)]
    .map((need) => ({ need, at: place(need) }))
    .sort(({ at: a }, { at: b }) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1))
    .map(({ need }) => need)
}
