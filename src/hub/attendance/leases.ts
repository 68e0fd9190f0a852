import type { AgentId } from '../../domain/id.ts'

/** A hub's word on who has a desk connected to it, and until when that word holds without being said again. */
export interface Lease {
  readonly hub: string
  readonly agents: readonly AgentId[]
  readonly until: number
}

/** What the hubs of one group tell each other of the desks they hold. It is outside the feed: no desk has a use for it. */
export interface Leases {
  /** Says it anew, in one statement: whom it names no more has no desk there. */
  keep(lease: Lease): Promise<void>
  /** Who has a desk on any hub whose word still holds. */
  live(at: number): Promise<ReadonlySet<AgentId>>
  /** Drops what hubs that are no more once said. */
  forget(before: number): Promise<void>
}
