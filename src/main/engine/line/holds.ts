import type { z } from 'zod'
import type { Hello, Hold } from '../../../domain/contract/wire.ts'
import { kindNames } from '../../../domain/kind.ts'
import type { Scope } from '../../../domain/scope.ts'
import { lastApplied } from '../outbox/outbox.ts'
import { digestOf } from '../replica/digest.ts'
import type { Replica } from '../replica.ts'

const AT_ONCE = 400
const HALF_FILLED_AT_ONCE = 100

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < all.length; from += size) yield all.slice(from, from + size)
}

type Said = z.infer<typeof Hold>

/** Where this replica stands: in which feed, how far, which kinds it can hold, and what it last knew to be applied. */
export function standOf({ store, epoch, cursor }: Replica): Pick<Hello, 'epoch' | 'cursor' | 'kinds' | 'applied'> {
  const applied = lastApplied(store)
  return { epoch, cursor, kinds: [...kindNames], ...(applied && { applied }) }
}

/**
 * What this replica tells the hub it has: whole scopes, and how far the half-filled ones have come. Where the feed does not
 * reach back to it, the whole ones are told by what stands in them, each part made when its turn comes.
 */
export function* holdsOf(replica: Replica, resync: boolean): Generator<Said> {
  const entries = replica.held.entries()
  const whole = entries.flatMap(([scope, { state }]): readonly Scope[] => (state === 'whole' ? [scope] : []))
  const filling = entries.flatMap(([scope, holding]) => (holding.state === 'filling' ? [{ scope, after: holding.after }] : []))
  for (const part of chunks(whole, AT_ONCE)) {
    if (resync) yield { whole: [], filling: [], digests: part.map((scope) => digestOf(replica.store, scope)) }
    else yield { whole: [...part], filling: [] }
  }
  for (const part of chunks(filling, HALF_FILLED_AT_ONCE)) yield { whole: [], filling: [...part] }
}
