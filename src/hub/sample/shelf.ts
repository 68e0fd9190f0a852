import type { Tx } from '../../domain/command.ts'
import { type Kind, type KindRow, kindNames, type Row } from '../../domain/kind.ts'
import { lookupsOf } from '../../domain/lookup.ts'

/** The rows of one customer while they are being made. */
export interface Shelf extends Tx {
  readonly all: (kind: Kind) => readonly Row<Kind>[]
}

export function shelf(): Shelf {
  const rows = new Map<Kind, Map<string, KindRow>>(kindNames.map((kind) => [kind, new Map()]))
  const held = (kind: Kind) => [...(rows.get(kind)?.values() ?? [])]
  const found = (lookup: string, key: string) =>
    kindNames.flatMap((kind) => held(kind).filter((entry) => lookupsOf(entry).some((at) => at.lookup === lookup && at.key === key)))
  // What was put under a kind is of that kind; the map cannot say so.
  return {
    get: (kind, id) => (rows.get(kind)?.get(id)?.row ?? null) as never,
    find: (lookup, key) => found(lookup, key).map(({ row }) => row) as never,
    put: (kind, row) => rows.get(kind)?.set(row.id, { kind, row } as KindRow),
    all: (kind) => held(kind).map(({ row }) => row),
  }
}
