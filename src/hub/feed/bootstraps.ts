import type { Desk, Stand } from './desk.ts'
import type { Position } from './position.ts'

/** So many desks at once are filled from nothing, or from far behind; the others wait outside, so that nobody waits inside. */
const AT_ONCE = 64
/** Further behind than this is as much work as beginning. */
const FAR = 10_000
/** A desk that wants nothing for so long does not begin after all. */
const IDLE_MS = 30_000
/** What a desk was brought tells it what else to want: only after so long with nothing more to bring has it begun. */
const REST_MS = 2_000
/** Seconds until it is worth asking again; each desk adds a part of its own by chance. */
const RETRY_AFTER = 5

/** Whether the feed, as this hub knows it, no longer says what moved since a replica was told. */
export const isLost = ({ epoch, floor, seq }: Position, from: Stand): boolean =>
  from.epoch !== null && (from.epoch !== epoch || from.cursor < floor || from.cursor > seq)

interface Place {
  readonly since: number
  /** Since when it has everything it wants; null while it is being brought more. */
  restAt: number | null
}

/** The places for desks that have much to be brought. */
export class Bootstraps {
  readonly #position: Position
  readonly #now: () => number
  readonly #most: number
  readonly #places = new Map<Desk, Place>()

  constructor(position: Position, now: () => number, most = AT_ONCE) {
    this.#position = position
    this.#now = now
    this.#most = most
  }

  /** Seconds that this replica must wait for a place; 0: it has little to be brought, or there is one. */
  wait(from: Stand): number {
    if (!this.#isLarge(from)) return 0
    for (const desk of [...this.#places.keys()]) this.has(desk)
    return this.#places.size < this.#most ? 0 : RETRY_AFTER
  }

  enter(desk: Desk, from: Stand): void {
    if (this.#isLarge(from)) this.#places.set(desk, { since: this.#now(), restAt: null })
  }

  /** Whether this desk still has one of the places. */
  has(desk: Desk): boolean {
    const place = this.#places.get(desk)
    if (!place) return false
    const now = this.#now()
    const wants = desk.scopes().length > 0
    const over = wants ? place.restAt !== null && now - place.restAt > REST_MS : now - place.since > IDLE_MS
    if (over) this.#places.delete(desk)
    return !over
  }

  /** It is being brought something, or has everything that it wants. */
  stands(desk: Desk, at: 'work' | 'rest'): void {
    const place = this.#places.get(desk)
    if (!place) return
    if (at === 'work') place.restAt = null
    else place.restAt ??= this.#now()
  }

  leave(desk: Desk): void {
    this.#places.delete(desk)
  }

  #isLarge(from: Stand): boolean {
    return from.epoch === null || isLost(this.#position, from) || this.#position.seq - from.cursor > FAR
  }
}
