import type { Context, Envelope, Tx } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Kind, KindRow, Row } from '../../src/domain/kind.ts'
import { type Found, type Lookup, lookupsOf } from '../../src/domain/lookup.ts'
import type { Outcome } from '../../src/domain/refusal.ts'

/** A store of rows for one test: what commands see and change. */
export interface MemoryTx extends Tx {
  /** Every row, ordered by kind and id, so that two stores can be compared. */
  rows(): readonly KindRow[]
  of<K extends Kind>(kind: K): readonly Row<K>[]
  fork(): MemoryTx
}

export function memoryTx(base: readonly KindRow[] = []): MemoryTx {
  const held = new Map(base.map((entry) => [`${entry.kind} ${entry.row.id}`, entry]))
  const all = (): readonly KindRow[] => [...held].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
  return {
    get: <K extends Kind>(kind: K, id: string) => (held.get(`${kind} ${id}`)?.row ?? null) as Row<K> | null,
    find: <L extends Lookup>(lookup: L, key: string) =>
      all()
        .filter((entry) => lookupsOf(entry).some((found) => found.lookup === lookup && found.key === key))
        .map((entry) => entry.row as Found<L>),
    put(kind, row) {
      held.set(`${kind} ${row.id}`, { kind, row } as KindRow)
    },
    rows: all,
    of: <K extends Kind>(kind: K) => all().flatMap((entry) => (entry.kind === kind ? [entry.row as Row<K>] : [])),
    fork: () => memoryTx(all()),
  }
}

/** Decides on a store: applied, the rows it changed stay; refused, none do. */
export function decideIn(tx: MemoryTx, asked: Pick<Envelope, 'name' | 'args'> & { version?: number }, context: Context): Outcome {
  const trial = tx.fork()
  const outcome = decide(trial, { version: 1, ...asked }, context)
  if (outcome.ok) for (const { kind, row } of trial.rows()) tx.put(kind, row)
  return outcome
}
