import type { Socket } from 'node:net'
import type { Chance } from '../chance.ts'

/** What one direction of a line is like. */
export interface Way {
  /** Milliseconds on the way, and up to so many more, by chance. Bytes never overtake each other. */
  readonly latency: number
  readonly jitter: number
  /** Bytes a second; null: as many as come. */
  readonly rate: number | null
  /** Written in pieces of so many bytes, each a write of its own; 0: as they come. */
  readonly slice: number
  /** Nothing gets through for now. As in TCP, what was held arrives later or the connection dies: bytes are never skipped. */
  readonly hole: boolean
}

export const clear: Way = { latency: 0, jitter: 0, rate: null, slice: 0, hole: false }

/** More than a router keeps for one connection: beyond it the sender is made to wait. */
const HELD = 64 * 1_024
/** A slow line hands on what it has every so often, not a whole frame at its end. */
const STEP_MS = 20

interface Piece {
  readonly bytes: Buffer
  readonly due: number
}

export interface LaneParts {
  readonly from: Socket
  readonly to: Socket
  readonly way: () => Way
  readonly chance: Chance
  readonly passed: (bytes: number) => void
}

/** One direction of one connection. */
export class Lane {
  readonly #parts: LaneParts
  readonly #pieces: Piece[] = []
  #held = 0
  #free = 0
  #last = 0
  #ended = false
  #callOff: (() => void) | null = null

  constructor(parts: LaneParts) {
    this.#parts = parts
    parts.from.on('data', (bytes: Buffer) => this.#take(bytes))
    parts.from.on('end', () => {
      this.#ended = true
      this.wake()
    })
  }

  /** The way may have changed: what is held goes on if it can. */
  wake(): void {
    this.#callOff?.()
    this.#callOff = null
    this.#hand()
  }

  stop(): void {
    this.#callOff?.()
    this.#pieces.length = 0
  }

  #later(ms: number): void {
    if (ms > 0) {
      const timer = setTimeout(() => this.wake(), ms)
      this.#callOff = () => clearTimeout(timer)
    } else {
      const turn = setImmediate(() => this.wake())
      this.#callOff = () => clearImmediate(turn)
    }
  }

  #take(bytes: Buffer): void {
    const { rate, slice } = this.#parts.way()
    const size = slice || (rate === null ? bytes.length : Math.max(64, Math.floor((rate * STEP_MS) / 1_000)))
    for (let at = 0; at < bytes.length; at += size) this.#queue(bytes.subarray(at, at + size))
    if (this.#held > HELD) this.#parts.from.pause()
    if (!this.#callOff) this.#hand()
  }

  #queue(bytes: Buffer): void {
    const { latency, jitter, rate } = this.#parts.way()
    const now = performance.now()
    this.#free = Math.max(this.#free, now) + (rate === null ? 0 : (bytes.length / rate) * 1_000)
    this.#last = Math.max(this.#last, this.#free + latency + this.#parts.chance() * jitter)
    this.#pieces.push({ bytes, due: this.#last })
    this.#held += bytes.length
  }

  #hand(): void {
    const { way, to, passed } = this.#parts
    if (way().hole || to.destroyed) return
    const [first] = this.#pieces
    if (!first) {
      if (this.#ended) to.end()
      return
    }
    const wait = first.due - performance.now()
    if (wait > 0) {
      this.#later(wait)
      return
    }
    this.#pieces.shift()
    this.#held -= first.bytes.length
    to.write(first.bytes)
    passed(first.bytes.length)
    if (this.#held < HELD / 2) this.#parts.from.resume()
    // Each piece in a turn of its own, so that it leaves as a packet of its own.
    this.#later(0)
  }
}
