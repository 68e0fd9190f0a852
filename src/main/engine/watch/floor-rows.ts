import type { SiteId } from '../../../domain/id.ts'
import type { Kind, Row } from '../../../domain/kind.ts'
import type { FloorRows } from '../../../domain/rules/floor/look.ts'
import { WRITTEN_SERVICE } from '../../../domain/rules/targets.ts'
import { floorScope } from '../../../domain/scope.ts'
import { rowOf } from '../replica/rows.ts'
import { codes } from '../replica/tables.ts'
import type { Replica } from '../replica.ts'
import { readOf, type Touched } from '../touched.ts'

/** After so many changes that nobody looked at, all is read anew. */
const MOST_MOVED = 5_000

/** The rows of a kind, kept: of thousands on a floor only those that moved are read again. */
class Kept<K extends 'case' | 'commitment' | 'presence'> {
  readonly #replica: Replica
  readonly #kind: K
  readonly #moved = new Set<string>()
  #rows: Map<string, Row<K>> | null = null

  constructor(replica: Replica, kind: K) {
    this.#replica = replica
    this.#kind = kind
  }

  moved(reads: ReadonlySet<string>): void {
    if (this.#rows === null) return
    const name = readOf(this.#kind, '')
    for (const read of reads) if (read.startsWith(name)) this.#moved.add(read.slice(name.length))
    if (this.#moved.size > MOST_MOVED) this.forget()
  }

  forget(): void {
    this.#rows = null
    this.#moved.clear()
  }

  /** All of them that may be of use: as the statement finds them at first, then as they move. */
  rows(sql: string, values: readonly (string | number)[]): readonly Row<K>[] {
    const { store, rows } = this.#replica
    const known = this.#rows
    if (known === null) {
      const found = store.all<{ body: string }>(sql, ...values).map(({ body }) => rowOf<K>(body))
      this.#rows = new Map(found.map((row): [string, Row<K>] => [row.id, row]))
      return found
    }
    for (const id of this.#moved) {
      const row = rows.get(this.#kind, id)
      if (row) known.set(id, row)
      else known.delete(id)
    }
    this.#moved.clear()
    return [...known.values()]
  }

  /** Lets go what will not be of use again. */
  drop(useless: (row: Row<K>) => boolean): void {
    for (const [id, row] of this.#rows ?? []) if (useless(row)) this.#rows?.delete(id)
  }
}

const CASES = `
  SELECT body FROM row_case WHERE listed = 1 AND state = 'open' AND site IN (SELECT value FROM json_each(?))
  UNION ALL
  SELECT body FROM row_case WHERE n >= ? AND listed = 1 AND state <> 'open' AND site IN (SELECT value FROM json_each(?))`

const scoped = (kind: 'commitment' | 'presence'): string => `
  SELECT body FROM row_${kind} WHERE n IN (
    SELECT n FROM row_scope WHERE kind = ${codes[kind]} AND s IN (SELECT s FROM scope_name WHERE name IN (SELECT value FROM json_each(?))))`

/** Row numbers left for each millisecond in which a case was opened; see `rows.ts`. */
const PER_MS = 2_048

/** The rows that a floor is made of, as this device has them with unsent work on top. */
export class FloorRowsKept {
  readonly #replica: Replica
  readonly #cases: Kept<'case'>
  readonly #commitments: Kept<'commitment'>
  readonly #presence: Kept<'presence'>
  /** Of which sites and which feed the kept rows are. */
  #of = ''

  constructor(replica: Replica) {
    this.#replica = replica
    this.#cases = new Kept(replica, 'case')
    this.#commitments = new Kept(replica, 'commitment')
    this.#presence = new Kept(replica, 'presence')
  }

  /** Something moved on this device. */
  moved({ reads, everything }: Touched): void {
    for (const kept of [this.#cases, this.#commitments, this.#presence]) {
      if (everything) kept.forget()
      else kept.moved(reads)
    }
  }

  of(sites: readonly SiteId[], now: number): FloorRows {
    const { rows, epoch } = this.#replica
    const [names, scopes] = [JSON.stringify(sites), JSON.stringify(sites.map(floorScope))]
    const of = `${epoch} ${names}`
    if (of !== this.#of) for (const kept of [this.#cases, this.#commitments, this.#presence]) kept.forget()
    this.#of = of
    const since = Math.max(0, now - WRITTEN_SERVICE.windowMs)
    const here = new Set<string>(sites)
    const cases = this.#over('case', this.#cases.rows(CASES, [names, since * PER_MS, names]))
    this.#cases.drop((row) => row.state !== 'open' && row.openedAt < since)
    this.#commitments.drop(({ state }) => state !== 'open')
    return {
      cases: cases.filter(({ site, state, openedAt }) => here.has(site) && (state === 'open' || openedAt >= since)),
      commitments: this.#over('commitment', this.#commitments.rows(scoped('commitment'), [scopes])).filter(
        ({ site, state }) => here.has(site) && state === 'open',
      ),
      presence: new Map(this.#over('presence', this.#presence.rows(scoped('presence'), [scopes])).map((row) => [row.id, row])),
      agents: rows.all('agent').filter(({ grants }) => grants.some(({ site }) => here.has(site))),
      sites: rows.all('site').filter(({ id }) => here.has(id)),
    }
  }

  /** With what waits here to be sent in its place. */
  #over<K extends Kind>(kind: K, stored: readonly Row<K>[]): readonly Row<K>[] {
    const unsent = this.#replica.pending.overlay.of(kind)
    if (unsent.length === 0) return stored
    const changed = new Set<string>(unsent.map(({ id }) => id))
    return [...stored.filter(({ id }) => !changed.has(id)), ...unsent]
  }
}
