import type { Read, Tx } from '../../domain/command.ts'
import type { Kind, KindRow, Row } from '../../domain/kind.ts'
import { type Found, type Lookup, lookups, lookupsOf } from '../../domain/lookup.ts'
import type { Loaded } from '../store/store.ts'

/** A command read what was not loaded: it is loaded and the command decided again. Never seen outside the authority. */
export class Undeclared extends Error {
  override readonly name = 'Undeclared'
  readonly reads: readonly Read[]
  constructor(reads: readonly Read[]) {
    super('a read that was not declared')
    this.reads = reads
  }
}

const rowName = (kind: Kind, id: string): string => `${kind} ${id}`
const questionName = (lookup: Lookup, key: string): string => `${lookup} ${key}`

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Rows are found under ids in lower case only: another spelling would be another row here and the same one in a table. */
export const isId = (id: string): boolean => uuid.test(id)

/** A row before this batch and now. */
export interface Change {
  readonly before: KindRow | null
  readonly after: KindRow
}

/** The rows all commands of a batch decide on: loaded once, then as the commands before left them. */
export class Shared {
  readonly #loaded = new Map<string, KindRow | null>()
  readonly #answers = new Map<string, Set<string>>()
  readonly #changed = new Map<string, KindRow>()
  readonly #answered = new Map<string, Set<string>>()

  /** Takes in what was loaded; what is asked for and not there is known to be absent. */
  fill(asked: readonly Read[], { rows, found }: Pick<Loaded, 'rows' | 'found'>): void {
    for (const row of rows) this.#keep(rowName(row.kind, row.row.id), row)
    for (const read of asked) {
      if ('kind' in read) this.#keep(rowName(read.kind, read.id), null)
      else if (!this.#answers.has(questionName(read.lookup, read.key))) this.#answers.set(questionName(read.lookup, read.key), new Set())
    }
    for (const { lookup, key, id } of found) this.#answers.get(questionName(lookup, key))?.add(id)
  }

  #keep(name: string, row: KindRow | null): void {
    if (!this.#loaded.has(name)) this.#loaded.set(name, row)
  }

  /** The row; null where there is none; undefined where nobody has looked. */
  row(kind: Kind, id: string): KindRow | null | undefined {
    if (!isId(id)) return null
    const name = rowName(kind, id)
    return this.#changed.get(name) ?? this.#loaded.get(name)
  }

  /** Ids that answer a question, or did; undefined where nobody has looked. */
  candidates(lookup: Lookup, key: string): readonly string[] | undefined {
    const name = questionName(lookup, key)
    const loaded = this.#answers.get(name)
    return loaded && [...loaded, ...(this.#answered.get(name) ?? [])]
  }

  knows(read: Read): boolean {
    return 'kind' in read ? this.row(read.kind, read.id) !== undefined : this.#answers.has(questionName(read.lookup, read.key))
  }

  /** Takes over what an applied command has written. */
  take(rows: Iterable<KindRow>): void {
    for (const row of rows) {
      this.#changed.set(rowName(row.kind, row.row.id), row)
      for (const { lookup, key } of lookupsOf(row)) {
        const name = questionName(lookup, key)
        const ids = this.#answered.get(name) ?? new Set()
        this.#answered.set(name, ids.add(row.row.id))
      }
    }
  }

  changes(): readonly Change[] {
    return [...this.#changed].map(([name, after]) => ({ before: this.#loaded.get(name) ?? null, after }))
  }
}

/** One command's view: it writes on a sheet of its own, so that a refusal leaves no trace. */
export class Layer implements Tx {
  readonly #shared: Shared
  readonly #written = new Map<string, KindRow>()

  constructor(shared: Shared) {
    this.#shared = shared
  }

  get<K extends Kind>(kind: K, id: string): Row<K> | null {
    const found = this.#written.get(rowName(kind, id)) ?? this.#shared.row(kind, id)
    if (found === undefined) throw new Undeclared([{ kind, id }])
    // A name begins with its kind, so what is found under it is of that kind.
    return found === null ? null : (found.row as Row<K>)
  }

  find<L extends Lookup>(lookup: L, key: string): readonly Found<L>[] {
    const shared = this.#shared.candidates(lookup, key)
    if (!shared) throw new Undeclared([{ lookup, key }])
    const { kind } = lookups[lookup]
    const own = [...this.#written.values()].filter((row) => row.kind === kind).map(({ row }) => row.id)
    return [...new Set([...shared, ...own])].sort().flatMap((id) => {
      const row = this.get(kind, id)
      const answers = row !== null && lookupsOf({ kind, row } as KindRow).some((entry) => entry.lookup === lookup && entry.key === key)
      return answers ? [row as Found<L>] : []
    })
  }

  put<K extends Kind>(kind: K, row: Row<K>): void {
    this.#written.set(rowName(kind, row.id), { kind, row } as KindRow)
  }

  /** What it wrote. What these rows were before must be known too: it says which scopes they left. */
  written(): readonly KindRow[] {
    const rows = [...this.#written.values()]
    const unknown = rows.map(({ kind, row }): Read => ({ kind, id: row.id })).filter((read) => !this.#shared.knows(read))
    if (unknown.length > 0) throw new Undeclared(unknown)
    return rows
  }
}
