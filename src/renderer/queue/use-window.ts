import { useState } from 'react'
import type { QueueCounts, QueueView } from '../../domain/contract/query.ts'
import { useWatch } from '../store/use-watch.ts'
import { waitingMoves } from './order.ts'

/** Windows begin at multiples of this, so that scrolling asks for few. */
const STEP = 100

interface Order {
  readonly place: QueueView
  readonly total: number
  readonly from: number
  readonly ids: readonly string[]
}

export interface QueueWindow {
  readonly total: number
  readonly idAt: (index: number) => string | null
  readonly indexOf: (id: string) => number
  readonly counts: QueueCounts | null
  readonly filling: boolean
  readonly here: boolean
  /** How many rows would move if the waiting order were taken. */
  readonly waiting: number
  readonly apply: () => void
}

const sameOrder = (a: Order, b: Order): boolean =>
  a.place === b.place &&
  a.from === b.from &&
  a.total === b.total &&
  a.ids.length === b.ids.length &&
  a.ids.every((id, i) => id === b.ids[i])

const movesBetween = (shown: Order | null, next: Order | null): number =>
  shown && next && shown.place === next.place && shown.from === next.from ? waitingMoves(shown.ids, next.ids) : 0

/**
 * The part of the queue around what is on screen. While `still` (the list is in use) a new order waits until somebody
 * applies it or the list is left; what a row says changes at once all the same.
 */
export function useWindow(place: QueueView, firstVisible: number, still: boolean): QueueWindow {
  const from = Math.max(0, Math.floor((firstVisible - STEP / 2) / STEP) * STEP)
  const value = useWatch({ of: 'queue', view: place, from, count: STEP * 2 })
  const [shown, setShown] = useState<Order | null>(null)
  const next = value === null ? null : { place, total: value.total, from: value.from, ids: value.cases.map((row) => row.id) }
  const waiting = still ? movesBetween(shown, next) : 0
  const take = next !== null && waiting === 0 && !(shown && sameOrder(shown, next))
  if (take) setShown(next)
  const order = take ? next : shown?.place === place ? shown : { place, total: 0, from: 0, ids: [] }
  return {
    total: order.total,
    idAt: (index) => order.ids[index - order.from] ?? null,
    indexOf: (id) => {
      const at = order.ids.indexOf(id)
      return at === -1 ? -1 : at + order.from
    },
    counts: value?.counts ?? null,
    filling: value?.filling ?? false,
    here: value !== null || order.total > 0,
    waiting,
    apply: () => setShown(next),
  }
}
