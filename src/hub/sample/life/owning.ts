import { type Car, reading } from '../car.ts'
import type { Pen } from '../pen.ts'
import { DAY, HOUR, MINUTE, openingTime } from '../wall-clock.ts'
import { breakdowns, callsIn, callsOut, mailings, services, serviceWords, type Work, works } from '../words/owning.ts'

const YEAR = 365 * DAY
const money = ({ person }: Pen, whole: number) => ({ minor: whole * 100 - 5, currency: person.home === 'leeds' ? 'GBP' : 'EUR' })

/** The car is in the workshop for a fault. Answers when it was ready. */
export function repaired(pen: Pen, day: number, { car, work }: { car: Car; work: Work }): number {
  const in_ = openingTime(day, pen.person.zone, pen.dice)
  const until = work.days === 0 ? in_ + 3 * HOUR : openingTime(in_ + work.days * DAY, pen.person.zone, pen.dice)
  const { concern, done, topic, days } = work
  const warranty = car.warrantyUntil !== null && car.warrantyUntil > in_
  pen.touch(in_, {
    kind: 'workshop_visit',
    data: { concern, done, topic, days, until: Math.max(until, in_ + 2 * HOUR), warranty, odometerKm: reading(car, in_) },
    vehicle: car.id,
  })
  return Math.max(until, in_ + 2 * HOUR)
}

/** The planned service: announced, done, and for some invoiced and asked about. */
export function serviced(pen: Pen, day: number, car: Car): void {
  const { person, dice } = pen
  const service = dice.pick(services[car.model.power])
  const at = openingTime(day, person.zone, dice)
  const total = money(pen, dice.between(149, 640))
  const announced = openingTime(day - 30 * DAY, person.zone, dice)
  if (announced > car.from) pen.touch(announced, { kind: 'service_due', data: { service, dueAt: at }, vehicle: car.id })
  pen.touch(at, { kind: 'service_done', data: { service, odometerKm: reading(car, at), total }, vehicle: car.id })
  if (dice.chance(0.5)) {
    const estimate = dice.chance(0.4) ? money(pen, Math.round(total.minor / 100) - dice.between(0, 60)) : null
    const data = { number: `${person.home === 'leeds' ? 'L' : 'H'}-${dice.between(10_000, 99_999)}`, total, estimate, about: service }
    pen.touch(at + 4 * HOUR, { kind: 'invoice_sent', data, vehicle: car.id })
  }
  if (dice.chance(0.35)) {
    const [score, words] = dice.pick(serviceWords)
    const data = { survey: 'csat', score, best: 5, words }
    pen.touch(at + 3 * DAY + dice.between(0, 400) * MINUTE, {
      kind: 'survey_answered',
      data,
      vehicle: car.id,
      source: 'nordhaus.example/surveys',
    })
  }
}

const clear = (day: number, taken: readonly number[]): boolean => taken.every((other) => Math.abs(other - day) > 8 * DAY)

function visits(pen: Pen, car: Car, { until, taken }: { until: number; taken: readonly number[] }): void {
  const { dice } = pen
  const fitting = works.filter((work) => work.power === undefined || work.power === car.model.power)
  const days = Array.from(
    { length: dice.between(0, 2) },
    () => car.from + 40 * DAY + Math.floor(dice.fraction() * (until - car.from - 40 * DAY)),
  )
  for (const day of days.filter((at) => at > car.from + 40 * DAY && at < until && clear(at, taken)))
    repaired(pen, day, { car, work: dice.pick(fitting) })
}

function talks(pen: Pen, car: Car, until: number): void {
  const { person, dice } = pen
  const some = () =>
    openingTime(car.from + 15 * DAY + Math.floor(dice.fraction() * Math.max(DAY, until - car.from - 20 * DAY)), person.zone, dice)
  for (let left = dice.between(0, 2); left > 0; left--) {
    const way = dice.chance(0.6) ? 'inbound' : 'outreach'
    const about = dice.pick(way === 'inbound' ? callsIn : callsOut)
    pen.touch(some(), {
      kind: 'call',
      data: { way, outcome: dice.chance(0.8) ? 'answered' : dice.pick(['missed', 'voicemail']), about },
      vehicle: car.id,
    })
  }
  if (dice.chance(0.4)) {
    const data = { title: dice.pick(mailings), purpose: 'sales', channel: 'email' }
    pen.touch(some(), { kind: 'message_sent', data, vehicle: car.id, source: 'nordhaus.example/mailings' })
  }
  if (dice.chance(0.06)) {
    const fitting = breakdowns.filter(({ home, power }) => home === person.home && (power === undefined || power === car.model.power))
    const { fault, place, topic, towed } = dice.pick(fitting)
    pen.touch(some() + 2 * HOUR, { kind: 'roadside', data: { fault, place, topic, towed }, vehicle: car.id, source: 'roadside.example' })
  }
}

interface Years {
  /** Until when this owner kept coming. */
  readonly until: number
  /** Days on which something is already told of this car, to be kept clear of. */
  readonly taken: readonly number[]
  /** A service already told of. */
  readonly servicedAt: number | null
}

/** The years with a car: services about once a year, now and then a fault, a call, a mailing. */
export function owns(pen: Pen, car: Car, { until, taken, servicedAt }: Years): void {
  const days: number[] = []
  for (let day = car.from + YEAR - pen.dice.between(0, 20) * DAY; day < until; day += YEAR - pen.dice.between(-18, 18) * DAY) {
    const soon = servicedAt !== null && Math.abs(day - servicedAt) < YEAR / 2
    if (!soon && clear(day, taken)) days.push(day)
  }
  for (const day of days) serviced(pen, day, car)
  visits(pen, car, { until, taken: [...taken, ...days] })
  talks(pen, car, until)
  const ends = car.contractEndsAt
  if (ends !== null) {
    const told = openingTime(ends - 170 * DAY, pen.person.zone, pen.dice)
    if (told > car.from)
      pen.touch(told, {
        kind: 'contract_ending',
        data: { contract: pen.dice.chance(0.6) ? 'lease' : 'finance', endsAt: ends },
        vehicle: car.id,
      })
  }
}
