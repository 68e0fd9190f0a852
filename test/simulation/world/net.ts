import type { Chance } from './chance.ts'
import { Link, type Roughness, type Weather } from './link.ts'
import { ClientSocket, HubSocket } from './sockets.ts'
import type { Timeline } from './timeline.ts'

type Knock = (socket: HubSocket, next: (error?: Error) => void) => void

/** The place where sockets come in at a hub, as a Socket.IO namespace is one. */
export class Space {
  readonly #knocks: Knock[] = []
  #enter: (socket: HubSocket) => void = () => undefined

  use(knock: Knock): void {
    this.#knocks.push(knock)
  }

  on(_event: 'connection', enter: (socket: HubSocket) => void): void {
    this.#enter = enter
  }

  /** Answers once, with why not or with null. */
  knock(socket: HubSocket, answer: (error: Error | null) => void): void {
    const [knock] = this.#knocks
    if (knock) knock(socket, (error) => answer(error ?? null))
    else answer(null)
  }

  enter(socket: HubSocket): void {
    this.#enter(socket)
  }
}

/** A hub's address, as long as its process lives. */
export interface Door {
  readonly spaces: { readonly desk: Space; readonly visitor: Space }
  readonly post: (path: string, body: unknown) => Promise<{ readonly status: number; readonly body: unknown }>
  readonly alive: () => boolean
  /** Everything that comes in, so that a crash takes it along. */
  readonly sockets: Set<HubSocket>
}

interface Parts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly rough: Roughness
  readonly doors: () => readonly Door[]
}

/** One place from which hubs are called: a desk's, or a visitor's. */
export class Caller {
  readonly weather: Weather = { up: 'clear', down: 'clear' }
  readonly #parts: Parts
  readonly #address: string
  readonly #links = new Set<Link>()
  readonly #sockets = new Set<ClientSocket>()
  /** Told of what is sent from here. */
  sent: (event: string, words: readonly unknown[]) => void = () => undefined
  /** Told of what a hub sends here. */
  tap: (event: string, words: readonly unknown[], socket: HubSocket) => void = () => undefined

  constructor(parts: Parts, address: string) {
    this.#parts = parts
    this.#address = address
  }

  #door(): Door | null {
    const doors = this.#parts.doors().filter((door) => door.alive())
    return doors.length > 0 ? this.#parts.chance.pick(doors) : null
  }

  change(weather: Weather): void {
    Object.assign(this.weather, weather)
    for (const link of this.#links) link.clear()
  }

  /** Breaks what there is, as a router does that starts again. */
  breakAll(): void {
    for (const link of this.#links) link.break()
  }

  /** The calling process is no more. */
  die(): void {
    for (const socket of this.#sockets) socket.die()
    this.#sockets.clear()
    this.#links.clear()
  }

  socket(space: keyof Door['spaces'], auth: Readonly<Record<string, unknown>>): ClientSocket {
    const socket = new ClientSocket(this.#parts.timeline, () => this.#dial(socket, space, auth))
    socket.tap = (event, words) => this.sent(event, words)
    this.#sockets.add(socket)
    return socket
  }

  get #blocked(): boolean {
    return this.weather.up === 'blocked' || this.weather.down === 'blocked'
  }

  #dial(client: ClientSocket, space: keyof Door['spaces'], auth: Readonly<Record<string, unknown>>): void {
    const { timeline, chance, rough } = this.#parts
    const [least, most] = rough.latency
    const door = this.#door()
    let settled = false
    const refuse = (error: Error): void => {
      if (settled || client.over) return
      settled = true
      client.emit('connect_error', error)
    }
    timeline.later(10_000, () => refuse(new Error('timeout')))
    timeline.later(chance.between(least, most), () => {
      if (!door?.alive()) return void timeline.later(chance.between(least, most), () => refuse(new Error('refused')))
      if (this.#blocked) return
      const hub = new HubSocket(client, { address: this.#address, headers: {}, auth: structuredClone(auth) })
      hub.tap = (event, words) => this.tap(event, words, hub)
      door.spaces[space].knock(hub, (error) => {
        if (!door.alive()) return
        timeline.later(chance.between(least, most), () => {
          if (error) return refuse(error)
          if (settled || client.over || this.#blocked || !door.alive()) return
          settled = true
          const link = this.#join(client, hub, door)
          door.spaces[space].enter(hub)
          client.joined(link, hub)
        })
      })
    })
  }

  #join(client: ClientSocket, hub: HubSocket, door: Door): Link {
    const { timeline, chance, rough } = this.#parts
    const link = new Link({ timeline, chance, rough, weather: this.weather }, { client, hub })
    this.#links.add(link)
    door.sockets.add(hub)
    hub.joined(link)
    return link
  }

  /** A question by HTTP: it can be lost on the way there, or its answer on the way back. */
  async post(path: string, body: object): Promise<{ readonly status: number; readonly body: unknown } | null> {
    const { timeline, chance, rough } = this.#parts
    const [least, most] = rough.latency
    const door = this.#door()
    return new Promise((resolve) => {
      timeline.later(10_000, () => resolve(null))
      timeline.later(chance.between(least, most), () => {
        if (!door?.alive()) return resolve(null)
        if (this.weather.up === 'blocked' || (rough.breaks > 0 && chance.once(rough.breaks))) return
        void door.post(path, structuredClone(body)).then((answer) => {
          if (this.weather.down === 'blocked' || !door.alive() || (rough.breaks > 0 && chance.once(rough.breaks))) return
          timeline.later(chance.between(least, most), () => resolve(structuredClone(answer)))
        })
      })
    })
  }
}
