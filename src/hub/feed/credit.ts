/** A frame that was sent and not yet acknowledged, and how to take it back. */
export interface InFlight {
  readonly to: number
  readonly bytes: number
  readonly sentAt: number
  readonly undo: () => void
}

const SMALLEST = 16 * 1_024
const LARGEST = 256 * 1_024
/** No frame is read of more text than this, however small it would be on its way. */
const MOST_TEXT = 1_024 * 1_024
const MOST_SHRUNK = 8
/** Of the room beside another frame so much is used: one that turns out too large has been read in vain. */
const SURE = 0.75

/** How much may be under way to one desk, and how large its next frame: about a second of its own line. */
export class Credit {
  readonly #most: number
  #flying: InFlight[] = []
  #bytes = 0
  #frame = SMALLEST
  /** How much larger the text of a frame is than what goes on its way. */
  #shrinks = 2

  constructor(most: number) {
    this.#most = most
  }

  /** How large the next frame may be on its way; 0: not now. Two frames at most, so that a slow line still answers in time. */
  room(): number {
    const window = Math.min(this.#most, 2 * this.#frame)
    const room = window - this.#bytes
    if (this.#flying.length === 0) return Math.min(this.#frame, this.#most)
    return room >= Math.min(SMALLEST, window / 2) ? Math.min(this.#frame, room) : 0
  }

  /** How much text the next frame may hold, by how well the last ones packed; 0: not now. */
  text(): number {
    const sure = this.#flying.length === 0 ? 1 : SURE
    return Math.min(MOST_TEXT, Math.floor(this.room() * this.#shrinks * sure))
  }

  /** A frame of so much text went as so many bytes. */
  packed(text: number, bytes: number): void {
    const shrinks = Math.min(MOST_SHRUNK, Math.max(1, text / bytes))
    if (text > SMALLEST / 2) this.#shrinks = this.#shrinks * 0.5 + shrinks * 0.5
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
    // `#frame` is text and what travelled is compressed, five to one and better: a sixteenth is a frame that was well filled.
    if (took < 600 && frame.bytes > this.#frame / 16) this.#frame = Math.min(LARGEST, this.#frame * 2)
    if (took > 1_000) this.#frame = Math.max(SMALLEST, Math.floor(this.#frame / 2))
  }

  /** Takes back everything under way, newest first. */
  retreat(): void {
    for (const { undo } of this.#flying.toReversed()) undo()
    this.#flying = []
    this.#bytes = 0
  }
}
