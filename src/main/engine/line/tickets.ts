import { z } from 'zod'
import { Tickets } from '../../../domain/contract/sign-in.ts'
import type { Dial } from './dial.ts'

/** The hub lets this device in no more. `signed-out`: somebody must sign in. `wipe`: nothing may stay on it. */
type Refused = 'signed-out' | 'wipe'

/** `why` null: the hub could not be asked, try again later. */
export type Refreshed = { readonly ok: true; readonly tickets: Tickets } | { readonly ok: false; readonly why: Refused | null }

const Answered = z.union([Tickets, z.object({ tickets: Tickets }).transform(({ tickets }) => tickets)])

interface Keeper {
  readonly dial: Pick<Dial, 'post'>
  readonly hub: string
  readonly device: string
  readonly now: () => number
  /** New tickets must be kept by somebody before they are needed again: a refresh ticket is good for one use. */
  readonly renewed: (tickets: Tickets) => void
}

async function refresh({ dial, hub, device }: Keeper, held: Tickets): Promise<Refreshed> {
  const answer = await dial.post(hub, { path: '/v1/refresh', body: { refresh: held.refresh, device } })
  if (answer?.status === 410) return { ok: false, why: 'wipe' }
  if (answer?.status === 401 || answer?.status === 403) return { ok: false, why: 'signed-out' }
  const parsed = Answered.safeParse(answer?.body)
  return parsed.success ? { ok: true, tickets: parsed.data } : { ok: false, why: null }
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
    const answer = await refresh(this.#keeper, this.#held)
    if (answer.ok) {
      this.#held = answer.tickets
      this.#keeper.renewed(answer.tickets)
    }
    return answer
  }
}
