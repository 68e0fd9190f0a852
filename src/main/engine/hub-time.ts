import type { Clock } from './clock.ts'
import { unlessFull } from './store/failure.ts'
import { keep, keptNumber } from './store/kv.ts'
import type { Store } from './store/store.ts'

const KEEP_EVERY_MS = 60_000

/** A hub whose clock was set back cannot say how old something is. */
const SET_BACK_MS = 60_000

/**
 * The hub's clock, as far as this device can know it without believing the clock on its own wall: the last time heard,
 * and what has passed here since. Time while this device slept or was off is not counted, so it is at least so late.
 */
export class HubTime {
  readonly #store: Store
  readonly #clock: Clock
  #heard: number | null
  #heardAt: number
  #keptAt: number

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    this.#heard = keptNumber(store, 'hub_time')
    this.#heardAt = clock.elapsed()
    this.#keptAt = clock.elapsed()
  }

  /** The hub has said its time. */
  hear(now: number): void {
    this.#heard = now
    this.#heardAt = this.#clock.elapsed()
    this.keep()
  }

  /** The hub's clock is at least here; null where no hub was ever heard. */
  least(): number | null {
    return this.#heard === null ? null : Math.floor(this.#heard + this.#clock.elapsed() - this.#heardAt)
  }

  /** How old something can be at most that was said when the hub's clock was at least at `hubAt`. */
  mostAge(hubAt: number | null): number {
    const now = this.least()
    if (now === null || hubAt === null || now - hubAt < -SET_BACK_MS) return Number.POSITIVE_INFINITY
    return Math.max(0, now - hubAt)
  }

  /** Writes it down now and then, so that a restart does not begin at the last word heard. */
  tick(): void {
    if (this.#clock.elapsed() - this.#keptAt >= KEEP_EVERY_MS) this.keep()
  }

  keep(): void {
    const at = this.least()
    this.#keptAt = this.#clock.elapsed()
    if (at !== null) unlessFull(() => keep(this.#store, 'hub_time', at))
  }
}
