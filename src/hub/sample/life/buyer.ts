import type { Cast } from '../assign.ts'
import type { Pen } from '../pen.ts'
import { schedule, type Timed } from '../threads/schedule.ts'
import { DAY, HOUR, openingTime } from '../wall-clock.ts'
import { priced, shops } from './buying.ts'
import { orders, wish } from './ordering.ts'
import { modelFor, type Told } from './owner.ts'

type Writes = Told & { readonly lines: readonly Timed[] }

/** Somebody who is thinking about a car. */
export function shopper(pen: Pen, cast: Cast | null): Writes {
  const { dice, now } = pen
  const model = modelFor(pen, cast?.thread ?? null)
  const lines = cast ? schedule(pen, { ...cast, around: now - dice.between(12, 90) * DAY }) : []
  const first = cast ? (lines[0]?.at ?? now) - 34 * DAY : now - dice.between(10, 75) * DAY
  const upTo = cast ? 4 : dice.between(2, 4)
  const cooled = first < now - 60 * DAY && !cast
  const opportunity = wish(pen, first, { title: model.name, state: cooled ? 'lost' : 'open' })
  shops(pen, first, { purchase: { model, price: priced(pen, model), vehicle: null, opportunity }, upTo })
  return { model, car: null, lines }
}

/** Somebody who has ordered a car and waits for it. */
export function waiter(pen: Pen, cast: Cast | null): Writes {
  const { dice, now, person } = pen
  const model = modelFor(pen, cast?.thread ?? null)
  const lines = cast ? schedule(pen, { ...cast, around: now - dice.between(9, 35) * DAY }) : []
  const ordered = (lines[0]?.at ?? now) - (cast ? dice.between(48, 70) : dice.between(4, 90)) * DAY
  const first = ordered - 34 * DAY
  const opportunity = wish(pen, first, { title: model.name, state: 'open' })
  const purchase = { model, price: priced(pen, model), vehicle: null, opportunity }
  shops(pen, first, { purchase, upTo: 4 })
  const day = openingTime(now + dice.between(2, 55) * DAY, person.zone, dice)
  orders(pen, ordered, { purchase, handover: day - (day % HOUR) })
  return { model, car: null, lines }
}
