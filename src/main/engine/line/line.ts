import type { z } from 'zod'
import { Problem } from '../../../domain/contract/problem.ts'
import type { Expiry, Hello, Hold, Typing, Viewing, Welcome } from '../../../domain/contract/wire.ts'
import { type Clock, pause } from '../clock.ts'
import type { Dial, HubSocket } from './dial.ts'
import { Looking } from './looking.ts'
import { ask } from './socket.ts'
import type { LineState } from './state.ts'
import type { Thrift } from './thrift.ts'
import type { TicketBook } from './tickets.ts'

/** What the line serves; every word of the hub's is handed on, none is decided here. */
export interface Served {
  readonly hello: () => z.infer<typeof Hello>
  readonly holds: (resync: boolean) => Iterable<z.infer<typeof Hold>>
  /** `askedAt`: when it was asked, by this device's own count. */
  readonly welcomed: (welcome: Pick<Welcome, 'now' | 'head' | 'epoch'>, askedAt: number) => void
  /** Takes a frame in and answers the cursor; throws nothing. */
  readonly frame: (packed: unknown) => number
  readonly up: (socket: HubSocket) => void
  readonly down: () => void
  readonly expired: (reason: Expiry) => void
  readonly typed: (typing: unknown) => void
  readonly viewed: (viewing: unknown) => void
  readonly pulsed: (pulse: unknown) => void
}

interface Parts {
  readonly hub: string
  readonly dial: Dial
  readonly clock: Clock
  readonly tickets: TicketBook
  readonly state: LineState
  readonly served: Served
  readonly thrift: Thrift
}

const NO_ANSWER = 'The hub did not answer in time.'
const MOVING = 'The hub is being restarted.'
/** No hub may keep a desk waiting longer than this by its word. */
const LONGEST_S = 300

/** The network's own words: the transport hides them two errors deep. */
function wordsOf(error: Error & { readonly description?: unknown }): string {
  const { description } = error
  const inner = typeof description === 'object' && description !== null && 'error' in description ? description.error : null
  return inner instanceof Error && inner.message !== '' ? inner.message : error.message
}

/** The one socket to the hub: greets, stays, and comes back with full jitter for as long as it is wanted. */
export class Line {
  readonly looking: Looking
  readonly #parts: Parts
  #socket: HubSocket | null = null
  #attempt = 0
  #callOff: (() => void) | null = null
  #wanted = false
  #listening = false
  #nextTryAt: number | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.looking = new Looking(parts.clock, (look) => this.whisper('viewing', look))
  }

  get listening(): boolean {
    return this.#listening
  }

  get nextTryAt(): number | null {
    return this.#nextTryAt
  }

  start(): void {
    this.#wanted = true
    void this.#connect()
  }

  stop(): void {
    this.#wanted = false
    this.#callOff?.()
    this.looking.stop()
    this.#drop()
  }

  /** Whatever the socket believes of itself, begin again: after sleep, or because a person asks. */
  again(): void {
    this.#attempt = 0
    this.#callOff?.()
    this.#drop()
    this.#wanted = true
    this.#parts.state.become({ state: 'connecting', reason: null })
    void this.#connect()
  }

  /** The frame could not be used: say why, and come back later. */
  fail(reason: string): void {
    this.#down(reason, null)
  }

  /** It is live: the next break is a first one. */
  settled(): void {
    this.#attempt = 0
  }

  whisper(...[event, words]: readonly ['typing', z.infer<typeof Typing>] | readonly ['viewing', z.infer<typeof Viewing>]): void {
    if (this.#listening) this.#socket?.whisper(event, words)
  }

  async #connect(): Promise<void> {
    const { hub, dial, tickets } = this.#parts
    this.#callOff = null
    this.#nextTryAt = null
    const fresh = await tickets.fresh()
    if (!this.#wanted || this.#socket) return
    if (!fresh.ok && fresh.why) {
      this.#expire(fresh.why)
      return
    }
    const socket = dial.socket(hub, tickets.access)
    this.#socket = socket
    this.#hear(socket)
    socket.connect()
  }

  #hear(socket: HubSocket): void {
    const { served, state } = this.#parts
    const mine = (then: () => void): void => {
      if (this.#socket === socket) then()
    }
    socket.hear('connect', () => void this.#greet(socket, served.hello()))
    socket.hear('connect_error', (error) => mine(() => this.#unreached(error)))
    socket.hear('disconnect', (reason) => mine(() => this.#down(reason, null)))
    socket.hear('frame', (packed, reply) => mine(() => reply(served.frame(packed))))
    socket.hear('expired', (reason) => mine(() => this.#expire(reason)))
    socket.hear('move', (seconds) => mine(() => this.#moveOn(seconds)))
    socket.hear('expiring', () => mine(() => void this.#refresh(socket)))
    socket.hear('typing', (typing) => mine(() => served.typed(typing)))
    socket.hear('viewing', (viewing) => mine(() => served.viewed(viewing)))
    socket.hear('pulse', (pulse) => mine(() => served.pulsed(pulse)))
    socket.hear('ping', () => mine(() => state.alive()))
  }

  async #greet(socket: HubSocket, hello: Hello): Promise<void> {
    const { clock, served, state, thrift } = this.#parts
    const greetedAt = clock.elapsed()
    const welcome = await ask(socket, 'hello', hello)
    if (this.#socket !== socket) return
    const helloMs = clock.elapsed() - greetedAt
    if (!welcome?.ok) {
      this.#refusedBy(welcome?.problem)
      return
    }
    served.welcomed(welcome, greetedAt)
    if (this.#socket !== socket) return
    state.become({ state: 'catching-up', reason: null })
    for (const hold of served.holds(welcome.resync)) {
      const held = await ask(socket, 'hold', hold)
      if (this.#socket !== socket) return
      if (!held?.ok) {
        this.#refusedBy(held?.problem)
        return
      }
    }
    const askedAt = clock.elapsed()
    const listening = await ask(socket, 'listen')
    if (this.#socket !== socket) return
    thrift.greeted(Math.min(helloMs, clock.elapsed() - askedAt))
    if (!listening?.ok) {
      this.#refusedBy(listening?.problem)
      return
    }
    this.#listening = true
    this.looking.online()
    served.up(socket)
  }

  async #refresh(socket: HubSocket): Promise<void> {
    const renewed = await this.#parts.tickets.renew()
    if (this.#socket !== socket) return
    if (renewed.ok) await ask(socket, 'refresh', renewed.tickets.access)
    else if (renewed.why) this.#expire(renewed.why)
  }

  /** Turned away at the door: the hub sends its problem with the error; a network error has only its own words. */
  #unreached(error: Error & { readonly data?: unknown }): void {
    const problem = Problem.safeParse(error.data)
    if (problem.success) this.#refusedBy(problem.data)
    else this.#down(wordsOf(error), null)
  }

  #refusedBy(problem: Problem | undefined): void {
    if (problem?.status === 401) void this.#renewAndRetry(problem.title)
    else if (problem?.status === 426) this.#expire('update')
    else this.#down(problem ? (problem.detail ?? problem.title) : NO_ANSWER, problem?.retryAfter ?? null)
  }

  async #renewAndRetry(reason: string): Promise<void> {
    this.#drop()
    const renewed = await this.#parts.tickets.renew()
    if (!this.#wanted || this.#socket) return
    if (!renewed.ok && renewed.why) this.#expire(renewed.why)
    else this.#down(reason, null)
  }

  #expire(reason: Expiry): void {
    this.#wanted = false
    this.#drop()
    this.#parts.state.become({ state: 'offline', reason })
    this.#parts.served.expired(reason)
  }

  #down(reason: string, afterSeconds: number | null): void {
    this.#leave(reason, pause(this.#attempt++, this.#parts.clock.random) + Math.min(afterSeconds ?? 0, LONGEST_S) * 1_000)
  }

  /** The hub sends its desks away, each to come back by chance within so long: nobody is to blame, nothing to back off from. */
  #moveOn(seconds: number): void {
    const within = Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_S) : 0
    this.#leave(MOVING, this.#parts.clock.random() * within * 1_000)
  }

  #leave(reason: string, wait: number): void {
    const { clock, state } = this.#parts
    this.#drop()
    state.become({ state: 'offline', reason })
    if (!this.#wanted) return
    this.#callOff?.()
    this.#nextTryAt = clock.now() + Math.ceil(wait)
    this.#callOff = clock.later(wait, () => void this.#connect())
  }

  #drop(): void {
    const socket = this.#socket
    this.#socket = null
    if (this.#listening) this.#parts.served.down()
    this.#listening = false
    socket?.close()
  }
}
