import type { Row } from '../kind.ts'
import { dataOf } from '../touchpoints/kind.ts'
import { workshopVisit } from '../touchpoints/workshop-visit.ts'
import { addMonths } from './calendar.ts'
import { broken } from './promise.ts'

/** Where a journey hurt: a complaint, a promise broken, the same repair again within a year. `row` opens its source. */
export interface Friction {
  readonly kind: 'complaint' | 'promise-broken' | 'repeat-repair'
  readonly at: number
  readonly row: string
}

interface Rows {
  readonly cases: readonly Row<'case'>[]
  readonly commitments: readonly Row<'commitment'>[]
  readonly touchpoints: readonly Row<'touchpoint'>[]
}

function repeats(touchpoints: readonly Row<'touchpoint'>[]): readonly Friction[] {
  const visits = touchpoints.flatMap((row) => {
    const visit = dataOf(workshopVisit, row)
    return visit ? [{ id: row.id, at: row.at, topic: visit.topic }] : []
  })
  return visits
    .filter(({ at, topic }) => visits.some((other) => other.topic === topic && other.at < at && other.at >= addMonths(at, -12)))
    .map(({ id, at }) => ({ kind: 'repeat-repair', at, row: id }))
}

/** The friction on one car's journey, oldest first. */
export function frictionOf(vehicle: string, { cases, commitments, touchpoints }: Rows, now: number): readonly Friction[] {
  const about = cases.filter((row) => row.vehicle?.id === vehicle)
  const complaints = about
    .filter((row) => row.kind === 'complaint')
    .map((row): Friction => ({ kind: 'complaint', at: row.openedAt, row: row.id }))
  const promises = commitments
    .filter((row) => row.vehicle === vehicle || about.some((header) => header.id === row.case))
    .filter((row) => broken(row, now))
    .map((row): Friction => ({ kind: 'promise-broken', at: row.dueAt, row: row.id }))
  const again = repeats(touchpoints.filter((row) => row.vehicle === vehicle))
  return [...complaints, ...promises, ...again].filter((mark) => mark.at <= now).sort((a, b) => a.at - b.at)
}
