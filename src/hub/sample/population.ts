import { type Kind, kindNames, type Row } from '../../domain/kind.ts'
import { assign, type Cast, roleOf } from './assign.ts'
import { bookings } from './bookings.ts'
import { dice } from './dice.ts'
import { EPOCH } from './epoch.ts'
import { fold } from './fold.ts'
import { agents, brands, group, queues, sites } from './group.ts'
import type { Happening } from './happening.ts'
import { shopper, waiter } from './life/buyer.ts'
import { casework } from './life/casework.ts'
import { owner } from './life/owner.ts'
import { type Pen, pen } from './pen.ts'
import { person } from './person.ts'
import { resources } from './resources.ts'
import { katharina } from './story.ts'

export const CUSTOMERS = 400

export type Rows = { readonly [K in Kind]: readonly Row<K>[] }

function live(own: Pen, number: number, cast: Cast | null): void {
  const role = roleOf(number)
  const told = role === 'shopping' ? shopper(own, cast) : role === 'awaiting' ? waiter(own, cast) : owner(own, role, cast)
  if (!cast) return
  const { home } = own.person
  const queue = cast.thread.sales ? queues[home === 'leeds' ? 'leedsSales' : 'hamburgSales'] : queues[home]
  casework(own, { ...cast, ...told, model: told.model.name, site: sites[home], queue: queue.id })
}

/** The event log of every customer. The same `now` gives the same logs, to the last id. */
export function logs(now: number): readonly (readonly Happening[])[] {
  const people = new Map(
    Array.from({ length: CUSTOMERS - 1 }, (_, place) => [place + 1, person(place + 1, EPOCH, dice(`person ${place + 1}`))]),
  )
  const cast = assign(people)
  const others = [...people].map(([number, who]) => {
    const own = pen(who, dice(`life ${number}`), now)
    live(own, number, cast.get(number) ?? null)
    return own.log
  })
  return [katharina(now), ...others]
}

/** All rows of the sample group. */
export function population(now: number): Rows {
  const shelves = logs(now).map(fold)
  const gathered = Object.fromEntries(kindNames.map((kind) => [kind, shelves.flatMap((rows) => rows.all(kind))]))
  // Each shelf's rows of a kind are of that kind; Object.fromEntries cannot say so.
  const lived = { ...(gathered as unknown as Rows), resource: resources(now) }
  const booked = bookings(lived, now)
  return {
    ...lived,
    appointment: booked.appointment,
    touchpoint: [...lived.touchpoint, ...booked.touchpoint],
    group: [group],
    brand: Object.values(brands),
    site: Object.values(sites),
    agent: Object.values(agents),
    queue: Object.values(queues),
  }
}
