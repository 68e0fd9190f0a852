import { PartyId } from '../../../domain/id.ts'
import { consentWithdrawn, type LateReason, lateReasons, toCustomer } from '../../../domain/rules/late-send.ts'
import { partyScope, type Scope } from '../../../domain/scope.ts'
import type { HubTime } from '../hub-time.ts'
import type { Replica } from '../replica.ts'
import type { Kept } from './kept.ts'
import { newestAnswerIn, newsOf } from './news.ts'
import type { Waiting } from './pending.ts'
import type { Verdict } from './push.ts'

interface Parts {
  readonly replica: Replica
  readonly time: HubTime
  /** Whether all that the hub had when the line came back is here. */
  readonly caughtUp: () => boolean
  readonly refused: (scope: Scope) => boolean
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** Why this may not go as things stand on this device; `age` is given where time is to count. */
export function reasonsNow(replica: Replica, { kept, header }: Pick<Waiting, 'kept' | 'header'>, time: HubTime): readonly LateReason[] {
  const { envelope, about, hubAt } = kept
  if (header === null) return ['reassigned']
  const knows = numberOf(envelope.args.knows) ?? 0
  const party = PartyId.safeParse(about.party)
  const consents = party.success ? replica.pending.view.inScope(partyScope(party.data), 'consent') : []
  const send = {
    header,
    knows,
    fence: numberOf(envelope.args.fence),
    me: replica.agent().id,
    ageMs: time.mostAge(hubAt),
    newestAnswer: newestAnswerIn(newsOf(replica.store, { id: header.id, knows })),
    consent: consentWithdrawn(consents, hubAt ?? 0) ? 'withdrawn' : 'as-it-was',
  } as const
  return lateReasons(send, time.least() ?? 0)
}

/** Stands before the hub's door: words for a customer do not go before this desk knows what has come meanwhile. */
export class Guard {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  readonly may = (waiting: Waiting): Verdict => {
    const { kept } = waiting
    // What another feed has forgotten was said before this, and goes before it.
    if (!this.#parts.replica.familiar) return 'wait'
    if (!toCustomer(kept.envelope.name) || kept.again || this.#isThere(kept)) return 'go'
    const { replica, time, caughtUp } = this.#parts
    if (!caughtUp()) return 'wait'
    const away = this.#away(kept)
    if (away) return away
    const reasons = reasonsNow(replica, waiting, time)
    return reasons.length === 0 ? 'go' : reasons
  }

  /** The hub has it: asking again only brings its word. */
  #isThere({ about }: Kept): boolean {
    return about.message !== null && this.#parts.replica.rows.get('message', about.message) !== null
  }

  /** Where the customer's thread is not whole here there is no saying what has come. */
  #away({ about }: Kept): Verdict | null {
    const { replica, refused } = this.#parts
    const party = PartyId.safeParse(about.party)
    if (!party.success) return null
    const scope = partyScope(party.data)
    if (replica.held.whole(scope) || replica.pending.bornHere(scope)) return null
    return refused(scope) ? ['reassigned'] : 'wait'
  }
}
