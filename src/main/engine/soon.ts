import type { Clock } from './clock.ts'

/** Things to be done a little later, each kind once, however often it is asked for meanwhile. */
export class Soon<What extends string> {
  readonly #clock: Clock
  readonly #timers = new Map<What, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  do(what: What, ms: number, then: () => void): void {
    if (this.#timers.has(what)) return
    const callOff = this.#clock.later(ms, () => {
      this.#timers.delete(what)
      then()
    })
    this.#timers.set(what, callOff)
  }

  stop(): void {
    for (const callOff of this.#timers.values()) callOff()
    this.#timers.clear()
  }
}
