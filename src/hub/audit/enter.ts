import { randomBytes } from 'node:crypto'
import type { Changes } from '../store/store.ts'
import { bound, entryDigest, reasonMark } from './digest.ts'
import type { StoredEntry, StoredReason } from './stored.ts'

/** An entry before its number is known. */
export type Entering = Omit<StoredEntry, 'seq'> & { readonly reason: StoredReason | null }

/** What a batch writes into the audit, and what its link binds. */
export interface Entries {
  readonly entries: readonly Entering[]
  readonly bound: string
}

type Decided = Changes['records'][number]

function reasonFor(words: string | null): StoredReason | null {
  return words === null ? null : { salt: randomBytes(16).toString('hex'), words }
}

function entryOf(group: string, { at, place, record }: { at: number; place: number; record: Decided }): Entering {
  const { id, actor, name, roots, outcome, subject } = record
  const reason = reasonFor(record.why)
  const stated = {
    place: String(place),
    command: id,
    at: String(at),
    actor,
    name,
    roots,
    code: outcome.ok ? null : outcome.refusal.code,
    case: subject.case,
    message: subject.message,
    why: reason && reasonMark(reason.salt, reason.words),
  }
  return { ...stated, reason, digest: entryDigest(group, stated) }
}

/** Makes the entries of a batch. */
export function enter(group: string, { at, records }: Pick<Changes, 'at' | 'records'>): Entries {
  const entries = records.map((record, place) => entryOf(group, { at, place, record }))
  return { entries, bound: bound(entries.map(({ digest }) => digest)) }
}
