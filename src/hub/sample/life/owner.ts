import type { Cast, Role } from '../assign.ts'
import type { Car } from '../car.ts'
import { car as makeCar } from '../car.ts'
import { type Model, models, popular } from '../models.ts'
import type { Pen } from '../pen.ts'
import { schedule, type Timed } from '../threads/schedule.ts'
import type { Thread } from '../threads/thread.ts'
import { DAY, openingTime } from '../wall-clock.ts'
import { priced, shops } from './buying.ts'
import { asked, known, seen } from './meeting.ts'
import { collects, orders, wish } from './ordering.ts'
import { owns, repaired, serviced } from './owning.ts'
import { plans } from './plans.ts'
import { recalls } from './recalls.ts'
import { acquired } from './vehicle.ts'

/** What somebody writes about and when; null for those who do not write. */
export interface Story {
  readonly cast: Cast
  readonly lines: readonly Timed[]
}

export interface Told {
  readonly model: Model
  readonly car: Car | null
}

const country = ({ person }: Pen) => (person.home === 'leeds' ? 'gb' : 'de')

export const modelFor = ({ dice }: Pen, thread: Thread | null): Model =>
  dice.pick(popular.filter(({ power }) => thread?.power === undefined || power === thread.power))

const startOf = (story: Story | null): number | null => story?.lines[0]?.at ?? null

/** The day of what a story is about, some days before it begins. */
function groundOf(pen: Pen, story: Story | null): number | null {
  const start = startOf(story)
  if (!story || start === null) return null
  const { before, work } = story.cast.thread
  if (before === 'nothing' || before === 'order' || before === 'shopping') return null
  return start - (pen.dice.between(3, 11) + (work?.days ?? 0)) * DAY
}

function since(pen: Pen, role: Role, { ground, story }: { ground: number | null; story: Story | null }): number {
  const { dice, now, person } = pen
  if (role === 'renewing') return openingTime(now - 1096 * DAY + dice.between(20, 150) * DAY, person.zone, dice)
  const wanted = now - (role === 'served' ? dice.between(160, 1500) : dice.between(45, 1400)) * DAY
  const start = startOf(story)
  if (story?.cast.thread.before === 'handover' && ground !== null) return openingTime(ground, person.zone, dice)
  const latest = (ground ?? start ?? now) - dice.between(60, 420) * DAY
  return openingTime(start === null ? wanted : Math.min(wanted, latest), person.zone, dice)
}

function bought(pen: Pen, car: Car): void {
  const ordered = car.from - pen.dice.between(24, 130) * DAY
  const purchase = { model: car.model, price: priced(pen, car.model), vehicle: car.id, opportunity: null }
  shops(pen, ordered - 34 * DAY, { purchase, upTo: 4 })
  orders(pen, ordered, { purchase, handover: car.from })
  collects(pen, car)
}

function taken(pen: Pen, car: Car): void {
  seen(pen, car.from)
  known(pen, car.from)
  asked(pen, car.from)
  if (pen.dice.chance(0.6)) serviced(pen, car.from + 4 * DAY, car)
}

/** What the story is about happens to the car. */
function grounds(pen: Pen, car: Car, { ground, thread }: { ground: number; thread: Thread }): void {
  if (thread.before === 'workshop' && thread.work) repaired(pen, ground, { car, work: thread.work })
  if (thread.before === 'service') serviced(pen, ground, car)
}

function second(pen: Pen, first: Car): void {
  const { dice, person } = pen
  const from = openingTime(first.from + dice.between(50, 200) * DAY, person.zone, dice)
  const car = makeCar(
    {
      model: dice.pick(popular.filter((model) => model !== first.model)),
      from,
      country: country(pen),
      age: dice.between(2, 6),
      months: null,
    },
    dice,
  )
  if (from > pen.now - 30 * DAY) return
  serviced(pen, from + 10 * DAY, car)
  owns(pen, car, { until: pen.now, taken: [from], servicedAt: from + 10 * DAY })
  acquired(pen, { car, recalls: recalls(pen, car), soldAt: null })
}

function looksAgain(pen: Pen): void {
  const { dice, now, person } = pen
  const model = dice.pick([models.e4, models.e6, models.moor, models.e2])
  const first = now - dice.between(34, 60) * DAY
  const opportunity = wish(pen, first, { title: model.name, state: 'open' })
  pen.touch(first + 2 * DAY, {
    kind: 'web_visit',
    data: { page: model.name, model: model.name },
    opportunity,
    source: 'nordhaus.example/web',
  })
  const valid = openingTime(first + 20 * DAY, person.zone, dice)
  pen.touch(openingTime(first + 6 * DAY, person.zone, dice), {
    kind: 'walk_in',
    data: { reason: `asked what comes after the lease, looked at the ${model.name}` },
    opportunity,
  })
  pen.touch(openingTime(first + 9 * DAY, person.zone, dice), {
    kind: 'quote_sent',
    data: { model: model.name, price: priced(pen, model), validUntil: valid },
    opportunity,
  })
}

/** Somebody who drives one of our cars, from the first look to today. */
export function owner(pen: Pen, role: Role, cast: Cast | null): Told & { readonly lines: readonly Timed[] } {
  const { dice, now } = pen
  const around = now - dice.between(cast?.thread.before === 'nothing' ? 10 : 14, 330) * DAY
  const story: Story | null = cast && { cast, lines: schedule(pen, { ...cast, around }) }
  const ground = groundOf(pen, story)
  const from = since(pen, role, { ground, story })
  const months = role === 'renewing' ? 36 : dice.chance(0.35) ? dice.pick([36, 48]) : null
  const age = role === 'served' ? dice.between(1, 6) : 0
  const car = makeCar({ model: modelFor(pen, cast?.thread ?? null), from, country: country(pen), age, months }, dice)
  if (role === 'served') taken(pen, car)
  else bought(pen, car)
  if (cast && ground !== null) grounds(pen, car, { ground, thread: cast.thread })
  const lapsed = role === 'served' && cast === null && dice.chance(0.3)
  const busy = [from, ground, story?.lines[0]?.at ?? null].filter((day) => day !== null)
  owns(pen, car, { until: lapsed ? now - 560 * DAY : now, taken: busy, servicedAt: cast?.thread.before === 'service' ? ground : null })
  acquired(pen, { car, recalls: recalls(pen, car), soldAt: null })
  if (role === 'two-cars') second(pen, car)
  if (role === 'renewing') looksAgain(pen)
  plans(pen, car)
  return { model: car.model, car, lines: story?.lines ?? [] }
}
