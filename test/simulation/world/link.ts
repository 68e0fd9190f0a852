import type { Chance } from './chance.ts'
import type { Timeline } from './timeline.ts'

/** What stands between a client and the hubs just now. A blocked way keeps what is sent, as a network does that sends again. */
export interface Weather {
  up: 'clear' | 'blocked'
  down: 'clear' | 'blocked'
}

/** How rough a world's network is, as one in so many; 0: never. */
export interface Roughness {
  /** The connection breaks at this message. */
  breaks: number
  /** A message that may come twice comes twice. */
  doubles: number
  /** Who loses a connection is not told of it. */
  silent: number
  latency: readonly [number, number]
}

type Way = 'up' | 'down'

/** One direction of a connection: in order, with delay. */
class Wire {
  readonly #link: Link
  readonly #way: Way
  readonly #stalled: (() => void)[] = []
  #arrives = 0
  /** What is still under way is lost. */
  cut = false

  constructor(link: Link, way: Way) {
    this.#link = link
    this.#way = way
  }

  send(arrive: () => void): void {
    const { timeline, chance, rough } = this.#link.parts
    const [least, most] = rough.latency
    this.#arrives = Math.max(this.#arrives, timeline.elapsed + chance.between(least, most))
    timeline.later(this.#arrives - timeline.elapsed, () => this.#arrive(arrive))
  }

  #arrive(arrive: () => void): void {
    if (this.cut) return
    if (this.#link.parts.weather[this.#way] === 'blocked' || this.#stalled.length > 0) this.#stalled.push(arrive)
    else arrive()
  }

  clear(): void {
    // Nothing is taken up that may not go yet: a network that sends again loses nothing on a whole connection.
    while (this.#stalled.length > 0 && this.#link.parts.weather[this.#way] === 'clear') {
      const next = this.#stalled.shift()
      if (!this.cut) next?.()
    }
  }
}

/** What is at one end of a connection. */
export interface Side {
  /** The end of it, as this side learns of it; once. */
  ended(reason: string): void
  /** A sign of life came from the other side. */
  alive(): void
}

interface Parts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly weather: Weather
  readonly rough: Roughness
}

const BEAT_MS = 5_000

/** A connection with two ends, each of which knows only what reached it. */
export class Link {
  readonly parts: Parts
  readonly #up: Wire
  readonly #down: Wire
  readonly #sides: Record<Way, Side>
  readonly #open = { up: true, down: true }
  #heardPing: number
  #pongDue = false

  /** `client` is where `down` leads, `hub` where `up` leads. */
  constructor(parts: Parts, sides: { readonly client: Side; readonly hub: Side }) {
    this.parts = parts
    this.#up = new Wire(this, 'up')
    this.#down = new Wire(this, 'down')
    this.#sides = { up: sides.hub, down: sides.client }
    this.#heardPing = parts.timeline.elapsed
    this.#beat()
  }

  /** Whether the end from which this way leads still believes in the connection. */
  #believes(way: Way): boolean {
    return this.#open[way === 'up' ? 'down' : 'up']
  }

  /** Sends something one way; `twice`: it may come a second time, late. */
  send(way: Way, arrive: (again: boolean) => void, { twice = false } = {}): void {
    const { timeline, chance, rough } = this.parts
    if (!this.#believes(way)) return
    const land = (again: boolean) => (): void => {
      if (this.#open[way]) arrive(again)
    }
    if (rough.breaks > 0 && chance.once(rough.breaks)) {
      this.break()
      return
    }
    this.#wire(way).send(land(false))
    if (twice && rough.doubles > 0 && chance.once(rough.doubles)) timeline.later(chance.between(1, 3_000), land(true))
  }

  #wire(way: Way): Wire {
    return way === 'up' ? this.#up : this.#down
  }

  /** The weather has changed. */
  clear(): void {
    this.#up.clear()
    this.#down.clear()
  }

  /** One side ends it, and the other learns of it after all that was sent before. `down` is the client's side. */
  close(side: Way, reason: string): void {
    if (!this.#open[side]) return
    this.#open[side] = false
    const other: Way = side === 'up' ? 'down' : 'up'
    this.#wire(other).send(() => this.#end(other, reason))
  }

  /** It is broken: what is under way may be lost, and each side learns of it in its own time, or not at all. */
  break(): void {
    const { timeline, chance, rough } = this.parts
    for (const way of ['up', 'down'] as const) {
      this.#wire(way).cut = chance.once(2)
      if (rough.silent > 0 && chance.once(rough.silent)) continue
      timeline.later(chance.between(0, 400), () => this.#end(way, 'transport close'))
    }
    // Nobody can use it any more, whatever they believe.
    timeline.later(500, () => {
      this.#up.cut = true
      this.#down.cut = true
    })
  }

  /** One side is no more: no farewell, and what it had sent may still arrive. */
  die(side: Way): void {
    const { timeline, chance, rough } = this.parts
    this.#open[side] = false
    const other: Way = side === 'up' ? 'down' : 'up'
    if (rough.silent > 0 && chance.once(rough.silent)) return
    timeline.later(chance.between(0, 400), () => this.#end(other, 'transport close'))
  }

  #end(side: Way, reason: string): void {
    if (!this.#open[side]) return
    this.#open[side] = false
    this.#sides[side].ended(reason)
  }

  /** The hub's pings and what either side makes of silence. */
  #beat(): void {
    const { timeline } = this.parts
    if (!this.#open.up && !this.#open.down) return
    if (this.#open.up) {
      if (this.#pongDue) this.#end('up', 'ping timeout')
      else {
        this.#pongDue = true
        this.#down.send(() => this.#ping())
      }
    }
    if (this.#open.down && timeline.elapsed - this.#heardPing > 2 * BEAT_MS) this.#end('down', 'ping timeout')
    timeline.later(BEAT_MS, () => this.#beat())
  }

  #ping(): void {
    if (!this.#open.down) return
    this.#heardPing = this.parts.timeline.elapsed
    this.#sides.down.alive()
    this.#up.send(() => {
      this.#pongDue = false
    })
  }
}
