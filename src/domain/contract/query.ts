import '../jitless.ts'
import { z } from 'zod'
import { CaseId, PartyId } from '../id.ts'
import type { Row } from '../kind.ts'

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
  z.strictObject({ of: z.literal('outbox') }),
])
export type Query = z.infer<typeof Query>

/** What has become of something a person did, as far as this device knows. */
export type Fate = 'queued' | 'sending' | 'refused'

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

/** One thing in the outbox that needs somebody: refused with a reason, its words kept. */
export interface Parked {
  readonly command: string
  readonly name: string
  readonly case: CaseId | null
  readonly party: PartyId | null
  readonly text: string | null
  readonly code: string
  readonly at: number
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
  readonly case: { readonly case: Row<'case'> | null; readonly pending: boolean }
  readonly thread: { readonly total: number; readonly messages: readonly ThreadMessage[]; readonly whole: boolean }
  readonly dossier: Dossier | null
  readonly reference: {
    readonly group: Row<'group'> | null
    readonly sites: readonly Row<'site'>[]
    readonly agents: readonly Row<'agent'>[]
    readonly queues: readonly Row<'queue'>[]
    readonly brands: readonly Row<'brand'>[]
  }
  readonly outbox: { readonly waiting: number; readonly sending: number; readonly parked: readonly Parked[] }
}

export type QueryName = Query['of']
export type ResultOf<N extends QueryName> = Results[N]

/** A whole new result, tagged by its query so that a reader narrows it. The queue's rows come as a patch when only rows changed. */
export type Result = { [N in QueryName]: { readonly of: N; readonly value: Results[N] } }[QueryName]
