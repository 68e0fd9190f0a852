import type { Kind, KindRow, Row } from '../../../domain/kind.ts'
import { type Found, type Lookup, lookups, lookupsOf } from '../../../domain/lookup.ts'

/** Rows as unsent work would make them: small, in memory, made again from the outbox at any time. */
export class Overlay {
  readonly #rows = new Map<Kind, Map<string, KindRow>>()

  get<K extends Kind>(kind: K, id: string): Row<K> | null {
    // A map holds only rows of the kind it is kept under.
    return (this.#rows.get(kind)?.get(id)?.row as Row<K> | undefined) ?? null
  }

  has(kind: Kind, id: string): boolean {
    return this.#rows.get(kind)?.has(id) ?? false
  }

  of<K extends Kind>(kind: K): readonly Row<K>[] {
    return [...(this.#rows.get(kind)?.values() ?? [])].map(({ row }) => row as Row<K>)
  }

  find<L extends Lookup>(lookup: L, key: string): readonly Found<L>[] {
    const rows = [...(this.#rows.get(lookups[lookup].kind)?.values() ?? [])]
    // A lookup answers with its own kind.
    return rows
      .filter((row) => lookupsOf(row).some((entry) => entry.lookup === lookup && entry.key === key))
      .map(({ row }) => row as Found<L>)
  }

  put(row: KindRow): void {
    const known = this.#rows.get(row.kind)
    if (known) known.set(row.row.id, row)
    else this.#rows.set(row.kind, new Map([[row.row.id, row]]))
  }

  *[Symbol.iterator](): Iterator<KindRow> {
    for (const rows of this.#rows.values()) yield* rows.values()
  }
}
