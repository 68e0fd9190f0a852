import type { Line } from '../../../domain/contract/bridge.ts'

interface Known {
  readonly state: Line['state']
  readonly reason: string | null
}

interface Teller {
  readonly now: () => number
  readonly tell: (line: Line) => void
  readonly saw: (at: number) => void
}

const KEEP_EVERY_MS = 5_000

/** What is honestly known of the line. It never says more than the last word heard allows. */
export class LineState {
  readonly #teller: Teller
  #line: Line
  #keptAt = 0

  constructor(teller: Teller, seenAt: number | null) {
    this.#teller = teller
    this.#line = { state: 'connecting', since: teller.now(), seenAt, reason: null }
  }

  get line(): Line {
    return this.#line
  }

  become({ state, reason }: Known): void {
    const was = this.#line
    if (was.state === state && was.reason === reason) return
    const now = this.#teller.now()
    if (was.state === 'live' || state === 'live') this.#teller.saw(state === 'live' ? now : (was.seenAt ?? now))
    this.#line = { state, reason, since: was.state === state ? was.since : now, seenAt: state === 'live' ? now : was.seenAt }
    this.#teller.tell(this.#line)
  }

  /** The line gave a sign of life while nothing was missing. */
  alive(): void {
    if (this.#line.state !== 'live') return
    const now = this.#teller.now()
    this.#line = { ...this.#line, seenAt: now }
    if (now - this.#keptAt < KEEP_EVERY_MS) return
    this.#keptAt = now
    this.#teller.saw(now)
  }
}
