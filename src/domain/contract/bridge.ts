import '../jitless.ts'
import { z } from 'zod'
import { CaseId, CommandId, PartyId } from '../id.ts'
import type { Row } from '../kind.ts'
import type { Outcome } from '../refusal.ts'
import { Words } from '../value.ts'
import { Query, type Result } from './query.ts'

const nothing = z.undefined()
const Watch = z.int().min(1)

/** A change a person makes on a screen. Ids inside `args` were made by the renderer, so asking twice is asking once. */
export const Run = z.strictObject({
  name: z.string().max(60),
  version: z.int().min(1),
  args: z.record(z.string().max(60), z.json()),
  after: z.array(CommandId).max(20),
})
export type Run = z.infer<typeof Run>

export const DraftMode = z.enum(['reply', 'note'])
export type DraftMode = z.infer<typeof DraftMode>

/** What the renderer may ask, with the parser of each argument: at once its type and its guard. */
export const asks = {
  session: nothing,
  signIn: z.strictObject({ hub: z.url().max(300), email: z.email().max(254), password: z.string().min(1).max(200) }),
  signOut: nothing,
  watch: z.strictObject({ watch: Watch, query: Query }),
  unwatch: Watch,
  run: Run,
  keepDraft: z.strictObject({ case: CaseId, mode: DraftMode, text: z.string().max(8_000) }),
  draft: z.strictObject({ case: CaseId, mode: DraftMode }),
  search: z.strictObject({ text: z.string().max(200), limit: z.int().min(1).max(50) }),
  typing: z.strictObject({ case: CaseId, party: PartyId, typing: z.boolean() }),
  viewing: z.strictObject({ case: CaseId.nullable(), party: PartyId.nullable(), writing: z.boolean() }),
  discard: z.strictObject({ command: CommandId }),
  reconnect: nothing,
  openLink: z.url().max(2_000),
  theme: z.enum(['light', 'dark', 'system']),
  /** The commands for the application's menu, in the language of the screen; `chosen` tells the name of the one picked. */
  menu: z
    .array(
      z.strictObject({
        label: z.string().min(1).max(60),
        items: z
          .array(z.strictObject({ name: z.string().max(60), label: z.string().min(1).max(100), key: z.string().max(40).nullable() }))
          .max(60),
      }),
    )
    .max(12),
} as const

export type Ask = keyof typeof asks
export type Argument<A extends Ask> = z.infer<(typeof asks)[A]>

/** Why somebody is not let in; the renderer has a sentence for each that says what to do. */
export type SignInReason =
  | 'bad-address'
  | 'wrong-password'
  | 'too-many'
  | 'unreachable'
  | 'not-on-device'
  | 'keyring-changed'
  | 'in-use'
  | 'newer-data'
  | 'disk-full'
  | 'damaged'
  | 'update'
  | 'signed-out'
  | 'failed'

/** Who is at this desk. `locked`: data is here, but nobody has opened it. */
export type Session =
  | { readonly state: 'signed-out'; readonly hub: string | null; readonly email: string | null; readonly reason: SignInReason | null }
  | { readonly state: 'signed-in'; readonly agent: Row<'agent'>; readonly hub: string; readonly standIn: boolean }

/** The line to the hub. `since` is when it became so; `seenAt` is when this device last knew it had everything. */
export interface Line {
  readonly state: 'live' | 'catching-up' | 'connecting' | 'offline'
  readonly since: number
  readonly seenAt: number | null
  /** Why not, in the hub's or the network's own words; null while all is well. */
  readonly reason: string | null
}

export interface Hit {
  readonly kind: 'message' | 'case' | 'party'
  readonly case: CaseId | null
  readonly party: PartyId
  readonly title: string
  /** The words around the match; matches stand between U+2068 and U+2069. */
  readonly snippet: string
  readonly at: number
}

/** The receipt of a change: it is in the outbox, durably, and what this device makes of it for now. */
export type Receipt =
  | { readonly kept: true; readonly command: string; readonly outcome: Outcome | null }
  | { readonly kept: false; readonly outcome: Extract<Outcome, { ok: false }> }

export interface Answers {
  readonly session: Session
  readonly signIn:
    | { readonly ok: true }
    | {
        readonly ok: false
        readonly reason: SignInReason
        readonly field: 'hub' | 'email' | 'password' | null
        readonly waitSeconds: number | null
      }
  readonly signOut: null
  readonly watch: Result
  readonly unwatch: null
  readonly run: Receipt
  readonly keepDraft: null
  readonly draft: string
  readonly search: readonly Hit[]
  readonly typing: null
  readonly viewing: null
  readonly discard: null
  readonly reconnect: null
  readonly openLink: null
  readonly theme: null
  readonly menu: null
}

/** What main tells unasked, in the past tense. A fact never asks for work. */
export interface Facts {
  readonly changed: readonly { readonly watch: number; readonly result: Result }[]
  readonly lined: Line
  readonly signed: Session
  readonly typed: { readonly case: CaseId; readonly typing: boolean }
  readonly viewed: {
    readonly case: CaseId
    readonly agents: readonly { readonly id: string; readonly name: string; readonly writing: boolean }[]
  }
  /** A command of the application menu was chosen. */
  readonly chosen: string
  /** A deep link asks for a case; the renderer decides when to go there. */
  readonly linked: { readonly case: CaseId }
}

export type Fact = keyof Facts

export type Handlers = { readonly [A in Ask]: (argument: Argument<A>) => Promise<Answers[A]> }
export type Hear = <F extends Fact>(fact: F, then: (value: Facts[F]) => void) => () => void

/** What a renderer sees as `window.desk`. */
export type Desk = Handlers & { readonly hear: Hear }

/** The longest text a composer takes; said here so that both sides agree. */
export const TEXT_LIMIT = Words.maxLength ?? 8_000
