import type { Row } from '../../kind.ts'
import { CHAT_SERVICE, type Service, WRITTEN_SERVICE } from '../targets.ts'
import { type FloorRows, isOpen, waitsSince } from './look.ts'
import type { Risks } from './needs.ts'

/** Each names its definition: `docs/floor.md` and the screen say the same words for it. */
export type FigureId = 'waiting' | 'longest-wait' | 'service-chat' | 'service-written' | 'complaints-at-risk' | 'promises-broken'

/** `value`: a count, milliseconds or a share from 0 to 1; null where there is nothing to tell it of. `n`: of how many. */
export interface Figure {
  readonly id: FigureId
  readonly value: number | null
  readonly n: number
}

/**
 * How a case counts towards a service level: true where a person answered in time, false where not, null where it does not
 * count. One that nobody answered counts as missed from the moment its time is over, not when somebody answers at last.
 */
function answeredInTime(row: Row<'case'>, service: Service, now: number): boolean | null {
  const late = now - row.openedAt > service.withinMs
  if (row.answeredAt !== null) return row.answeredAt - row.openedAt <= service.withinMs
  // Nobody waits and nobody answered: closed without an answer, begun by us, or from before first answers were written down.
  return waitsSince(row) !== null && late ? false : null
}

/** The share of the new cases that a person answered in time. */
export function serviceLevel(cases: readonly Row<'case'>[], service: Service, now: number): Omit<Figure, 'id'> {
  const met = cases
    .filter((row) => service.channels.has(row.channel) && now - row.openedAt <= service.windowMs)
    .flatMap((row) => answeredInTime(row, service, now) ?? [])
  const n = met.length
  return { value: n === 0 ? null : met.filter(Boolean).length / n, n }
}

/** The figures of the floor, in the order in which they are shown. */
export function figures(rows: FloorRows, risks: Risks, now: number): readonly Figure[] {
  const open = rows.cases.filter(isOpen)
  const waits = open.flatMap((row) => waitsSince(row) ?? [])
  const complaints = open.filter(({ kind }) => kind === 'complaint')
  const promises = rows.commitments.filter(({ state }) => state === 'open')
  return [
    { id: 'waiting', value: waits.length, n: open.length },
    { id: 'longest-wait', value: waits.length === 0 ? null : Math.max(0, now - Math.min(...waits)), n: waits.length },
    { id: 'service-chat', ...serviceLevel(rows.cases, CHAT_SERVICE, now) },
    { id: 'service-written', ...serviceLevel(rows.cases, WRITTEN_SERVICE, now) },
    { id: 'complaints-at-risk', value: complaints.filter(({ id }) => risks.has(id)).length, n: complaints.length },
    { id: 'promises-broken', value: promises.filter(({ dueAt }) => now > dueAt).length, n: promises.length },
  ]
}
