import type { Standing } from '../line/standing.ts'
import type { Replica } from '../replica.ts'
import type { FloorRowsKept } from './floor-rows.ts'
import type { Circumstances } from './sync.ts'

/** What screens are read from. */
export interface Shown {
  readonly replica: Replica
  readonly standing: Standing
  /** Commands that are with the hub at this moment. */
  readonly sending: ReadonlySet<string>
  readonly around: Circumstances
  readonly floors: FloorRowsKept
}
