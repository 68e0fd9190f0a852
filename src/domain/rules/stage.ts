import type { Row } from '../kind.ts'
import { contractEnding } from '../touchpoints/contract-ending.ts'
import { dataOf, type Stage } from '../touchpoints/kind.ts'
import { touchpointKinds } from '../touchpoints/table.ts'
import { addMonths, DAY_MS } from './calendar.ts'
import { isWork } from './work.ts'

/** The stages in the order of the journey. */
export const stages: readonly Stage[] = ['discover', 'configure', 'evaluate', 'order', 'await', 'handover', 'own', 'renew', 'lapsed']

/** After this long the handover is over and the car is simply owned. */
export const SETTLED_MS = 30 * DAY_MS
/** So long before its contract ends a car is in its renewal window. */
export const RENEWAL_MONTHS = 6
const LAPSED_MONTHS = 18

/** A stage and the moment it was entered. */
export interface Reached {
  readonly stage: Stage
  readonly at: number
}

/** What a stage is derived from: the touchpoints of one vehicle or one opportunity, and for a vehicle what is known of it. */
export interface Course {
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly ownedSince: number | null
  readonly contractEndsAt: number | null
}

const before = (stage: Stage, other: Stage): boolean => stages.indexOf(stage) < stages.indexOf(other)

/** The stages its touchpoints show, oldest first. A car that was handed over is not shopped for again: that is another course. */
export function entries({ touchpoints, ownedSince }: Course, now: number): readonly Reached[] {
  const shown = touchpoints
    .filter((row) => row.at <= now)
    .flatMap((row): Reached[] => {
      const stage = touchpointKinds.get(row.kind)?.stage ?? null
      return stage === null ? [] : [{ stage, at: row.at }]
    })
    .sort((a, b) => a.at - b.at || stages.indexOf(a.stage) - stages.indexOf(b.stage))
  const given = shown.find((entry) => entry.stage === 'handover')?.at ?? ownedSince
  return given === null ? shown : shown.filter((entry) => entry.at <= given || !before(entry.stage, 'handover'))
}

/** When the contract of a car ends: what the vehicle says, else what its touchpoints told. */
export const contractEnd = ({ contractEndsAt, touchpoints }: Course): number | null => {
  const told = touchpoints.flatMap((row) => dataOf(contractEnding, row)?.endsAt ?? [])
  return contractEndsAt ?? (told.length > 0 ? Math.max(...told) : null)
}

function owned(course: Course, since: number, now: number): Reached {
  const ends = contractEnd(course)
  const renewal = ends === null ? null : addMonths(ends, -RENEWAL_MONTHS)
  if (renewal !== null && renewal <= now) return { stage: 'renew', at: Math.max(renewal, since) }
  const seen = course.touchpoints.filter((row) => isWork(row) && row.at <= now).map((row) => row.at)
  const lapse = addMonths(Math.max(since, ...seen), LAPSED_MONTHS)
  return lapse <= now ? { stage: 'lapsed', at: lapse } : { stage: 'own', at: since }
}

/** When a car became simply owned: thirty days after its handover, or at the first thing only an owner's car is in for. */
export function settledAt(shown: readonly Reached[], { ownedSince }: Course): number | null {
  const handover = shown.findLast((entry) => entry.stage === 'handover')?.at ?? null
  const since = handover ?? ownedSince ?? 0
  const first = shown.find((entry) => entry.stage === 'own' && entry.at >= since)?.at ?? null
  const settled = handover === null ? ownedSince : handover + SETTLED_MS
  return first === null ? settled : Math.min(first, settled ?? first)
}

/** The stage a vehicle or an opportunity is in: what its latest entry shows, carried on by time alone. Null where nothing shows. */
export function stageOf(course: Course, now: number): Reached | null {
  const shown = entries(course, now)
  const latest = shown.at(-1) ?? null
  const since = settledAt(shown, course)
  const has = course.ownedSince !== null && course.ownedSince <= now
  const theirs = latest === null || latest.stage === 'own' || latest.stage === 'handover' || (has && before(latest.stage, 'handover'))
  if (theirs && since !== null && since <= now) return owned(course, since, now)
  return latest
}
