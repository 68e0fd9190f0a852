import type { Dice } from '../dice.ts'
import { colours, type Model } from '../models.ts'
import type { Pen } from '../pen.ts'
import { DAY, eveningTime, HOUR, MINUTE, openingTime } from '../wall-clock.ts'
import { driveRemarks, leadFrom, leadWishes, leftAt, pages, visitReasons } from '../words/buying.ts'
import { allowed, known, seen } from './meeting.ts'

/** What a purchase is about: a car once it is one, an opportunity until then. */
export interface Purchase {
  readonly model: Model
  /** What it costs with this buyer's trim and extras, in minor units: the same from the configurator to the order. */
  readonly price: { readonly minor: number; readonly currency: string }
  readonly vehicle: string | null
  readonly opportunity: string | null
}

type Step = (pen: Pen, at: number, purchase: Purchase) => void

const currency = ({ person }: Pen) => (person.home === 'leeds' ? 'GBP' : 'EUR')

/** A price as a buyer puts a car together. */
export function priced(pen: Pen, model: Model): { minor: number; currency: string } {
  const base = pen.person.home === 'leeds' ? model.gbp : model.eur
  return { minor: base * 100 + pen.dice.between(0, 38) * 15_000, currency: currency(pen) }
}

const built = (model: Model, dice: Dice): string => `${dice.pick(model.trims)}, ${dice.pick(colours)}`

const on = ({ vehicle, opportunity }: Purchase) => ({ vehicle, opportunity })

/** Looks round the website, with consent; sometimes before anybody knows who it is. */
const looks: Step = (pen, at, purchase) => {
  const { person, dice } = pen
  const party = person.visitor ?? person.party
  const start = eveningTime(at, person.zone, dice)
  const source = 'nordhaus.example/web'
  seen(pen, start, party)
  allowed(pen, start, { purpose: 'journey', state: 'given', source: 'Asked on the website', party })
  for (const [place, page] of dice.shuffled(pages).slice(0, dice.between(1, 3)).entries()) {
    const data = { page: page.replace('{model}', purchase.model.name), model: page.includes('{model}') ? purchase.model.name : null }
    pen.touch(start + (2 + place * 4) * MINUTE, { kind: 'web_visit', data, party, source, ...on(purchase) })
  }
  const model = purchase.model.name
  if (dice.chance(0.3)) {
    pen.touch(start + 16 * MINUTE, { kind: 'config_abandoned', data: { model, step: dice.pick(leftAt) }, party, source, ...on(purchase) })
  }
  if (dice.chance(0.72)) {
    const data = { model, summary: built(purchase.model, dice), price: purchase.price }
    pen.touch(start + 25 * MINUTE, { kind: 'config_saved', data, party, source, ...on(purchase) })
  }
}

/** Says who they are: by a form, at the door, or by asking for the brochure. */
const asks: Step = (pen, at, purchase) => {
  const { person, dice } = pen
  const model = purchase.model.name
  const way = dice.between(0, 2)
  const when = way === 1 ? openingTime(at, person.zone, dice) : eveningTime(at, person.zone, dice)
  if (person.visitor) {
    seen(pen, when - HOUR)
    known(pen, when + 3 * MINUTE, person.visitor)
  }
  known(pen, when)
  const data = [
    { kind: 'lead', data: { model, from: dice.pick(leadFrom), wish: dice.chance(0.7) ? dice.pick(leadWishes) : null } },
    { kind: 'walk_in', data: { reason: dice.pick(visitReasons).replace('{model}', model) } },
    { kind: 'brochure', data: { model, format: dice.chance(0.8) ? 'download' : 'post' } },
  ][way]
  if (data) pen.touch(when + MINUTE, { ...data, ...on(purchase) })
}

const books: Step = (pen, at, purchase) => {
  const { person, dice } = pen
  const day = openingTime(at + 3 * DAY, person.zone, dice)
  const booked = openingTime(at, person.zone, dice)
  const model = purchase.model.name
  pen.touch(booked, { kind: 'test_drive_booked', data: { model, startsAt: day }, ...on(purchase) })
  const remark = dice.chance(0.75) ? dice.pick(driveRemarks) : null
  pen.touch(day + 45 * MINUTE, { kind: 'test_drive_done', data: { model, remark }, ...on(purchase) })
}

const offered: Step = (pen, at, purchase) => {
  const when = openingTime(at, pen.person.zone, pen.dice)
  const data = { model: purchase.model.name, price: purchase.price, validUntil: when + 14 * DAY }
  pen.touch(when, { kind: 'quote_sent', data, ...on(purchase) })
}

/** How far into a purchase somebody came. */
export const steps = [looks, asks, books, offered] as const

/** The days from one step to the next: never under two, so that no closed Sunday can turn their order round. */
const gaps = [0, 3, 4, 7] as const

/** From the first look to as many steps as asked; answers the day of the last. */
export function shops(pen: Pen, first: number, { purchase, upTo }: { purchase: Purchase; upTo: number }): number {
  return steps.slice(0, upTo).reduce((at, step, place) => {
    const day = at + (place === 0 ? 0 : (gaps[place] ?? 5) + pen.dice.between(0, 4)) * DAY
    step(pen, day, purchase)
    return day
  }, first)
}
