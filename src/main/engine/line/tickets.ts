import { z } from 'zod'
import { Tickets } from '../../../domain/contract/sign-in.ts'

/** `refused`: the hub knows this refresh ticket no more; somebody must sign in. `unreached`: try again later. */
export type Refreshed = { readonly ok: true; readonly tickets: Tickets } | { readonly ok: false; readonly why: 'refused' | 'unreached' }

const Answered = z.union([Tickets, z.object({ tickets: Tickets }).transform(({ tickets }) => tickets)])

const REACH_MS = 10_000

async function refresh(hub: string, device: string, held: Tickets): Promise<Refreshed> {
  try {
    const response = await fetch(`${hub.replace(/\/+$/, '')}/v1/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ refresh: held.refresh, device }),
      signal: AbortSignal.timeout(REACH_MS),
    })
    if (response.status === 401 || response.status === 403) return { ok: false, why: 'refused' }
    const parsed = response.ok ? Answered.safeParse(await response.json()) : null
    return parsed?.success ? { ok: true, tickets: parsed.data } : { ok: false, why: 'unreached' }
  } catch {
    return { ok: false, why: 'unreached' }
  }
}

interface Keeper {
  readonly hub: string
  readonly device: string
  readonly now: () => number
  /** New tickets must be kept by somebody before they are needed again: a refresh ticket is good for one use. */
  readonly renewed: (tickets: Tickets) => void
}

/** Renewed when less than this is left, so that no ticket ends in the middle of a greeting. */
const LEFT_MS = 30_000

/** The tickets of this desk. Two who want new ones at once share one renewal. */
export class TicketBook {
  readonly #keeper: Keeper
  #held: Tickets
  #renewing: Promise<Refreshed> | null = null

  constructor(keeper: Keeper, held: Tickets) {
    this.#keeper = keeper
    this.#held = held
  }

  get access(): string {
    return this.#held.access
  }

  replace(tickets: Tickets): void {
    this.#held = tickets
  }

  /** An access ticket that still has time, renewed if need be. */
  async fresh(): Promise<Refreshed> {
    return this.#held.accessUntil - this.#keeper.now() > LEFT_MS ? { ok: true, tickets: this.#held } : this.renew()
  }

  renew(): Promise<Refreshed> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null
    })
    return this.#renewing
  }

  async #renew(): Promise<Refreshed> {
    const answer = await refresh(this.#keeper.hub, this.#keeper.device, this.#held)
    if (answer.ok) {
      this.#held = answer.tickets
      this.#keeper.renewed(answer.tickets)
    }
    return answer
  }
}
