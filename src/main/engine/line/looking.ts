import type { z } from 'zod'
import type { Viewing } from '../../../domain/contract/wire.ts'
import type { Clock } from '../clock.ts'

/** What is looked at is told once it has held still so long: whoever leafs through a queue looks at nothing. */
const STILL_MS = 400
/** Told again while it lasts: hearsay may get lost on its way. */
const AGAIN_MS = 15_000

type Look = z.infer<typeof Viewing>

/** What the person at this desk looks at. The last word counts, so it is the last that is told, and told again. */
export class Looking {
  readonly #clock: Clock
  readonly #tell: (look: Look) => void
  #look: Look | null = null
  #callOff: (() => void) | null = null

  constructor(clock: Clock, tell: (look: Look) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  at(look: Look): void {
    this.#look = look
    this.#say(STILL_MS)
  }

  /** The hub is there, and knows nothing yet of who looks where. */
  online(): void {
    if (this.#look?.case) this.#say(0)
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = null
  }

  #say(after: number): void {
    this.stop()
    this.#callOff = this.#clock.later(after, () => {
      const look = this.#look
      if (look === null) return
      this.#tell(look)
      if (look.case === null) this.#look = null
      else this.#say(AGAIN_MS)
    })
  }
}
