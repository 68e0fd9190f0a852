import type { Envelope } from '../../../domain/command.ts'
import type { CommandId } from '../../../domain/id.ts'
import type { Store } from '../store/store.ts'
import { aboutOf, type Kept, keptOf, type Stored } from './kept.ts'

/** Decided commands are remembered so long, so that a hub restored from a backup can be told again. */
export const REMEMBERED_MS = 7 * 24 * 60 * 60_000

/** What is written down of a command when it is kept. */
export interface Saying {
  readonly envelope: Omit<Envelope, 'seq'>
  readonly lane: string
  readonly hubAt: number | null
}

/** Keeps a command for ever, or until the hub has spoken. Its number is never used twice on this device. */
export function add(store: Store, { envelope, lane, hubAt }: Saying): Kept {
  const { id, name, version, args, saidAt, after } = envelope
  const about = aboutOf(args, lane)
  const seq = store.insert(
    "INSERT INTO outbox (id, lane, name, version, args, said_at, after, state, case_id, party_id, message_id, text, hub_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?)",
    ...[id, lane, name, version, JSON.stringify(args), saidAt, JSON.stringify(after), about.case, about.party, about.message, about.text],
    hubAt,
  )
  if (seq === null) throw new Error(`command ${id} is already kept`)
  const rest = { code: null, field: null, decidedAt: null, pushed: false, again: false, reasons: [] }
  return { envelope: { ...envelope, seq }, lane, about, state: 'waiting', hubAt, ...rest }
}

export const find = (store: Store, id: string): Kept | null => {
  const stored = store.get<Stored>('SELECT * FROM outbox WHERE id = ?', id)
  return stored ? keptOf(stored) : null
}

export const waiting = (store: Store): readonly Kept[] =>
  store.all<Stored>("SELECT * FROM outbox WHERE state = 'waiting' ORDER BY seq").map(keptOf)

/** What the hub has not taken and nobody has let go: waiting, held, for review or refused. */
export const unsettled = (store: Store): readonly Kept[] =>
  store.all<Stored>("SELECT * FROM outbox WHERE state IN ('waiting', 'held', 'review', 'refused') ORDER BY seq").map(keptOf)

export const unsettledOfCase = (store: Store, id: string): readonly Kept[] =>
  store
    .all<Stored>("SELECT * FROM outbox WHERE case_id = ? AND state IN ('waiting', 'held', 'review', 'refused') ORDER BY seq", id)
    .map(keptOf)

/** What the hub has taken since a moment, the newest first. */
export const appliedSince = (store: Store, since: number, limit: number): readonly Kept[] =>
  store
    .all<Stored>(
      "SELECT * FROM outbox WHERE state = 'applied' AND decided_at >= ? ORDER BY decided_at DESC, seq DESC LIMIT ?",
      since,
      limit,
    )
    .map(keptOf)

export const countApplied = (store: Store, since: number): number =>
  store.get<{ c: number }>("SELECT count(*) AS c FROM outbox WHERE state = 'applied' AND decided_at >= ?", since)?.c ?? 0

/** What the hub applied last, of all that is remembered here. */
export const lastApplied = (store: Store): CommandId | null =>
  store.get<{ id: CommandId }>("SELECT id FROM outbox WHERE state = 'applied' ORDER BY decided_at DESC, seq DESC LIMIT 1")?.id ?? null

/** They are about to leave this device: from here on the hub may have them. */
export function markPushed(store: Store, ids: readonly string[]): void {
  store.run('UPDATE outbox SET pushed = 1 WHERE pushed = 0 AND id IN (SELECT value FROM json_each(?))', JSON.stringify(ids))
}

/** The hub may have forgotten what it said: everything it applied of late is sent again, which is safe. */
export const askAgain = (store: Store): boolean =>
  store.run("UPDATE outbox SET state = 'waiting', decided_at = NULL, again = 1 WHERE state = 'applied'") > 0

export function forget(store: Store, now: number): void {
  store.run("DELETE FROM outbox WHERE state IN ('applied', 'discarded', 'replaced') AND decided_at < ?", now - REMEMBERED_MS)
}
