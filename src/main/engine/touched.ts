import type { KindRow } from '../../domain/kind.ts'
import { lookupsOf } from '../../domain/lookup.ts'
import { type Scope, scopesOf } from '../../domain/scope.ts'

/** What a change can touch on a screen. A watch names what it shows; only then is it read again. */
export type Touch =
  | 'queue'
  | 'reference'
  | 'outbox'
  | 'line'
  | 'held'
  | 'presence'
  | 'pulse'
  | 'whispers'
  | `floor:${string}`
  | `site:${string}`
  | `case:${string}`
  | `thread:${string}`
  | `party:${string}`

/** What a change can touch for a command that waits: a row by its id, or an answer to a lookup. */
export const readOf = (kind: string, id: string): string => `${kind} ${id}`
export const askOf = (lookup: string, key: string): string => `${lookup} ${key}`

/** Whether two sets have something in common. */
export function meet<T>(some: ReadonlySet<T>, others: ReadonlySet<T>): boolean {
  const [few, many] = some.size < others.size ? [some, others] : [others, some]
  for (const one of few) if (many.has(one)) return true
  return false
}

const isParty = (scope: Scope): scope is `party:${string}` => scope.startsWith('party:')

/** On whose floor a row is seen. */
function floorsOf({ kind, row }: KindRow): readonly string[] {
  if (kind === 'case' || kind === 'commitment') return [row.site]
  return kind === 'presence' ? row.sites : []
}

/** Gathers what one absorbed frame, or one change made here, has moved. */
export class Touched {
  readonly screens = new Set<Touch>()
  readonly reads = new Set<string>()
  /** The whole replica was replaced: every screen looks again. */
  everything = false
  /** Which parties are one customer has changed. */
  kin = false
  /** Whom a dealership expects has changed. */
  expected = false

  /** `scopes`: where the row stands, if its caller knows already; thousands come at once. */
  row(changed: KindRow, scopes: readonly Scope[] = scopesOf(changed)): void {
    const { kind, row } = changed
    this.reads.add(readOf(kind, row.id))
    this.kin ||= kind === 'customer'
    this.expected ||= kind === 'appointment'
    for (const { lookup, key } of lookupsOf(changed)) this.reads.add(askOf(lookup, key))
    this.shown(changed, scopes)
  }

  /** What only screens see: work that waits here reads it from the overlay itself. */
  shown(changed: KindRow, scopes: readonly Scope[] = scopesOf(changed)): void {
    for (const scope of scopes) {
      if (scope === 'ref') this.screens.add('reference')
      else if (isParty(scope)) this.screens.add(scope)
    }
    if (changed.kind === 'commitment' || changed.kind === 'appointment' || changed.kind === 'resource')
      this.screens.add(`site:${changed.row.site}`)
    if (changed.kind === 'case') this.screens.add('queue').add(`case:${changed.row.id}`)
    if (changed.kind === 'whisper') this.screens.add('whispers').add(`thread:${changed.row.case}`)
    if (changed.kind === 'presence') this.screens.add('presence')
    for (const site of floorsOf(changed)) this.screens.add(`floor:${site}`)
    if (changed.kind === 'message') this.screens.add(`thread:${changed.row.case}`)
  }

  /** What a command is about shows its fate. */
  about({ case: id }: { readonly case: string | null }): void {
    if (id !== null) this.screens.add(`case:${id}`).add(`thread:${id}`)
  }

  party(id: string): void {
    this.screens.add(`party:${id}`)
  }

  add(...screens: readonly Touch[]): void {
    for (const screen of screens) this.screens.add(screen)
  }
}
