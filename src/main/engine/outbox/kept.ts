import type { Envelope } from '../../../domain/command.ts'
import type { LateReason, Said } from '../../../domain/rules/late-send.ts'

/**
 * `waiting` until the hub has spoken; `held` with another that waits for a person; `review`: not sent until a person says
 * so; `refused` by the hub, its words kept; `replaced` by another command that says it again.
 */
export type State = 'waiting' | 'held' | 'review' | 'refused' | 'replaced' | 'applied' | 'discarded'

/** What a command is about, for the screens that show it. */
export interface About {
  readonly case: string | null
  readonly party: string | null
  readonly message: string | null
  readonly text: string | null
}

export interface Kept {
  readonly envelope: Envelope
  readonly lane: string
  readonly about: About
  readonly state: State
  readonly code: string | null
  readonly field: string | null
  readonly decidedAt: number | null
  /** The hub's clock when it was said: at least this. Null where no hub had been heard. */
  readonly hubAt: number | null
  /** It has been on its way to the hub: it cannot be called back. */
  readonly pushed: boolean
  /** It was applied once, by a hub that has forgotten it. */
  readonly again: boolean
  readonly reasons: readonly LateReason[]
}

export interface Stored {
  readonly seq: number
  readonly id: string
  readonly lane: string
  readonly name: string
  readonly version: number
  readonly args: string
  readonly said_at: number
  readonly after: string
  readonly state: State
  readonly code: string | null
  readonly field: string | null
  readonly decided_at: number | null
  readonly case_id: string | null
  readonly party_id: string | null
  readonly message_id: string | null
  readonly text: string | null
  readonly hub_at: number | null
  readonly pushed: number
  readonly again: number
  readonly reasons: string
}

export const keptOf = (stored: Stored): Kept => ({
  envelope: {
    // Ids were parsed when the command was taken in.
    id: stored.id as Envelope['id'],
    seq: stored.seq,
    name: stored.name,
    version: stored.version,
    args: JSON.parse(stored.args),
    saidAt: stored.said_at,
    after: JSON.parse(stored.after),
  },
  lane: stored.lane,
  about: { case: stored.case_id, party: stored.party_id, message: stored.message_id, text: stored.text },
  state: stored.state,
  code: stored.code,
  field: stored.field,
  decidedAt: stored.decided_at,
  hubAt: stored.hub_at,
  pushed: stored.pushed === 1,
  again: stored.again === 1,
  reasons: JSON.parse(stored.reasons),
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const innerText = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'text' in value ? textOf(value.text) : null

/** What a command says it is about, by the names its arguments share. A lane is a customer's, but for what agents do to themselves. */
export const aboutOf = (args: Envelope['args'], lane: string): About => ({
  case: textOf(args.case),
  party: textOf(args.party) ?? (args.agent === lane ? null : lane),
  message: textOf(args.message),
  text: textOf(args.text) ?? innerText(args.note) ?? textOf(args.reason) ?? textOf(args.evidence) ?? textOf(args.note),
})

/** What rules ask of it. */
export const saidOf = ({ envelope: { name, seq }, about }: Kept): Said => ({ name, case: about.case, seq })
