import type { AgentId } from '../../id.ts'
import type { Row } from '../../kind.ts'
import type { Lent, Raised } from '../../noun/case.ts'
import { type ShownPresence, shownPresence } from '../presence.ts'
import { agentNames, byMoment, type FloorRows, isLate, isOpen, type NamedCase, named, safetyDue, waitsSince } from './look.ts'

/** A case is live for so long after the last word in it. */
export const LIVE_MS = 15 * 60_000

type Word = NonNullable<Row<'case'>['lastWord']>

/** Somebody of ours and a customer at it, now. `since`: when the case was opened. */
export interface Session extends NamedCase {
  readonly owner: AgentId
  readonly presence: ShownPresence
  readonly since: number
  readonly lastWord: Word | null
  readonly waitingSince: number | null
  readonly late: boolean
  readonly safetyDueAt: number | null
  readonly raised: Raised | null
  readonly lent: Lent | null
}

/** The last word of a case. Where it was not written down yet, what the customer waits with is all that is known. */
function lastWord(row: Row<'case'>): Word | null {
  if (row.lastWord) return row.lastWord
  return row.waitingSince !== null && row.heard ? { by: 'customer', at: row.heard.at } : null
}

const isLive = (row: Row<'case'>, now: number): boolean => waitsSince(row) !== null || now - (lastWord(row)?.at ?? -Infinity) <= LIVE_MS

/** Every live session: whose customer waits first, the longest first; then by the last word, the newest first. */
export function sessions({ cases, agents, presence }: FloorRows, now: number): readonly Session[] {
  const names = agentNames(agents)
  // Beyond now, so that nobody who waits stands below a word however new it is.
  const place = (row: Row<'case'>): readonly [number, string] => [waitsSince(row) ?? now * 2 - (lastWord(row)?.at ?? 0), row.id]
  return cases
    .flatMap((row) => (isOpen(row) && row.owner !== null && isLive(row, now) ? [{ row, owner: row.owner, at: place(row) }] : []))
    .sort((a, b) => byMoment(a.at, b.at))
    .map(({ row, owner }) => ({
      ...named(row, names),
      owner,
      presence: shownPresence(presence.get(owner), now),
      since: row.openedAt,
      lastWord: lastWord(row),
      waitingSince: waitsSince(row),
      late: isLate(row, now),
      safetyDueAt: safetyDue(row),
      raised: row.raised,
      lent: row.lent,
    }))
}
