import '../jitless.ts'
import { z } from 'zod'
import { type AgentId, AttachmentId, CaseId, CommandId, MessageId, PartyId, ResourceId } from '../id.ts'
import type { Row } from '../kind.ts'
import { ATTACHMENT_BYTES, MediaType, Sha256 } from '../noun/attachment.ts'
import type { Outcome } from '../refusal.ts'
import { Instant, Line as OneLine, Words } from '../value.ts'
import { AskAudit, type AuditPage } from './audit.ts'
import type { Delta } from './delta.ts'
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

/** To whom words are being written: the customer, colleagues, or the case's agent alone; a suggestion is one they may take as it is. */
export const DraftMode = z.enum(['reply', 'note', 'whisper', 'suggestion'])
export type DraftMode = z.infer<typeof DraftMode>

/** A file for a case. Its bytes stay on this device, encrypted, until the hub has them; words never wait for them. */
export const Attach = z.strictObject({
  attachment: AttachmentId,
  case: CaseId,
  party: PartyId,
  message: MessageId.nullable(),
  name: OneLine,
  type: MediaType,
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length > 0 && length <= ATTACHMENT_BYTES, 'between one byte and 25 MiB'),
})
export type Attach = z.infer<typeof Attach>

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
  typing: z.strictObject({ case: CaseId, party: PartyId, typing: z.boolean(), text: z.string().max(8_000).optional() }),
  viewing: z.strictObject({ case: CaseId.nullable(), party: PartyId.nullable(), writing: z.boolean() }),
  discard: z.strictObject({ command: CommandId }),
  /** Says it again as a new command, with what was held for it: as it is, or in other words. `knows`: the last message read. */
  resend: z.strictObject({ command: CommandId, text: Words.nullable(), knows: z.int().min(0).nullable() }),
  /** Books another slot; what was held for the booking goes with it. */
  rebook: z.strictObject({ command: CommandId, resource: ResourceId, startsAt: Instant, text: Words.nullable() }),
  /** A field that somebody else changed meanwhile becomes ours after all. */
  keepMine: z.strictObject({ command: CommandId }),
  /** Gives it to a supervisor, with its words. */
  raiseItem: z.strictObject({ command: CommandId, reason: OneLine }),
  reconnect: nothing,
  attach: Attach,
  blob: z.strictObject({ sha256: Sha256 }),
  /** What was done to a case; the hub alone knows. */
  audit: AskAudit,
  lock: nothing,
  /** Who can be let in on this device without the hub. */
  people: nothing,
  unlock: z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(200) }),
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
  | 'lease-over'
  | 'revoked'
  | 'failed'

/** Who is at this desk. `locked`: data is here, but nobody has opened it. */
export type Session =
  | { readonly state: 'signed-out'; readonly hub: string | null; readonly email: string | null; readonly reason: SignInReason | null }
  | { readonly state: 'signed-in'; readonly agent: Row<'agent'>; readonly hub: string; readonly standIn: boolean }
  | {
      readonly state: 'locked'
      readonly email: string
      readonly name: string
      readonly hub: string
      /** `lease`: the hub has not confirmed this device for too long; it must be reached to go on. */
      readonly reason: 'asked' | 'lease' | 'idle'
    }

/** Somebody whose data is on this device. */
export interface Person {
  readonly email: string
  readonly name: string
  readonly hub: string
  readonly lastAt: number
}

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
  readonly resend: Receipt
  readonly rebook: Receipt
  readonly keepMine: Receipt
  readonly raiseItem: Receipt
  readonly reconnect: null
  readonly attach: Receipt
  /** Null where the bytes are neither here nor to be had now. */
  readonly blob: Uint8Array | null
  readonly audit: ({ readonly is: 'page' } & AuditPage) | { readonly is: 'unreached' | 'refused' }
  readonly lock: null
  readonly people: readonly Person[]
  readonly unlock: Answers['signIn']
  readonly openLink: null
  readonly theme: null
  readonly menu: null
}

/** What main tells unasked, in the past tense. A fact never asks for work. */
export interface Facts {
  /** What became of what a watch was last answered or told, in this order. */
  readonly changed: readonly { readonly watch: number; readonly delta: Delta }[]
  readonly lined: Line
  readonly signed: Session
  /** The customer types; or, with `by`, the agent who has the case, and what they have so far. */
  readonly typed: { readonly case: CaseId; readonly typing: boolean; readonly by?: AgentId | undefined; readonly text?: string | undefined }
  readonly viewed: {
    readonly case: CaseId
    readonly agents: readonly { readonly id: string; readonly name: string; readonly writing: boolean }[]
    /** A supervisor is shown what is written here, as it is written. */
    readonly previewed: boolean
  }
  /** The data of this device was damaged and has been made anew: how many unsent things and drafts were brought over. */
  readonly rescued: { readonly unsent: number; readonly drafts: number }
  /** Whether there is room on the disk to keep what is written. */
  readonly room: { readonly full: boolean }
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
