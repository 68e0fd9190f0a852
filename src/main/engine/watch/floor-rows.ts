import type { SiteId } from '../../../domain/id.ts'
import type { Kind, Row } from '../../../domain/kind.ts'
import type { FloorRows } from '../../../domain/rules/floor/look.ts'
import { WRITTEN_SERVICE } from '../../../domain/rules/targets.ts'
import { floorScope } from '../../../domain/scope.ts'
import { rowOf } from '../replica/rows.ts'
import { codes } from '../replica/tables.ts'
import type { Replica } from '../replica.ts'

interface Kept {
  readonly ver: number
  readonly row: unknown
}

interface Stub {
  readonly n: number
  readonly id: string
  readonly ver: number
}

/** Rows of a kind as they were last read: of thousands on a floor only those that have a newer version are read again. */
class Versions<K extends Kind> {
  readonly #replica: Replica
  readonly #kind: K
  #kept = new Map<string, Kept>()
  #epoch: string | null = null

  constructor(replica: Replica, kind: K) {
    this.#replica = replica
    this.#kind = kind
  }

  /** The rows of these stubs, and nothing else is kept for the next time. */
  rows(stubs: readonly Stub[]): readonly Row<K>[] {
    const { store, epoch } = this.#replica
    // Another epoch counts anew: the same version may be another row.
    if (epoch !== this.#epoch) this.#kept = new Map()
    this.#epoch = epoch
    const next = new Map<string, Kept>()
    for (const { n, id, ver } of stubs) {
      const known = this.#kept.get(id)
      const row = known?.ver === ver ? known.row : this.#read(store, n)
      next.set(id, { ver, row })
    }
    this.#kept = next
    return [...next.values()].map(({ row }) => row as Row<K>)
  }

  #read(store: Replica['store'], n: number): Row<K> {
    const found = store.get<{ body: string }>(`SELECT body FROM row_${this.#kind} WHERE n = ?`, n)
    if (!found) throw new Error(`row ${n} of ${this.#kind} went while it was read`)
    return rowOf<K>(found.body)
  }
}

const OPEN = `
  SELECT n, id, ver FROM row_case WHERE listed = 1 AND state = 'open' AND site IN (SELECT value FROM json_each(?))
  UNION SELECT n, id, ver FROM row_case WHERE n >= ? AND listed = 1 AND site IN (SELECT value FROM json_each(?))`

const scoped = (kind: 'commitment' | 'presence'): string => `
  SELECT DISTINCT n, id, ver FROM row_scope JOIN row_${kind} USING (n)
  WHERE row_scope.kind = ${codes[kind]} AND s IN (SELECT s FROM scope_name WHERE name IN (SELECT value FROM json_each(?)))`

/** Row numbers left for each millisecond in which a case was opened; see `rows.ts`. */
const PER_MS = 2_048

/** The rows that a floor is made of, as this device has them with unsent work on top. */
export class FloorRowsKept {
  readonly #replica: Replica
  readonly #cases: Versions<'case'>
  readonly #commitments: Versions<'commitment'>
  readonly #presence: Versions<'presence'>

  constructor(replica: Replica) {
    this.#replica = replica
    this.#cases = new Versions(replica, 'case')
    this.#commitments = new Versions(replica, 'commitment')
    this.#presence = new Versions(replica, 'presence')
  }

  of(sites: readonly SiteId[], now: number): FloorRows {
    const { store, rows } = this.#replica
    const [names, scopes] = [JSON.stringify(sites), JSON.stringify(sites.map(floorScope))]
    const since = Math.max(0, now - WRITTEN_SERVICE.windowMs) * PER_MS
    const here = (site: SiteId): boolean => sites.includes(site)
    return {
      cases: this.#over('case', this.#cases.rows(store.all<Stub>(OPEN, names, since, names))).filter(({ site }) => here(site)),
      commitments: this.#over('commitment', this.#commitments.rows(store.all<Stub>(scoped('commitment'), scopes))).filter(
        ({ site, state }) => here(site) && state === 'open',
      ),
      presence: new Map(
        this.#over('presence', this.#presence.rows(store.all<Stub>(scoped('presence'), scopes))).map((row) => [row.id, row]),
      ),
      agents: rows.all('agent').filter(({ grants }) => grants.some((grant) => here(grant.site))),
      sites: rows.all('site').filter(({ id }) => here(id)),
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
