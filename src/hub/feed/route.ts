import type { Entry } from '../store/store.ts'
import type { Desk } from './desk.ts'
import type { Moved } from './ring.ts'
import type { ScopeIndex } from './scope-index.ts'

/** Which desks something that moved concerns: to tell them, or to ask anew what they may hold. */
export interface Routes {
  readonly tell: ReadonlyMap<Desk, readonly Entry[]>
  readonly review: ReadonlySet<Desk>
}

export interface Directory {
  readonly scopes: ScopeIndex<Desk>
  readonly agents: ScopeIndex<Desk>
}

/** A grant, a queue's site or a party's sites may have changed: those whose rights hang on it are asked anew. */
function concerned({ kind, id }: Entry, { scopes, agents }: Directory): Iterable<Desk> {
  if (kind === 'agent') return agents.in(id)
  return kind === 'queue' || kind === 'party' ? scopes.in(`${kind}:${id}`) : []
}

/** Finds the desks of each entry by its scopes. */
export function routesOf({ entries }: Moved, directory: Directory): Routes {
  const tell = new Map<Desk, Entry[]>()
  const review = new Set<Desk>()
  for (const entry of entries) {
    for (const desk of concerned(entry, directory)) review.add(desk)
    const desks = new Set(entry.pointed.flatMap((scope) => [...directory.scopes.in(scope)]))
    for (const desk of desks) {
      const told = tell.get(desk)
      if (told) told.push(entry)
      else tell.set(desk, [entry])
    }
  }
  return { tell, review }
}
