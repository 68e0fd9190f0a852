import type { Digest } from '../../domain/contract/wire.ts'
import type { GroupId } from '../../domain/id.ts'
import type { Kind, KindRow } from '../../domain/kind.ts'
import type { Lookup } from '../../domain/lookup.ts'
import type { Outcome } from '../../domain/refusal.ts'
import type { Subject } from '../../domain/subject.ts'
import type { CaseSpan, ChainPiece, ChainStand, Decision } from '../audit/stored.ts'

/** A row by its name. */
export interface Ref {
  readonly kind: Kind
  readonly id: string
}

/** A question of the lookups' index. */
export interface Question {
  readonly lookup: Lookup
  readonly key: string
}

/** The number a device gave a command: counted up, never used twice. */
export interface DeviceNumber {
  readonly device: string
  readonly number: number
}

/** What a group's feed is at: `at` is the newest time any command was given. */
export interface Feed {
  readonly epoch: string
  readonly head: number
  readonly floor: number
  readonly at: number
}

/** A command's end, kept so that whoever asks again gets the same answer. */
export interface CommandRecord {
  readonly id: string
  readonly by: DeviceNumber | null
  readonly hash: string
  readonly outcome: Outcome
  readonly actor: string
  readonly name: string
  readonly roots: readonly string[]
  readonly subject: Subject
  /** The reason given, in its words; they are kept apart from the audit. */
  readonly why: string | null
}

export interface StoredRecord extends Pick<CommandRecord, 'id' | 'by' | 'hash' | 'outcome' | 'actor'> {
  readonly seq: number
}

/** Work to do after the commit, at least once, outside the transaction. */
export interface Outgoing {
  readonly id: string
  readonly kind: string
  readonly body: Readonly<Record<string, string | number | null>>
  readonly dueAt: number
}

/** What decisions are made on. `rows` hold the answers to the questions too; `found` says which row answers which. */
export interface Loaded {
  readonly feed: Feed
  readonly rows: readonly KindRow[]
  readonly found: readonly (Question & { readonly id: string })[]
  readonly records: readonly StoredRecord[]
}

export interface Wanted {
  readonly rows: readonly Ref[]
  readonly questions: readonly Question[]
  readonly records: readonly string[]
  readonly numbers: readonly DeviceNumber[]
}

/** A row as it shall be, with where it stands and what it left. */
export interface Written {
  readonly row: KindRow
  readonly scopes: readonly string[]
  readonly entered: readonly string[]
  readonly left: readonly string[]
  readonly answers: readonly Question[]
  readonly answersNoMore: readonly Question[]
}

/** A device that is told how a command of its ended. */
export interface Told {
  readonly device: string
  readonly command: string
}

/** All that one batch of decisions changes; written by one statement, under one number of the feed. */
export interface Changes {
  readonly at: number
  readonly rows: readonly Written[]
  readonly records: readonly CommandRecord[]
  readonly told: readonly Told[]
  readonly outgoing: readonly Outgoing[]
}

/** A write transaction that holds its roots. */
export interface Locked {
  load(wanted: Wanted): Promise<Loaded>
  /**
   * The last thing a transaction does: bumps the feed's head, writes everything with it and commits; the new head. Throws
   * Collided, and nothing is written, if the feed's clock is past `at`.
   */
  save(changes: Changes): Promise<number>
}

/** What moved: a row (or a command's end, kind `result`), where it was pointed at, and how it is now. */
export interface Entry {
  readonly kind: Kind | 'result'
  readonly id: string
  /** The newest number, within the window, at which it was pointed at. */
  readonly last: number
  /** The number of its last change; beyond the window when it has changed again since. */
  readonly ver: number
  /** JSON text: the row, or the outcome; null when it is no more. */
  readonly body: string | null
  readonly pointed: readonly string[]
  /** The scopes it stands in now. */
  readonly scopes: readonly string[]
}

/** Everything that moved in (after, to], each once. `to` never divides what one transaction changed. */
export interface Window {
  readonly to: number
  readonly entries: readonly Entry[]
}

/** What one commit moved, as any reader of the feed will find it there. */
export interface Committed {
  readonly epoch: string
  readonly seq: number
  readonly entries: readonly Entry[]
}

export interface Span {
  readonly after: number
  /** Only what was pointed at in these; null for everything. */
  readonly scopes: readonly string[] | null
  /** How many pointers are looked at, at most. */
  readonly pointers: number
  /** The window ends before the transaction that begins past this many bytes. */
  readonly bytes: number
}

/** Part of a scope's snapshot: the text of a JSON array of `SentRow`, and where it goes on. */
export interface PageText {
  readonly rows: string
  readonly count: number
  readonly next: Ref | null
}

export interface PageSpan {
  readonly scope: string
  readonly after: Ref | null
  readonly rows: number
  readonly bytes: number
}

/** One moment of the store: every answer is of the same instant, that of `feed.head`. */
export interface View {
  readonly feed: Feed
  rows(refs: readonly Ref[]): Promise<readonly KindRow[]>
  find(question: Question): Promise<readonly KindRow[]>
  /** Every row of a scope, for readers inside the hub; desks get pages. */
  scope(scope: string): Promise<readonly KindRow[]>
  window(span: Span): Promise<Window>
  /** How the newest commands of a device ended, by its own numbers: for a desk that begins anew with its outbox unsent. */
  ends(device: string, limit: number): Promise<readonly Entry[]>
  /** Whether a command has come to an end. */
  ended(command: string): Promise<boolean>
  page(span: PageSpan): Promise<PageText>
  /** What stands in each of these scopes, told by count and exclusive-or; of these kinds alone. */
  digests(scopes: readonly string[], kinds: readonly string[]): Promise<readonly Digest[]>
  /** The number of the newest commit at or before a time, as far as commands tell; 0 where none does. */
  seqAt(at: number): Promise<number>
  /** What was decided about a case, newest first. */
  history(span: CaseSpan): Promise<readonly Decision[]>
}

/** The audit's chain at one moment, each value as it is stored: what somebody changed may be anything. */
export interface ChainView {
  /** Where the feed says the chain begins and ends. */
  stand(): Promise<ChainStand>
  /** The chain after a number (null: from whatever stands first), so many links of it; with the last of them, all entries left. */
  chain(after: string | null, links: number): Promise<ChainPiece>
}

/** One group's truth. PostgreSQL keeps it; the model in memory stands in for it in simulations. */
export interface Store {
  readonly group: GroupId
  /** Makes the group's feed if it has none yet. */
  found(epoch: string): Promise<void>
  /** Does work while nobody else changes what these roots serialise; what it saves is kept whole, or not at all. */
  change<T>(roots: readonly string[], work: (locked: Locked) => Promise<T>): Promise<T>
  read<T>(work: (view: View) => Promise<T>): Promise<T>
  /** Looks at the audit's chain, for whoever checks it. */
  walk<T>(work: (chain: ChainView) => Promise<T>): Promise<T>
  /** Forgets pointers up to this number: whoever stands below it compares its scopes and takes anew what differs. */
  forget(upTo: number): Promise<void>
  /** Drops pointers up to this number that a later one of the same row and scope makes needless; how many. */
  compact(upTo: number): Promise<number>
  /** Begins another epoch, if this one is still that named. */
  renew(from: string, epoch: string): Promise<void>
  /** Takes due work for a while; work not finished by `until` is given out again. */
  claim(asked: {
    readonly kind: string
    readonly now: number
    readonly until: number
    readonly limit: number
  }): Promise<readonly Outgoing[]>
  finish(ids: readonly string[]): Promise<void>
}

/** The scope in which a device hears how its commands ended. No desk asks for it: it is the device's own. */
export const deviceScope = (device: string): string => `device:${device}`
