import { agentNames, byMoment, type FloorRows, isLate, type NamedCase, named, safetyDue, waitsSince } from './look.ts'

/** Somebody who waits for an answer. `late`: longer than the house aims for. */
export interface Waiting extends NamedCase {
  readonly since: number
  readonly late: boolean
  readonly safetyDueAt: number | null
}

/** Everybody who waits, whoever waits longest first. */
export function waiting({ cases, agents }: FloorRows, now: number): readonly Waiting[] {
  const names = agentNames(agents)
  return cases
    .flatMap((row) => {
      const since = waitsSince(row)
      return since === null ? [] : [{ row, since }]
    })
    .sort((a, b) => byMoment([a.since, a.row.id], [b.since, b.row.id]))
    .map(({ row, since }) => ({ ...named(row, names), since, late: isLate(row, now), safetyDueAt: safetyDue(row) }))
}
