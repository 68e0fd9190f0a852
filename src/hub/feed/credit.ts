/** A frame that was sent and not yet acknowledged, and how to take it back. */
export interface InFlight {
  readonly to: number
  readonly bytes: number
  readonly sentAt: number
  readonly undo: () => void
}

const SMALLEST = 16 * 1_024
const LARGEST = 256 * 1_024

/** How much may be under way to one desk, and how large its next frame: about a second of its own line. */
export class Credit {
  readonly #most: number
  #flying: InFlight[] = []
  #bytes = 0
  #frame = SMALLEST

  constructor(most: number) {
    this.#most = most
  }

  /** How large the next frame may be; 0: not now. */
  room(): number {
    const room = this.#most - this.#bytes
    if (this.#flying.length === 0) return Math.min(this.#frame, this.#most)
    return room >= Math.min(SMALLEST, this.#most / 2) ? Math.min(this.#frame, room) : 0
  }

  takes(bytes: number): boolean {
    return this.#flying.length === 0 || this.#bytes + bytes <= this.#most
  }

  get bytes(): number {
    return this.#bytes
  }

  send(frame: InFlight): void {
    this.#flying.push(frame)
    this.#bytes += frame.bytes
  }

  /** Whether it is one of those under way: after a retreat, late answers to older frames say nothing. */
  flies(frame: InFlight): boolean {
    return this.#flying.includes(frame)
  }

  land(frame: InFlight, now: number): void {
    this.#flying = this.#flying.filter((one) => one !== frame)
    this.#bytes -= frame.bytes
    const took = now - frame.sentAt
    if (took < 250 && frame.bytes > this.#frame / 4) this.#frame = Math.min(LARGEST, this.#frame * 2)
    if (took > 1_000) this.#frame = Math.max(SMALLEST, Math.floor(this.#frame / 2))
  }

  /** Takes back everything under way, newest first. */
  retreat(): void {
    for (const { undo } of this.#flying.toReversed()) undo()
    this.#flying = []
    this.#bytes = 0
  }
}
