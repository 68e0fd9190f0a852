import { OpportunityId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { type Car, reading } from '../car.ts'
import { agents } from '../group.ts'
import type { Pen } from '../pen.ts'
import { DAY, HOUR, MINUTE, openingTime } from '../wall-clock.ts'
import { delays, surveyWords } from '../words/buying.ts'
import type { Purchase } from './buying.ts'
import { asked } from './meeting.ts'

const on = ({ vehicle, opportunity }: Purchase) => ({ vehicle, opportunity })

/** Signs the order: the deposit follows, sometimes a later day of delivery. Answers when it was signed. */
export function orders(pen: Pen, day: number, { purchase, handover }: { purchase: Purchase; handover: number }): number {
  const { person, dice } = pen
  const signed = openingTime(day, person.zone, dice)
  const model = purchase.model.name
  const cost = purchase.price
  const late = handover - signed > 40 * DAY && dice.chance(0.4)
  const expectedAt = late ? handover - dice.between(10, 30) * DAY : handover
  asked(pen, signed - 20 * MINUTE)
  pen.touch(signed, { kind: 'order_placed', data: { model, price: cost, expectedAt }, ...on(purchase) })
  const amount = { minor: Math.round(cost.minor / 1_000_000) * 100_000, currency: cost.currency }
  pen.touch(signed + 2 * DAY + HOUR, { kind: 'deposit_paid', data: { amount }, ...on(purchase) })
  if (late) {
    const told = openingTime(signed + Math.round((expectedAt - signed) * 0.6), person.zone, dice)
    pen.touch(told, { kind: 'eta_changed', data: { from: expectedAt, to: handover, reason: dice.pick(delays) }, ...on(purchase) })
  }
  const booked = openingTime(handover - 7 * DAY, person.zone, dice)
  if (booked > signed) pen.touch(booked, { kind: 'handover_booked', data: { model, startsAt: handover }, ...on(purchase) })
  return signed
}

const sellers = { hamburg: agents.enno.name, leeds: agents.imogen.name }

/** The keys change hands. */
export function collects(pen: Pen, car: Car): void {
  const { person, dice } = pen
  const data = { model: car.model.name, by: sellers[person.home], odometerKm: reading(car, car.from + 30 * MINUTE) }
  pen.touch(car.from + 30 * MINUTE, { kind: 'handover_done', data, vehicle: car.id })
  if (dice.chance(0.45)) {
    const [score, words] = dice.pick(surveyWords)
    const at = car.from + 8 * DAY + dice.between(0, 300) * MINUTE
    pen.touch(at, {
      kind: 'survey_answered',
      data: { survey: 'nps', score, best: 10, words },
      vehicle: car.id,
      source: 'nordhaus.example/surveys',
    })
  }
}

/** A purchase that is none yet: the row its ribbon stands for. */
export function wish(pen: Pen, at: number, { title, state }: Pick<Row<'opportunity'>, 'title' | 'state'>): string {
  const { party, site } = pen.person
  const id = OpportunityId.parse(pen.id())
  pen.put(at, { kind: 'opportunity', row: { id, party, site, title, state, openedAt: at } })
  return id
}
