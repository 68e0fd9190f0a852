import { OutreachId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Car } from '../car.ts'
import type { Pen } from '../pen.ts'
import { atTime, DAY, HOUR } from '../wall-clock.ts'
import { lastService } from './vehicle.ts'

export interface Plan {
  readonly title: string
  readonly purpose: Row<'outreach'>['purpose']
  /** How many days from now, at ten in the morning. */
  readonly inDays: number
  readonly car: Car | null
}

/** Something we mean to send unasked. */
export function plan(pen: Pen, { title, purpose, inDays, car }: Plan): void {
  const { person, now } = pen
  const decided = now - 30 * HOUR
  const plannedAt = atTime(now + inDays * DAY, 10 * 60, person.zone)
  const id = OutreachId.parse(pen.id())
  pen.put(decided, {
    kind: 'outreach',
    row: { id, party: person.party, vehicle: car?.id ?? null, title, purpose, plannedAt, state: 'planned', origin: 'sample' },
  })
}

const ideas = [
  { title: 'Winter wheels at last year’s price', purpose: 'sales' },
  { title: 'Roof box to hire for the holidays', purpose: 'sales' },
  { title: 'A first look at the new model', purpose: 'sales' },
  { title: 'Reminder of the yearly service', purpose: 'service' },
  { title: 'Test of the twelve-volt battery before the frost', purpose: 'service' },
] as const

/** What is planned for an owner, if anything. */
export function plans(pen: Pen, car: Car): void {
  const { dice } = pen
  const fitting = ideas.filter(({ purpose }) => purpose === 'sales' || pen.now - lastService(pen.log, car) > 250 * DAY)
  const some = dice.shuffled(fitting).slice(0, dice.pick([0, 0, 1, 1, 2]))
  for (const idea of some) plan(pen, { ...idea, inDays: dice.between(1, 14), car })
  const ends = car.contractEndsAt
  if (ends !== null && ends - pen.now < 170 * DAY)
    plan(pen, { title: `Renewal: your ${car.model.name}`, purpose: 'sales', inDays: dice.between(2, 12), car })
}
