import { unmet } from '../../case-header.ts'
import type { AgentId, CaseId, PartyId, QueueId, SiteId } from '../../id.ts'
import type { Row } from '../../kind.ts'
import type { CaseKind } from '../../noun/case.ts'
import type { Channel } from '../../value.ts'
import { REPLY_MS } from '../targets.ts'

type Header = Row<'case'>

/** What of the floor somebody looks at; null is all of it. */
export interface Look {
  readonly site: SiteId | null
  readonly kind: CaseKind | null
  readonly queue: QueueId | null
}

/**
 * The rows a floor is made of. `cases`: the open ones, and of the others those opened within a service level's window.
 * `agents`: who works at these sites; `presence`: their rows, by agent.
 */
export interface FloorRows {
  readonly cases: readonly Header[]
  readonly commitments: readonly Row<'commitment'>[]
  readonly presence: ReadonlyMap<string, Row<'presence'>>
  readonly agents: readonly Row<'agent'>[]
  readonly sites: readonly Row<'site'>[]
}

/** The part of the rows that is looked at. A promise without a case has no kind and no queue: asked for one, it is left out. */
export function looked(rows: FloorRows, { site, kind, queue }: Look): FloorRows {
  if (site === null && kind === null && queue === null) return rows
  const here = (id: SiteId): boolean => site === null || id === site
  const cases = rows.cases.filter(
    (row) => here(row.site) && (kind === null || row.kind === kind) && (queue === null || row.queue === queue),
  )
  const ids = new Set<string>(cases.map(({ id }) => id))
  const whole = kind === null && queue === null
  const commitments = rows.commitments.filter((row) => here(row.site) && (whole || (row.case !== null && ids.has(row.case))))
  return {
    cases,
    commitments,
    presence: rows.presence,
    agents: rows.agents.filter(({ grants }) => grants.some((grant) => here(grant.site))),
    sites: rows.sites.filter(({ id }) => here(id)),
  }
}

/** A case as every list of the floor names it: enough to say whose it is, to open it and to assign it. */
export interface NamedCase {
  readonly case: CaseId
  readonly party: PartyId
  readonly fence: number
  readonly site: SiteId
  readonly queue: QueueId
  readonly kind: CaseKind
  readonly channel: Channel
  readonly customerName: string | null
  readonly subject: string
  readonly owner: AgentId | null
  readonly ownerName: string | null
}

export type AgentNames = ReadonlyMap<string, string>

export const agentNames = (agents: readonly Row<'agent'>[]): AgentNames => new Map(agents.map(({ id, name }) => [id, name]))

export function named(row: Header, names: AgentNames): NamedCase {
  const { id, party, fence, site, queue, kind, channel, customerName, subject, owner } = row
  const ownerName = owner === null ? null : (names.get(owner) ?? null)
  return { case: id, party, fence, site, queue, kind, channel, customerName, subject, owner, ownerName }
}

export const isOpen = ({ state }: Header): boolean => state === 'open'

/** Since when the customer of an open case waits for an answer; null while nobody waits. */
export const waitsSince = (row: Header): number | null => (isOpen(row) ? row.waitingSince : null)

/** Whether somebody has waited for an answer longer than the house aims for. */
export function isLate(row: Header, now: number): boolean {
  const since = waitsSince(row)
  return since !== null && now - since > REPLY_MS[row.channel]
}

/** By when a person must be on a safety flag that nobody has met; null where none stands. */
export const safetyDue = (row: Header): number | null => (isOpen(row) && unmet(row) ? (row.safety?.dueAt ?? null) : null)

/** Orders by a moment, the earliest first; at the same moment by id, so that rows do not change places. */
export const byMoment = (a: readonly [number, string], b: readonly [number, string]): number => a[0] - b[0] || (a[1] < b[1] ? -1 : 1)
