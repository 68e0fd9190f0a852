import type { Frame } from '../../../domain/contract/wire.ts'

/** Where a replica stands in which feed. */
interface Place {
  readonly epoch: string | null
  readonly cursor: number
}

/** Whether the hub knows less than it once told: what it had decided, it may have forgotten. */
export const forgot = (at: Place, { epoch, reset, resync, to }: Pick<Frame, 'epoch' | 'reset' | 'resync' | 'to'>): boolean =>
  (reset || resync === true) && at.epoch !== null && (at.epoch !== epoch || to < at.cursor)
