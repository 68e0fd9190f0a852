/** Wrong tries at one door make whoever tries wait, longer each time: a password is not to be found out by trying. */
export class Patience {
  readonly #elapsed: () => number
  readonly #failed = new Map<string, { readonly times: number; readonly at: number }>()

  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  waitSeconds(who: string): number {
    const failed = this.#failed.get(who)
    if (!failed || failed.times < FREE) return 0
    const wait = Math.min(MOST_MS, FIRST_MS * 2 ** (failed.times - FREE))
    return Math.max(0, Math.ceil((failed.at + wait - this.#elapsed()) / 1_000))
  }

  failed(who: string): void {
    this.#failed.set(who, { times: (this.#failed.get(who)?.times ?? 0) + 1, at: this.#elapsed() })
  }

  forget(who: string): void {
    this.#failed.delete(who)
  }
}

/** So many wrong tries cost nothing. */
const FREE = 3
const FIRST_MS = 5_000
const MOST_MS = 300_000
