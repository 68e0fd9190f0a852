import type { z } from 'zod'
import type { Token } from '../../../domain/contract/wire.ts'
import { parseScope, type Scope } from '../../../domain/scope.ts'
import type { Store } from '../store/store.ts'

type After = z.infer<typeof Token>

/**
 * `asked`: wanted, nothing has come yet. `filling`: pages came up to a token. `whole`: all of it is here and kept so.
 * `mends`: rows of it are here and may be wrong; its pages say which go.
 */
export type Holding =
  | { readonly state: 'asked'; readonly usedAt: number; readonly mends: boolean }
  | { readonly state: 'filling'; readonly after: After; readonly usedAt: number; readonly mends: boolean }
  | { readonly state: 'whole'; readonly usedAt: number }

interface Stored {
  readonly name: string
  readonly state: 'asked' | 'again' | 'filling' | 'mending' | 'whole'
  readonly token: string | null
  readonly used_at: number
}

function holdingOf({ state, token, used_at: usedAt }: Stored): Holding {
  const mends = state === 'again' || state === 'mending'
  if (state === 'whole') return { state, usedAt }
  const filling = (state === 'filling' || state === 'mending') && token !== null
  return filling ? { state: 'filling', after: JSON.parse(token), usedAt, mends } : { state: 'asked', usedAt, mends }
}

function stateOf(holding: Holding): Stored['state'] {
  if (holding.state === 'whole' || !holding.mends) return holding.state
  return holding.state === 'asked' ? 'again' : 'mending'
}

/** The scopes this replica holds or is filling: a few thousand at most, so they are kept in memory beside the file. */
export class Held {
  readonly #store: Store
  readonly #scopes = new Map<Scope, Holding>()

  constructor(store: Store) {
    this.#store = store
    this.#load()
    store.whenUndone(() => this.#load())
  }

  #load(): void {
    this.#scopes.clear()
    for (const stored of this.#store.all<Stored>('SELECT name, state, token, used_at FROM scope')) {
      const scope = parseScope(stored.name)
      if (scope) this.#scopes.set(scope, holdingOf(stored))
    }
  }

  readonly has = (scope: Scope): boolean => this.#scopes.has(scope)
  readonly whole = (scope: Scope): boolean => this.#scopes.get(scope)?.state === 'whole'

  /** Whether what is here of a scope may be wrong. */
  mends(scope: Scope): boolean {
    const holding = this.#scopes.get(scope)
    return holding !== undefined && holding.state !== 'whole' && holding.mends
  }

  /** Whether a page that begins after this joins on to what is here: from the very beginning, or from where the last one ended. */
  joins(scope: Scope, after: After | null | undefined): boolean {
    if (after === null || after === undefined) return true
    const holding = this.#scopes.get(scope)
    return holding?.state === 'filling' && holding.after.kind === after.kind && holding.after.id === after.id
  }

  usedAt(scope: Scope): number | null {
    return this.#scopes.get(scope)?.usedAt ?? null
  }

  entries(): readonly (readonly [Scope, Holding])[] {
    return [...this.#scopes]
  }

  set(scope: Scope, holding: Holding): void {
    const token = holding.state === 'filling' ? JSON.stringify(holding.after) : null
    this.#store.run(
      'INSERT INTO scope VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state, token = excluded.token, used_at = excluded.used_at',
      scope,
      stateOf(holding),
      token,
      holding.usedAt,
    )
    this.#scopes.set(scope, holding)
  }

  /** Somebody looked at it: it goes last when room is needed. */
  use(scope: Scope, at: number): void {
    const holding = this.#scopes.get(scope)
    // Only in memory: it is a hint, not worth a write; it reaches the file with the scope's next change.
    if (holding) this.#scopes.set(scope, { ...holding, usedAt: at })
  }

  drop(scope: Scope): void {
    this.#store.run('DELETE FROM scope WHERE name = ?', scope)
    this.#scopes.delete(scope)
  }

  /** Everything is to come again from nothing; what is wanted stays wanted. */
  begin(): void {
    this.#store.run("UPDATE scope SET state = 'asked', token = NULL")
    for (const [scope, { usedAt }] of this.#scopes) this.#scopes.set(scope, { state: 'asked', usedAt, mends: false })
  }
}
