import type { AgentId } from '../id.ts'
import type { Figure } from '../rules/floor/figures.ts'
import type { Need } from '../rules/floor/needs.ts'
import type { Session } from '../rules/floor/sessions.ts'
import type { SiteStanding } from '../rules/floor/sites.ts'
import type { Waiting } from '../rules/floor/waiting.ts'
import type { ShownPresence } from '../rules/presence.ts'

/** The beginning of a list, and how long it is in all. */
export interface Top<T> {
  readonly total: number
  readonly rows: readonly T[]
}

/** A supervisor's floor, from this device alone. */
export interface Floor {
  readonly figures: readonly Figure[]
  readonly needs: Top<Need>
  readonly waiting: Top<Waiting>
  readonly sessions: Top<Session>
  readonly sites: readonly SiteStanding[]
  /** The hub's time when this was counted, as far as this device knows it: waits are told by it. */
  readonly at: number
  /** The same moment by this device's own count of milliseconds, and when it last had everything; null if it never had. */
  readonly elapsed: number
  readonly seenAt: number | null
  /** True until all of these sites is here. */
  readonly filling: boolean
}

/** Somebody who can be given a case. `presence` null: not for this device to know. */
export interface Hand {
  readonly agent: AgentId
  readonly name: string
  readonly presence: ShownPresence | null
  /** Open cases they hold, at all sites this device sees. */
  readonly open: number
}
