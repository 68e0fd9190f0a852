import type { Actor } from './actor.ts'
import { mayAt } from './actor.ts'
import type { Tx } from './command.ts'
import type { CaseId, PartyId } from './id.ts'
import type { Row } from './kind.ts'
import { type Refusal, refuse } from './refusal.ts'

interface Named {
  readonly case: CaseId
  readonly party: PartyId
}

/** The case an agent names, if they may see it. No right and no such case read the same, so ids leak nothing. */
export function seen(tx: Tx, { case: id, party }: Named, actor: Actor): Row<'case'> | Refusal {
  const header = tx.get('case', id)
  if (!header || header.party !== party || !mayAt(actor, header.site, 'agent')) return refuse('not-found', { field: 'case' })
  return header
}

/** The case an agent names, if it is theirs to write in: owner and fence must match what they saw. */
export function held(tx: Tx, named: Named & { readonly fence: number }, actor: Actor): Row<'case'> | Refusal {
  const header = seen(tx, named, actor)
  if (isNo(header)) return header
  if (actor.kind !== 'agent' || header.owner !== actor.id) return refuse('not-yours')
  return header.fence === named.fence ? header : refuse('moved-on')
}

export const isNo = (value: Row<'case'> | Refusal): value is Refusal => 'code' in value
