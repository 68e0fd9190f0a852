import { createHash } from 'node:crypto'
import { CommandId } from '../../../domain/id.ts'
import type { Outcome, Refusal } from '../../../domain/refusal.ts'
import { type LateReason, toCustomer } from '../../../domain/rules/late-send.ts'
import type { Store } from '../store/store.ts'
import { chainFrom } from './chain.ts'
import type { Kept, State } from './kept.ts'
import { find, unsettled } from './outbox.ts'

interface Word {
  readonly outcome: Outcome
  readonly at: number
}

interface Change {
  readonly state: State
  readonly code: string | null
  readonly field: string | null
  readonly reasons: readonly LateReason[]
}

const late = (reasons: readonly LateReason[], refusal: Refusal | null): Change => ({
  state: 'review',
  code: refusal?.code ?? null,
  field: refusal?.field ?? null,
  reasons,
})

const plain = (state: State, { code, field }: { readonly code: string | null; readonly field?: string | null | undefined }): Change => ({
  state,
  code,
  field: field ?? null,
  reasons: [],
})

/** What a refusal says of a word to a customer, where it says that the world has moved. */
function movedBy({ code, field }: Refusal): LateReason | null {
  if (code === 'already-resolved') return 'closed'
  if (code === 'moved-on' && field === 'knows') return 'news'
  return code === 'not-yours' || (code === 'moved-on' && field !== 'kind') ? 'reassigned' : null
}

/** The very words are with the hub already: they were taken when an answer was lost. */
const isThere = (store: Store, { about, envelope }: Kept, { code, field }: Refusal): boolean =>
  code === 'already-exists' &&
  field === 'message' &&
  store.get(
    "SELECT 1 FROM row_message WHERE id = ? AND json_extract(body, '$.text') = ?",
    about.message,
    String(envelope.args.text).trim(),
  ) !== undefined

function changeBy(store: Store, kept: Kept, refusal: Refusal): Change {
  if (isThere(store, kept, refusal)) return plain('applied', { code: null })
  const on = refusal.field === 'after' ? kept.envelope.after.flatMap((id) => find(store, id) ?? []) : []
  const stands = on.find(({ state }) => state === 'refused' || state === 'review' || state === 'held')
  // An answer that rested on taking the case is itself the thing to decide; the taking alone has no words.
  if (stands && stands.envelope.name !== 'case.claim') return plain('held', refusal)
  const reason = toCustomer(kept.envelope.name) ? movedBy(refusal) : null
  return reason ? late([reason], refusal) : plain('refused', refusal)
}

function write(store: Store, id: string, { state, code, field, reasons, at }: Change & { readonly at: number | null }): void {
  store.run(
    'UPDATE outbox SET state = ?, code = ?, field = ?, reasons = ?, decided_at = ? WHERE id = ?',
    ...[state, code, field, JSON.stringify(reasons), at, id],
  )
}

/** What rested on it and had not gone stays with it, until a person has chosen. */
function holdDependants(store: Store, root: Kept, at: number): void {
  for (const kept of chainFrom(root, unsettled(store)).slice(1)) {
    if (kept.state !== 'waiting' || kept.pushed) continue
    const taken = root.envelope.name === 'case.claim' && toCustomer(kept.envelope.name)
    write(store, kept.envelope.id, { ...(taken ? late(['reassigned'], null) : plain('held', { code: null })), at })
  }
}

/**
 * Writes down the hub's word. It is written once: a second answer for the same command changes nothing, except that what
 * was held back or put aside here and had reached the hub after all is so no longer.
 */
export function decide(store: Store, id: string, { outcome, at }: Word): boolean {
  const kept = find(store, id)
  if (!kept || !['waiting', 'held', 'review', 'refused'].includes(kept.state)) return false
  if (!outcome.ok && kept.state !== 'waiting') return false
  if (!outcome.ok && outcome.refusal.code === 'reused-number') {
    renumber(store, kept)
    return true
  }
  const change = outcome.ok ? plain('applied', { code: null }) : changeBy(store, kept, outcome.refusal)
  write(store, id, { ...change, at })
  if (change.state !== 'applied') holdDependants(store, kept, at)
  return true
}

/** Words to a customer that may not go by themselves any more wait for a person, with all that rests on them. */
export function review(store: Store, id: string, { reasons, at }: { readonly reasons: readonly LateReason[]; readonly at: number }): void {
  const kept = find(store, id)
  if (kept?.state !== 'waiting') return
  write(store, id, { ...late(reasons, null), at })
  for (const other of unsettled(store)) {
    const later = toCustomer(other.envelope.name) && other.about.case === kept.about.case && other.envelope.seq > kept.envelope.seq
    // Said later in the same breath: it must not arrive before what it follows.
    if (later && other.state === 'waiting' && !other.pushed) write(store, other.envelope.id, { ...late(reasons, null), at })
  }
  holdDependants(store, kept, at)
}

/** A command that cannot be sent is put aside, visibly, so that others go on. */
export function park(store: Store, id: string, at: number): void {
  const kept = find(store, id)
  if (kept?.state !== 'waiting') return
  write(store, id, { ...plain('refused', { code: 'failed' }), at })
  holdDependants(store, kept, at)
}

/** A person lets it go, and with it what was held for it. What may have reached the hub cannot be called back. */
export function discard(store: Store, id: string, at: number): readonly Kept[] {
  const kept = find(store, id)
  const may = kept !== null && (['refused', 'review', 'held'].includes(kept.state) || (kept.state === 'waiting' && !kept.pushed))
  if (!may) return []
  const all = unsettled(store)
  const chain = chainFrom(kept, all).filter((one) => one === kept || one.state === 'held' || (one.state === 'waiting' && !one.pushed))
  const falling = [kept, ...chain.filter((one) => one.envelope.id !== id)]
  for (const one of falling) write(store, one.envelope.id, { ...plain('discarded', one), at })
  return falling
}

/** It is said again by another command; this one is over. */
export function replace(store: Store, id: string, { by, at }: { readonly by: string; readonly at: number }): void {
  store.run("UPDATE outbox SET state = 'replaced', replaced_by = ?, decided_at = ? WHERE id = ?", by, at, id)
}

/** The same command under another id: made of the old one, so that hub and device agree after any restart. */
function anotherId(id: string): CommandId {
  const hex = createHash('sha256').update(`again ${id}`).digest('hex')
  return CommandId.parse([hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-'))
}

const GAP = 1_000_000

/**
 * The hub knows this number as another's: this device's numbers were used before, by a copy of it or in a life it has
 * forgotten. It takes a series far above, and the command goes again under another id; nothing that waits is lost.
 */
function renumber(store: Store, kept: Kept): void {
  const { id } = kept.envelope
  const fresh = anotherId(id)
  const spread = Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 7), 16)
  const top = store.get<{ n: number }>('SELECT max(seq) AS n FROM outbox')?.n ?? 0
  store.run('UPDATE outbox SET id = ?, pushed = 0 WHERE id = ?', fresh, id)
  store.run("UPDATE outbox SET after = replace(after, ?, ?) WHERE state IN ('waiting', 'held')", id, fresh)
  store.run("UPDATE outbox SET seq = seq + ? WHERE state = 'waiting'", top + GAP + spread)
  store.run("UPDATE sqlite_sequence SET seq = (SELECT max(seq) FROM outbox) WHERE name = 'outbox'")
}
