import '../jitless.ts'
import { z } from 'zod'
import { Envelope } from '../command.ts'
import { type AgentId, CaseId, CommandId, DeviceId, type GroupId, PartyId } from '../id.ts'
import { type Kind, kindNames } from '../kind.ts'
import { Outcome } from '../refusal.ts'
import { parseScope, type Scope } from '../scope.ts'
import { Instant } from '../value.ts'
import type { Problem } from './problem.ts'

/**
 * Desk to hub and back, on the Socket.IO namespace `/desk`. The handshake's `auth` is a `Knock`. Every event a desk sends
 * is answered; an answer is `{ ok: true, ... }` or `{ ok: false, problem }`. Frames are the one road for data.
 */
export const Knock = z.strictObject({ token: z.string().max(2_000), protocol: z.int().min(1) })
export type Knock = z.infer<typeof Knock>

export const ScopeName = z
  .string()
  .max(60)
  .transform((name, context): Scope => {
    const scope = parseScope(name)
    if (scope) return scope
    context.addIssue({ code: 'custom', message: 'A scope is `ref`, `user:id`, `queue:id`, `site:id` or `party:id`.' })
    return z.NEVER
  })

const KindName = z.enum(kindNames as [Kind, ...Kind[]])

/** Where a snapshot of a scope goes on: after this row. */
export const Token = z.strictObject({ kind: KindName, id: z.uuid() })
export type Token = z.infer<typeof Token>

/** First words of a desk on each connection: where its replica stands. `epoch` null is an empty replica. */
export const Hello = z.strictObject({
  device: DeviceId,
  epoch: z.uuid().nullable(),
  cursor: z.int().min(0),
  /** The kinds of rows this desk can hold: digests are of these alone. */
  kinds: z.array(z.string().max(40)).max(200).optional(),
  /** The line is slow or paid for by its bytes: what only passes by is not sent. */
  thrift: z.boolean().optional(),
  /** The newest of its commands that the hub has applied, of the last seven days: a hub that has no record of it was put back. */
  applied: CommandId.optional(),
})
export type Hello = z.infer<typeof Hello>

/**
 * What stands in a scope, so that two who hold the same need not send it: how many rows, and the exclusive-or of the first
 * eight bytes of sha256 over `kind id ver` of each, as sixteen hexadecimal digits.
 */
export const Digest = z.strictObject({ scope: ScopeName, n: z.int().min(0), xor: z.string().regex(/^[0-9a-f]{16}$/) })
export type Digest = z.infer<typeof Digest>

/**
 * Scopes the replica holds whole, and those it was still filling; sent in as many parts as it takes, then `listen`. Where
 * the welcome asks to `resync`, the whole ones come as digests: what agrees stays, what differs is filled again.
 */
export const Hold = z.strictObject({
  whole: z.array(ScopeName).max(500),
  filling: z.array(z.strictObject({ scope: ScopeName, after: Token })).max(100),
  digests: z.array(Digest).max(500).optional(),
})
export type Hold = z.infer<typeof Hold>

/**
 * Scopes the desk wants from now on, or has let go. The hub derives what it may have: a desk only narrows. Until a drop is
 * answered, frames sent before it may still bring rows and pages of that scope: the desk passes them over.
 */
export const Want = z.strictObject({ add: z.array(ScopeName).max(500), drop: z.array(ScopeName).max(500) })
export type Want = z.infer<typeof Want>

export const Push = z.strictObject({ commands: z.array(Envelope).min(1).max(50) })
export type Push = z.infer<typeof Push>

export const Decided = z.strictObject({ command: CommandId, outcome: Outcome })
export type Decided = z.infer<typeof Decided>

/** What the hub says to a push: `seq` is the feed's number of the decision, so a desk whose cursor has passed it holds the effects. */
export const Landed = Decided.extend({ seq: z.int().min(0) })
export type Landed = z.infer<typeof Landed>

/** A row in a frame: `ver` is the feed's number of its last change. The body is parsed by its noun's schema on arrival. */
export const SentRow = z.strictObject({ kind: z.string().max(40), id: z.uuid(), ver: z.int().min(1), body: z.unknown() })
export type SentRow = z.infer<typeof SentRow>

/** At rest a desk shows what it holds of some scopes as of its cursor; the hub answers which of them differ, and fills those again. */
export const Check = z.strictObject({ cursor: z.int().min(0), digests: z.array(Digest).min(1).max(200) })
export type Check = z.infer<typeof Check>

/**
 * A page of a scope's snapshot, read in the frame's own snapshot, by kind and id. `next` null: the scope is whole from here
 * on. It is all that stands in the scope from `after` (null: the beginning) up to `next`: what the desk holds between and
 * the page does not name has left.
 */
export const Page = z.strictObject({ scope: ScopeName, after: Token.nullable().optional(), rows: z.array(SentRow), next: Token.nullable() })
export type Page = z.infer<typeof Page>

/**
 * What moved between two places of the feed, for one desk. It applies if `from` is the desk's cursor, in one transaction,
 * and the cursor becomes `to` even where nothing was for this desk. Two join on to any cursor: `reset` (drop every row and
 * scope first) and `resync` (another epoch, or a cursor below the floor: everything stays, and what differs is in `again`).
 * The outbox and the drafts stay in both.
 */
export const Frame = z.strictObject({
  epoch: z.uuid(),
  reset: z.boolean(),
  resync: z.boolean().optional(),
  from: z.int().min(0),
  to: z.int().min(0),
  /** The feed's head when the frame was read: counts are right only when `to` is `head`. */
  head: z.int().min(0),
  at: Instant,
  rows: z.array(SentRow),
  /** Rows that are in none of the desk's scopes any more. */
  gone: z.array(z.strictObject({ kind: z.string().max(40), id: z.uuid() })),
  /** This device's commands decided in this stretch: acknowledgement and effects appear together. */
  decided: z.array(Decided),
  pages: z.array(Page),
  /** Scopes the desk may no longer hold: its rows leave with it. */
  leave: z.array(ScopeName),
  /** Scopes that are not as they should be: their rows stay until the pages that now come say otherwise. */
  again: z.array(ScopeName).optional(),
})
export type Frame = z.infer<typeof Frame>

/** A frame as it travels: JSON text, or the same compressed with zstd when that is worth it. */
export type Packed = string | Uint8Array

export interface Welcome {
  readonly now: number
  readonly group: GroupId
  readonly agent: AgentId
  readonly epoch: string
  readonly head: number
  /** The feed does not reach back to where the replica stands: it holds by digests. */
  readonly resync?: boolean
}

export type Answer<T = Record<never, never>> = ({ readonly ok: true } & T) | { readonly ok: false; readonly problem: Problem }
type Reply<T = Record<never, never>> = (answer: Answer<T>) => void

/** Somebody writes to the customer. `text`, as far as it has come: only where a supervisor is shown it (`previewed`). */
export const Typing = z.strictObject({ case: CaseId, party: PartyId, typing: z.boolean(), text: z.string().max(8_000).optional() })
export type Typing = z.infer<typeof Typing>

/** A colleague's desk shows a case; `writing` while there is a draft. Ephemeral: never stored. */
export const Viewing = z.strictObject({ case: CaseId.nullable(), party: PartyId.nullable(), writing: z.boolean() })
export type Viewing = z.infer<typeof Viewing>

/**
 * Four times a second, to desks that hold a floor: as of `at` by the hub's clock, whoever has come to `head` has everything. Where
 * nothing that moved concerns a desk, `head` is its own place. Volatile: it may be lost, and another comes.
 */
export const Pulse = z.object({ head: z.int().min(0), at: Instant })
export type Pulse = z.infer<typeof Pulse>

/** Desk to hub. Reply is last; `typing` and `viewing` are volatile and unanswered. */
export interface ToHub {
  hello(hello: unknown, reply: Reply<Welcome>): void
  hold(hold: unknown, reply: Reply): void
  listen(reply: Reply): void
  want(want: unknown, reply: Reply<{ readonly refused: readonly Scope[] }>): void
  check(check: unknown, reply: Reply<{ readonly differ: readonly Scope[] }>): void
  push(push: unknown, reply: Reply<{ readonly decided: readonly Landed[] }>): void
  refresh(token: unknown, reply: Reply<{ readonly until: number }>): void
  typing(typing: unknown): void
  viewing(viewing: unknown): void
}

/** Why the hub wants no more of a desk. `wipe`: this device is in wrong hands, or was given up: nothing may stay on it. */
export const Expiry = z.enum(['signed-out', 'revoked', 'update', 'wipe'])
export type Expiry = z.infer<typeof Expiry>

/** Hub to desk. A frame's reply is the cursor after it was stored: it is the credit, and a wrong one starts the stretch anew. */
export interface ToDesk {
  frame(packed: Packed, reply: (cursor: number) => void): void
  expired(reason: Expiry): void
  /** This hub goes away, or begins anew: come back after a part of so many seconds, taken by chance. */
  move(seconds: number): void
  /** Seconds until the access token ends: time to `refresh`. */
  expiring(seconds: number): void
  /** The customer types; or, with `by`, the agent who has the case, and what. */
  typing(typing: { readonly case: CaseId; readonly typing: boolean; readonly by?: AgentId; readonly text?: string }): void
  pulse(pulse: Pulse): void
  viewing(viewing: {
    readonly case: CaseId
    readonly agents: readonly { readonly id: AgentId; readonly name: string; readonly writing: boolean }[]
    /** Whoever has the case is read by a supervisor while they write: the house wants it so, and they are told. */
    readonly previewed: boolean
  }): void
}
