import type { CaseId, CommandId, PartyId, ResourceId } from '../id.ts'
import type { Row } from '../kind.ts'
import type { RefusalCode } from '../refusal.ts'
import type { LateReason } from '../rules/late-send.ts'

/** A value as a person reads it, beside the one it is compared with. */
export interface FieldValue {
  readonly field: string
  readonly value: string | null
}

export interface FreeSlot {
  readonly resource: ResourceId
  /** What it is called at the dealership. */
  readonly name: string
  readonly startsAt: number
}

/** One thing somebody did here, and what has become of it. */
export interface SyncItem {
  readonly command: CommandId
  readonly name: string
  readonly case: CaseId | null
  readonly party: PartyId | null
  readonly customerName: string | null
  readonly subject: string | null
  readonly text: string | null
  readonly saidAt: number
  /** The first of the chain it belongs to: a chain has one fate. */
  readonly chain: CommandId
  /** The command it waits for. */
  readonly holdsFor: CommandId | null
  readonly state: 'waiting' | 'sending' | 'held' | 'review' | 'refused' | 'sent'
  readonly reasons: readonly LateReason[]
  readonly code: RefusalCode | null
  /** The argument the refusal is about. */
  readonly field: string | null
  /** What it sets, where that is more than words: beside `theirs` where somebody else set it otherwise, else alone. */
  readonly mine: readonly FieldValue[]
  readonly theirs: readonly FieldValue[]
  /** What was said in the case since it was written. */
  readonly news: readonly Row<'message'>[]
  /** Slots still free near one that was taken. */
  readonly free: readonly FreeSlot[]
  readonly decidedAt: number | null
}

/** A part of what this device holds, in the order in which it is fetched. */
export interface Tier {
  readonly tier: 'mine' | 'site' | 'queues' | 'recent' | 'demand'
  readonly customers: number
  readonly bytes: number
  /** The last word known to be whole; null where nothing is held. */
  readonly oldestAt: number | null
}

/** One thing an offline day rests on. `detail` is its figure: what is missing, until when, how many bytes are free. */
export interface Readiness {
  readonly check: 'queues' | 'cases' | 'site' | 'key' | 'lease' | 'disk'
  readonly ok: boolean
  readonly detail: number | null
}

export interface SyncCentre {
  readonly waiting: readonly SyncItem[]
  /** What waits for a person's choice: late sends, fields that others changed, slots that were taken. */
  readonly decisions: readonly SyncItem[]
  readonly refused: readonly SyncItem[]
  readonly sentToday: { readonly count: number; readonly items: readonly SyncItem[] }
  readonly nextTryAt: number | null
  readonly tiers: readonly Tier[]
  readonly readiness: readonly Readiness[]
  /** Until when this device may be opened without the hub; null where it cannot. */
  readonly leaseUntil: number | null
}
