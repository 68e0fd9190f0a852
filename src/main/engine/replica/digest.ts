import { hash } from 'node:crypto'
import type { Digest } from '../../../domain/contract/wire.ts'
import { type Kind, kindNames } from '../../../domain/kind.ts'
import type { Scope } from '../../../domain/scope.ts'
import type { Store } from '../store/store.ts'
import type { Touched } from '../touched.ts'
import type { Rows } from './rows.ts'
import { codes } from './tables.ts'

interface Standing {
  readonly kind: Kind
  readonly id: string
  readonly ver: number
}

const named = 'WITH at AS (SELECT s FROM scope_name WHERE name = ?)'
const ofKind = (kind: Kind): string =>
  `SELECT '${kind}' AS kind, id, ver FROM at JOIN row_scope USING (s) JOIN row_${kind} USING (n) WHERE row_scope.kind = ${codes[kind]}`
const allOf = `${named} ${kindNames.map(ofKind).join(' UNION ALL ')}`

const hex = (part: number): string => (part >>> 0).toString(16).padStart(8, '0')

/** What of a scope is here, told as `domain/contract/wire.ts` says: computed when it is asked for, which is seldom. */
export function digestOf(store: Store, scope: Scope): Digest {
  const rows = store.all<Standing>(allOf, scope)
  let high = 0
  let low = 0
  for (const { kind, id, ver } of rows) {
    // As digits it costs half of what bytes cost.
    const digits = hash('sha256', `${kind} ${id} ${ver}`, 'hex')
    high ^= Number.parseInt(digits.slice(0, 8), 16)
    low ^= Number.parseInt(digits.slice(8, 16), 16)
  }
  return { scope, n: rows.length, xor: `${hex(high)}${hex(low)}` }
}

/** The feed was put back, perhaps more than once: whatever number a row has, it may be another by now, so none counts as known. */
export function doubt(store: Store): void {
  for (const kind of kindNames) store.run(`UPDATE row_${kind} SET ver = 0`)
}

/** A stretch of a scope, by kind and id: from after one row up to another, and what stands in it. */
export interface Stretch {
  readonly scope: Scope
  readonly after: { readonly kind: string; readonly id: string } | null
  readonly next: { readonly kind: string; readonly id: string } | null
  readonly there: ReadonlySet<string>
}

const placeOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind} ${id}`

/** Takes away what is here of a stretch of a scope and is not there any more. */
export function sweep({ store, rows }: { readonly store: Store; readonly rows: Rows }, stretch: Stretch, touched: Touched): void {
  const { scope, after, next, there } = stretch
  for (const row of store.all<Standing>(allOf, scope)) {
    const place = placeOf(row)
    const within = (after === null || place > placeOf(after)) && (next === null || place <= placeOf(next))
    if (within && !there.has(row.id)) rows.remove(row.kind, row.id, touched)
  }
}
