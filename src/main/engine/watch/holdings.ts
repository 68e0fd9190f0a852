import type { Tier } from '../../../domain/contract/sync.ts'
import type { PartyId } from '../../../domain/id.ts'
import { partyScope, type Scope } from '../../../domain/scope.ts'
import type { Ranked } from '../line/tiers.ts'
import { weigh } from '../replica/weight.ts'
import type { Replica } from '../replica.ts'

const KEPT_MS = 30_000

/** What this device holds of whom, weighed: it reads every row's length, so it is done anew only now and then. */
export class Holdings {
  readonly #replica: Replica
  readonly #elapsed: () => number
  #weights: ReadonlyMap<string, number> = new Map()
  #weighedAt = Number.NEGATIVE_INFINITY

  constructor(replica: Replica, elapsed: () => number) {
    this.#replica = replica
    this.#elapsed = elapsed
  }

  /** Each customer counts in the first tier that wants them; those that none wants were once looked at. */
  tiers(ranked: readonly Ranked[], seenAt: number | null): readonly Tier[] {
    this.#weigh()
    const { held } = this.#replica
    const here = new Set<Scope>(
      held.entries().flatMap(([scope, { state }]) => (scope.startsWith('party:') && state !== 'asked' ? [scope] : [])),
    )
    const rest = new Set(here)
    const told = ranked.map(({ tier, parties }): Tier => {
      const scopes = [...new Set(parties.map((party: PartyId) => partyScope(party)))].filter((scope) => rest.delete(scope))
      return this.#tier(tier, scopes, seenAt)
    })
    return [...told, this.#tier('demand', [...rest], seenAt)]
  }

  #tier(tier: Tier['tier'], scopes: readonly Scope[], seenAt: number | null): Tier {
    const bytes = scopes.reduce((sum, scope) => sum + (this.#weights.get(scope) ?? 0), 0)
    const whole = scopes.length > 0 && scopes.every(this.#replica.held.whole)
    return { tier, customers: scopes.length, bytes, oldestAt: whole ? seenAt : null }
  }

  #weigh(): void {
    if (this.#elapsed() - this.#weighedAt < KEPT_MS) return
    this.#weighedAt = this.#elapsed()
    this.#weights = weigh(this.#replica.store)
  }
}
