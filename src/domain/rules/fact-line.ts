import type { Row } from '../kind.ts'
import type { Remedy } from '../noun/case.ts'
import type { Recall } from '../noun/vehicle.ts'
import { dataOf } from '../touchpoints/kind.ts'
import { workshopVisit } from '../touchpoints/workshop-visit.ts'
import { addMonths } from './calendar.ts'
import { customerWords, sameCar } from './complaint-words.ts'
import { broken } from './promise.ts'
import { topicsOf } from './topic.ts'
import { workTopics } from './work.ts'

interface Rows {
  readonly case: Row<'case'>
  readonly messages: readonly Row<'message'>[]
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly commitments: readonly Row<'commitment'>[]
  readonly vehicle: Row<'vehicle'> | null
}

/** The facts a complaint is judged by, each with the rows it came from, so that each opens its source. */
export interface FactLine {
  readonly remedy: Remedy | null
  /** Workshop visits for the same thing in the last twelve months, oldest first. */
  readonly attempts: readonly Row<'touchpoint'>[]
  readonly daysOffRoad: number
  readonly promisesBroken: readonly Row<'commitment'>[]
  /** Campaigns that may affect the car and are not carried out, as far as we know. */
  readonly recalls: readonly Recall[]
}

function attemptsAt({ case: header, messages, touchpoints }: Rows, now: number): readonly Row<'touchpoint'>[] {
  const topics = topicsOf(customerWords(header, messages))
  const earliest = addMonths(now, -12)
  return touchpoints
    .filter((row) => row.kind === workshopVisit.kind && row.at >= earliest && row.at <= now && sameCar(header, row.vehicle))
    .filter((row) => [...workTopics(row)].some((topic) => topics.has(topic)))
    .sort((a, b) => a.at - b.at)
}

/** The fact line of a case at a moment. */
export function factLine(rows: Rows, now: number): FactLine {
  const { case: header, commitments, vehicle } = rows
  const attempts = attemptsAt(rows, now)
  return {
    remedy: header.remedy,
    attempts,
    daysOffRoad: attempts.reduce((days, row) => days + (dataOf(workshopVisit, row)?.days ?? 0), 0),
    promisesBroken: commitments
      .filter((row) => row.case === header.id || sameCar(header, row.vehicle))
      .filter((row) => broken(row, now))
      .sort((a, b) => a.dueAt - b.dueAt),
    recalls: vehicle ? vehicle.recalls.filter((recall) => recall.doneAt === null) : [],
  }
}
