import type { Envelope } from '../../../domain/command.ts'
import type { Outcome } from '../../../domain/refusal.ts'
import type { Store } from '../store/store.ts'

/** `waiting` until the hub has spoken; what it refused stays, with its words, until a person lets it go. */
export type State = 'waiting' | 'applied' | 'refused' | 'discarded'

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
  readonly decidedAt: number | null
}

interface Stored {
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
  readonly decided_at: number | null
  readonly case_id: string | null
  readonly party_id: string | null
  readonly message_id: string | null
  readonly text: string | null
}

/** Decided commands are remembered so long, so that a hub restored from a backup can be told again. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000

const keptOf = (stored: Stored): Kept => ({
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
  decidedAt: stored.decided_at,
})

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What a command says it is about, by the names its arguments share. */
export const aboutOf = (args: Envelope['args'], lane: string): About => ({
  case: textOf(args.case),
  party: textOf(args.party) ?? lane,
  message: textOf(args.message),
  text: textOf(args.text) ?? textOf(args.reason) ?? textOf(args.evidence),
})

/** Keeps a command for ever, or until the hub has spoken. Its number is never used twice on this device. */
export function add(store: Store, envelope: Omit<Envelope, 'seq'>, lane: string): Kept {
  const { id, name, version, args, saidAt, after } = envelope
  const about = aboutOf(args, lane)
  const seq = store.insert(
    "INSERT INTO outbox (id, lane, name, version, args, said_at, after, state, case_id, party_id, message_id, text) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)",
    ...[id, lane, name, version, JSON.stringify(args), saidAt, JSON.stringify(after), about.case, about.party, about.message, about.text],
  )
  if (seq === null) throw new Error(`command ${id} is already kept`)
  return { envelope: { ...envelope, seq }, lane, about, state: 'waiting', code: null, decidedAt: null }
}

export const waiting = (store: Store): readonly Kept[] =>
  store.all<Stored>("SELECT * FROM outbox WHERE state = 'waiting' ORDER BY seq").map(keptOf)

export const refused = (store: Store): readonly Kept[] =>
  store.all<Stored>("SELECT * FROM outbox WHERE state = 'refused' ORDER BY seq").map(keptOf)

/** What is not yet settled in a case: waiting, or refused and not yet let go. */
export const ofCase = (store: Store, id: string): readonly Kept[] =>
  store.all<Stored>("SELECT * FROM outbox WHERE case_id = ? AND state IN ('waiting', 'refused') ORDER BY seq", id).map(keptOf)

/** Writes down the hub's word. It is written once: a second answer for the same command changes nothing. */
export function decide(store: Store, id: string, { outcome, at }: { readonly outcome: Outcome; readonly at: number }): boolean {
  const [state, code] = outcome.ok ? ['applied', null] : ['refused', outcome.refusal.code]
  return store.run("UPDATE outbox SET state = ?, code = ?, decided_at = ? WHERE id = ? AND state = 'waiting'", state, code, at, id) > 0
}

/** A person lets a refused command go. What still waits cannot be called back: it may be on its way. */
export const discard = (store: Store, id: string): boolean =>
  store.run("UPDATE outbox SET state = 'discarded' WHERE id = ? AND state = 'refused'", id) > 0

/** The hub may have forgotten what it said: everything it applied of late is sent again, which is safe. */
export const askAgain = (store: Store): boolean =>
  store.run("UPDATE outbox SET state = 'waiting', decided_at = NULL WHERE state = 'applied'") > 0

export function forget(store: Store, now: number): void {
  store.run("DELETE FROM outbox WHERE state IN ('applied', 'discarded') AND decided_at < ?", now - REMEMBERED_MS)
}
