import type { Row } from '../kind.ts'
import { handoverBooked } from '../touchpoints/handover-booked.ts'
import { dataOf, type Stage } from '../touchpoints/kind.ts'
import { touchpointKinds } from '../touchpoints/table.ts'
import { addMonths, DAY_MS } from './calendar.ts'
import type { CustomerRows } from './customer-rows.ts'
import { type Friction, frictionOf } from './friction.ts'
import { type Course, contractEnd, entries, RENEWAL_MONTHS, type Reached, settledAt, stageOf } from './stage.ts'

/** The six steps a ribbon shows; the nine stages fold into them. */
export type Step = 'explore' | 'choose' | 'buy' | 'handover' | 'own' | 'return'

const stepOf: Readonly<Record<Stage, Step>> = {
  discover: 'explore',
  configure: 'explore',
  evaluate: 'choose',
  order: 'buy',
  await: 'buy',
  handover: 'handover',
  own: 'own',
  renew: 'return',
  lapsed: 'return',
}

/** The steps in their order. */
export const steps: readonly Step[] = ['explore', 'choose', 'buy', 'handover', 'own', 'return']

/** One step of a ribbon. `at` is when it was reached, or for one ahead when it is expected; null where nobody knows. */
export interface RibbonStep {
  readonly step: Step
  readonly state: 'done' | 'now' | 'ahead'
  readonly at: number | null
  readonly friction: readonly Friction[]
}

/**
 * The journey of one car or one purchase in the making, at a glance. An `interest` is looking around before anybody made
 * an opportunity of it; its id is the party's who looked, its title the model looked at last.
 */
export interface Ribbon {
  readonly of: { readonly kind: 'vehicle' | 'opportunity' | 'interest'; readonly id: string }
  readonly title: string
  readonly plate: string | null
  readonly stage: Stage
  readonly since: number
  readonly steps: readonly RibbonStep[]
}

interface Purchase {
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly since: number
  readonly now: number
}

interface Drawn {
  readonly course: Course
  readonly reached: Reached
  readonly friction: readonly Friction[]
}

/** Looking around that led to nothing is forgotten after this. */
const FRESH_MS = 90 * DAY_MS

const shopping = (kind: string): boolean => {
  const stage = touchpointKinds.get(kind)?.stage ?? null
  return stage === 'discover' || stage === 'configure' || stage === 'evaluate'
}

function dates({ course, reached }: Drawn, now: number): ReadonlyMap<Step, number> {
  const known = new Map<Step, number>([[stepOf[reached.stage], reached.at]])
  const shown = entries(course, now)
  const settled = settledAt(shown, course)
  if (settled !== null) known.set('own', settled)
  const ends = contractEnd(course)
  if (ends !== null && !known.has('return')) known.set('return', addMonths(ends, -RENEWAL_MONTHS))
  const booked = course.touchpoints.flatMap((row) => dataOf(handoverBooked, row)?.startsAt ?? []).at(-1)
  if (booked !== undefined) known.set('handover', booked)
  for (const { stage, at } of shown.toReversed()) if (stepOf[stage] !== 'own') known.set(stepOf[stage], at)
  return known
}

function draw(drawn: Drawn, now: number): readonly RibbonStep[] {
  const at = dates(drawn, now)
  const current = steps.indexOf(stepOf[drawn.reached.stage])
  const fell = (mark: Friction): Step =>
    steps.findLast((step, place) => place <= current && (at.get(step) ?? Number.POSITIVE_INFINITY) <= mark.at) ?? 'explore'
  return steps.map((step, place) => {
    const day = at.get(step) ?? null
    return {
      step,
      state: place < current ? 'done' : place === current ? 'now' : 'ahead',
      at: place > current && day !== null && day <= now ? null : day,
      friction: drawn.friction.filter((mark) => fell(mark) === step),
    }
  })
}

function ofVehicle(vehicle: Row<'vehicle'>, rows: CustomerRows, now: number): Ribbon | null {
  const owner = vehicle.owners.find((own) => own.to === null && rows.parties.some((party) => party.id === own.party))
  if (!owner) return null
  const direct = rows.touchpoints.filter((row) => row.vehicle === vehicle.id)
  const bought = new Set(direct.flatMap((row) => row.opportunity ?? []))
  const touchpoints = rows.touchpoints.filter(
    (row) => row.vehicle === vehicle.id || (row.opportunity !== null && bought.has(row.opportunity)),
  )
  const course = { touchpoints, ownedSince: owner.from, contractEndsAt: vehicle.contractEndsAt }
  const reached = stageOf(course, now)
  if (!reached) return null
  const drawn = { course, reached, friction: frictionOf(vehicle.id, rows, now) }
  return {
    of: { kind: 'vehicle', id: vehicle.id },
    title: vehicle.model,
    plate: vehicle.plate,
    stage: reached.stage,
    since: reached.at,
    steps: draw(drawn, now),
  }
}

function ofPurchase(of: Ribbon['of'], title: string, { touchpoints, since, now }: Purchase): Ribbon {
  const course = { touchpoints, ownedSince: null, contractEndsAt: null }
  const reached = stageOf(course, now) ?? { stage: 'discover', at: since }
  return { of, title, plate: null, stage: reached.stage, since: reached.at, steps: draw({ course, reached, friction: [] }, now) }
}

function ofInterest({ touchpoints: all }: CustomerRows, now: number): Ribbon | null {
  const touchpoints = all
    .filter((row) => row.vehicle === null && row.opportunity === null && shopping(row.kind))
    .filter((row) => row.at <= now && row.at > now - FRESH_MS)
  const last = touchpoints.filter((row) => typeof row.data.model === 'string').sort((a, b) => b.at - a.at)[0]
  return last ? ofPurchase({ kind: 'interest', id: last.party }, String(last.data.model), { touchpoints, since: last.at, now }) : null
}

/** One ribbon for each car they have and each purchase still open, else for what they look at; whatever moved last comes first. */
export function ribbons(rows: CustomerRows, now: number): readonly Ribbon[] {
  const cars = rows.vehicles.flatMap((vehicle) => ofVehicle(vehicle, rows, now) ?? [])
  const open = rows.opportunities
    .filter((row) => row.state === 'open')
    .map(({ id, title, openedAt: since }) => {
      const touchpoints = rows.touchpoints.filter((row) => row.opportunity === id)
      return ofPurchase({ kind: 'opportunity', id }, title, { touchpoints, since, now })
    })
  const interest = open.length === 0 ? ofInterest(rows, now) : null
  return [...cars, ...open, ...(interest ? [interest] : [])].sort((a, b) => b.since - a.since)
}
