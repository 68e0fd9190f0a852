import type { Scope } from '../../../domain/scope.ts'
import type { Store } from '../store/store.ts'

const REMEMBERED = 10_000

/** Short numbers for the scopes' long names, since every row names two or three. */
export class ScopeNames {
  readonly #store: Store
  readonly #known = new Map<Scope, number>()

  constructor(store: Store) {
    this.#store = store
    store.whenUndone(() => this.#known.clear())
  }

  find(name: Scope): number | null {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const found = this.#store.get<{ s: number }>('SELECT s FROM scope_name WHERE name = ?', name)
    if (!found) return null
    return this.#remember(name, found.s)
  }

  make(name: Scope): number {
    const known = this.find(name)
    if (known !== null) return known
    this.#store.run('INSERT INTO scope_name (name) VALUES (?)', name)
    return this.find(name) ?? this.make(name)
  }

  #remember(name: Scope, s: number): number {
    if (this.#known.size >= REMEMBERED) this.#known.clear()
    this.#known.set(name, s)
    return s
  }
}
