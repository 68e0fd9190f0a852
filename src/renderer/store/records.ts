import type { Result } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { share } from './share.ts'

type Listener = () => void

/** The case headers inside a result, for the map of records. */
export function casesIn(result: Result): readonly Row<'case'>[] {
  if (result.of === 'queue') return result.value.cases
  if (result.of === 'case') return result.value.case === null ? [] : [result.value.case]
  return result.of === 'dossier' && result.value !== null ? result.value.cases : []
}

interface Kept {
  row: Row<'case'>
  holders: number
}

/** Case headers by id, each kept as long as some open watch shows it. */
export class Records {
  readonly #rows = new Map<string, Kept>()
  readonly #listeners = new Map<string, Set<Listener>>()

  get(id: string): Row<'case'> | null {
    return this.#rows.get(id)?.row ?? null
  }

  listen(id: string, then: Listener): () => void {
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners.add(then))
    return () => {
      listeners.delete(then)
      if (listeners.size > 0) return
      this.#listeners.delete(id)
      if ((this.#rows.get(id)?.holders ?? 0) <= 0) this.#rows.delete(id)
    }
  }

  /** Takes rows in, and collects into `told` whoever listens to one that changed. */
  take(rows: readonly Row<'case'>[], told: Set<Listener>): void {
    for (const row of rows) {
      const kept = this.#rows.get(row.id)
      const next = share(kept?.row ?? null, row)
      if (kept) kept.holders += 1
      if (kept?.row === next) continue
      if (kept) kept.row = next
      else this.#rows.set(row.id, { row: next, holders: 1 })
      for (const listener of this.#listeners.get(row.id) ?? []) told.add(listener)
    }
  }

  /** Lets go of rows that a watch no longer shows. */
  release(ids: readonly string[]): void {
    for (const id of ids) {
      const kept = this.#rows.get(id)
      if (!kept) continue
      kept.holders -= 1
      if (kept.holders <= 0 && !this.#listeners.has(id)) this.#rows.delete(id)
    }
  }
}
