import type { Row } from '../kind.ts'

/** From here on a promise is "soon": time to keep it, or to say in good time that it will not be kept. */
export const SOON_MS = 4 * 60 * 60_000

export type Standing = 'kept' | 'cancelled' | 'open' | 'soon' | 'late'

type Promised = Pick<Row<'commitment'>, 'state' | 'dueAt' | 'closedAt'>

/** How a promise stands at a moment. */
export function standing(promise: Promised, now: number): Standing {
  if (promise.state !== 'open') return promise.state
  if (now > promise.dueAt) return 'late'
  return promise.dueAt - now < SOON_MS ? 'soon' : 'open'
}

/** Whether it was not kept by when it was promised. Neither keeping nor cancelling it afterwards makes that undone. */
export const broken = (promise: Promised, now: number): boolean => (promise.closedAt ?? now) > promise.dueAt
