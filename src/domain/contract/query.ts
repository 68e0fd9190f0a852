import '../jitless.ts'
import { z } from 'zod'
import { CaseId, PartyId, QueueId, type ResourceId, SiteId } from '../id.ts'
import type { Row } from '../kind.ts'
import { CaseKind } from '../noun/case.ts'
import type { Mode } from '../noun/presence.ts'
import { Purpose } from '../noun/resource.ts'
import { Instant } from '../value.ts'
import type { Floor, Hand } from './floor.ts'
import type { SyncCentre } from './sync.ts'

/** What a screen can show: each is watched, answered at once from the device, and patched when its rows change. */
export const QueueView = z.enum(['mine', 'team', 'unassigned', 'resolved'])
export type QueueView = z.infer<typeof QueueView>

export const Query = z.discriminatedUnion('of', [
  /** A window of the queue, ordered by the clock that matters. */
  z.strictObject({ of: z.literal('queue'), view: QueueView, from: z.int().min(0), count: z.int().min(1).max(200) }),
  z.strictObject({ of: z.literal('case'), case: CaseId }),
  /** The newest `count` messages of a case, oldest first. */
  z.strictObject({ of: z.literal('thread'), case: CaseId, count: z.int().min(1).max(500) }),
  z.strictObject({ of: z.literal('dossier'), party: PartyId }),
  z.strictObject({ of: z.literal('reference') }),
  /** The sync centre: everything that waits, needs a decision or was not sent, and what this device holds. */
  z.strictObject({ of: z.literal('sync') }),
  /** A dealership's day: whom it expects, and what must not be forgotten. */
  z.strictObject({ of: z.literal('today'), site: SiteId, from: Instant, to: Instant }),
  /** What can still be booked, as far as this device knows. */
  z.strictObject({ of: z.literal('slots'), site: SiteId, purpose: Purpose, from: Instant, to: Instant }),
  /** What this agent says they are doing. */
  z.strictObject({ of: z.literal('presence') }),
  /** What supervisors have said to this agent alone and they have not put away yet, in whatever case. */
  z.strictObject({ of: z.literal('whispered') }),
  /** What a supervisor sees of their sites at this moment, or of a part of them. */
  z.strictObject({ of: z.literal('floor'), site: SiteId.nullable(), kind: CaseKind.nullable(), queue: QueueId.nullable() }),
  /** Who can be given a case of a site. */
  z.strictObject({ of: z.literal('hands'), site: SiteId }),
])
export type Query = z.infer<typeof Query>

/** What has become of something a person did, as far as this device knows. `held` waits for another; `review` for a person. */
export type Fate = 'queued' | 'sending' | 'held' | 'review' | 'refused'

/** A message and its fate: none where the hub has it. */
export interface ThreadMessage {
  readonly message: Row<'message'>
  readonly fate: Fate | null
}

/** Counts of the queue's views, for their labels. */
export interface QueueCounts {
  readonly mine: number
  readonly team: number
  readonly unassigned: number
  readonly resolved: number
}

/** Everything held of one customer: their parties as one. Ages come from `Freshness`. */
export interface Dossier {
  readonly party: Row<'party'>
  readonly customer: Row<'customer'> | null
  readonly parties: readonly Row<'party'>[]
  readonly consents: readonly Row<'consent'>[]
  readonly identities: readonly Row<'identity'>[]
  readonly vehicles: readonly Row<'vehicle'>[]
  readonly opportunities: readonly Row<'opportunity'>[]
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly cases: readonly Row<'case'>[]
  readonly commitments: readonly Row<'commitment'>[]
  readonly outreach: readonly Row<'outreach'>[]
  /** When an agent last said something to this customer, over all cases. */
  readonly lastContactAt: number | null
  /** Whether the whole dossier is on this device; if not, what is shown is what has come so far. */
  readonly whole: boolean
}

/** Who is expected, with what a person at the door wants to know of them. */
export interface Expected {
  readonly appointment: Row<'appointment'>
  readonly party: Row<'party'> | null
  readonly vehicle: Row<'vehicle'> | null
  readonly openCases: number
  /** Promises open and due before the day is over. */
  readonly promisesDue: number
  readonly recalls: number
  readonly lastContactAt: number | null
}

export interface Today {
  readonly expected: readonly Expected[]
  /** Open promises of the site, due before the end of the stretch. */
  readonly promises: readonly Row<'commitment'>[]
  /** My open cases. */
  readonly cases: readonly Row<'case'>[]
  /** Whether the site's appointments are all on this device. */
  readonly whole: boolean
}

export interface Slot {
  readonly resource: ResourceId
  readonly name: string
  readonly startsAt: number
  readonly minutes: number
  readonly free: number
}

/** A whisper that waits to be heard, with whose case it is about. */
export interface Whispered {
  readonly whisper: Row<'whisper'>
  readonly customerName: string | null
}

/** A thread since the line was lost: `news` counts what others have said since. It ends when the thread is whole again. */
export interface Dark {
  readonly since: number
  readonly news: number
}

export interface Results {
  readonly queue: {
    readonly total: number
    readonly from: number
    readonly cases: readonly Row<'case'>[]
    readonly counts: QueueCounts
    /** True until the first whole snapshot of the queues is here. */
    readonly filling: boolean
  }
  readonly case: { readonly case: Row<'case'> | null; readonly pending: boolean; readonly dark: Dark | null }
  readonly thread: {
    readonly total: number
    readonly messages: readonly ThreadMessage[]
    readonly whole: boolean
    /** False from the moment the line comes back until all that was said meanwhile is here: nobody answers blind. */
    readonly caughtUp: boolean
    /** The files of the case, those whose bytes are still awaited among them. */
    readonly attachments: readonly Row<'attachment'>[]
    /** What a supervisor said to this agent alone, or this agent as one. */
    readonly whispers: readonly Row<'whisper'>[]
  }
  readonly dossier: Dossier | null
  readonly reference: {
    readonly group: Row<'group'> | null
    readonly sites: readonly Row<'site'>[]
    readonly agents: readonly Row<'agent'>[]
    readonly queues: readonly Row<'queue'>[]
    readonly brands: readonly Row<'brand'>[]
  }
  readonly sync: SyncCentre
  readonly today: Today
  /** The newest last. */
  readonly whispered: readonly Whispered[]
  readonly floor: Floor
  readonly hands: readonly Hand[]
  /** `asOf`: when this device last knew the slots to be so; null if it never did. */
  readonly slots: { readonly slots: readonly Slot[]; readonly asOf: number | null }
  /** `unsent`: said here, and the hub has not been told yet. Null until anything was ever said of them. */
  readonly presence: { readonly mode: Mode; readonly modeSince: number; readonly unsent: boolean } | null
}

export type QueryName = Query['of']
export type ResultOf<N extends QueryName> = Results[N]

/** A whole new result, tagged by its query so that a reader narrows it. The queue's rows come as a patch when only rows changed. */
export type Result = { [N in QueryName]: { readonly of: N; readonly value: Results[N] } }[QueryName]
