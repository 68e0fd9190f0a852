import { randomUUID } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '../src/domain/contract/version.ts'
import type { Frame, ToDesk, ToHub } from '../src/domain/contract/wire.ts'

/** Who a desk of a bench is, and what it asks for. */
export interface SignedDesk {
  readonly device: string
  readonly access: string
  readonly scopes: readonly string[]
  readonly sites: readonly string[]
}

const AGAIN_MS = 1_000
const ANSWER_MS = 120_000

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A desk that speaks the wire by hand and keeps no rows, so that hundreds of them fit into one process beside the hub they load. */
export class BenchDesk {
  readonly #hub: string
  readonly #signed: SignedDesk
  readonly #whole = new Set<string>()
  readonly #wanted: Set<string>
  #epoch: string | null = null
  #cursor = 0
  #pushed = 0
  #socket: Socket<ToDesk, ToHub> | null = null
  turnedAway = 0
  /** Frames it was sent, and rows in them. */
  frames = 0
  rows = 0

  constructor(hub: string, signed: SignedDesk) {
    this.#hub = hub
    this.#signed = signed
    this.#wanted = new Set(signed.scopes)
  }

  /** Dials until it is let in; fulfilled when the hub has told it everything it wants. */
  async come(): Promise<number> {
    const began = performance.now()
    for (;;) {
      const served = await this.#try()
      if (served) return performance.now() - began
      this.turnedAway++
      await pause(AGAIN_MS * (0.5 + Math.random()))
    }
  }

  /** Wants more scopes than it began with. */
  async want(scopes: readonly string[]): Promise<void> {
    for (const scope of scopes) this.#wanted.add(scope)
    await this.#want(scopes)
  }

  /** Gives a command; throws where the hub refuses it. */
  async push(name: string, args: object): Promise<void> {
    const command = { id: randomUUID(), seq: ++this.#pushed, name, version: 1, args, saidAt: Date.now(), after: [] }
    const answer = await this.#socket?.timeout(ANSWER_MS).emitWithAck('push', { commands: [command] })
    const outcome = answer?.ok ? answer.decided[0]?.outcome : answer?.problem
    if (outcome && 'ok' in outcome && outcome.ok) return
    throw new Error(`${name} was refused: ${JSON.stringify(outcome)}`)
  }

  async #try(): Promise<boolean> {
    this.#socket?.removeAllListeners()
    this.#socket?.disconnect()
    const auth = { token: this.#signed.access, protocol: PROTOCOL }
    const socket: Socket<ToDesk, ToHub> = io(`${this.#hub}/desk`, { transports: ['websocket'], reconnection: false, forceNew: true, auth })
    this.#socket = socket
    const served = new Promise<boolean>((done) => {
      socket.on('frame', (packed, reply) => {
        const frame: Frame = JSON.parse(typeof packed === 'string' ? packed : zstdDecompressSync(packed).toString())
        this.#take(frame)
        reply(this.#cursor)
        if (frame.to === frame.head && [...this.#wanted].every((scope) => this.#whole.has(scope))) done(true)
      })
      socket.on('connect_error', () => done(false))
      socket.on('disconnect', () => done(false))
    })
    socket.on('connect', () => void this.#greet(socket))
    return served
  }

  async #greet(socket: Socket<ToDesk, ToHub>): Promise<void> {
    const ask = socket.timeout(ANSWER_MS)
    try {
      const welcome = await ask.emitWithAck('hello', { device: this.#signed.device, epoch: this.#epoch, cursor: this.#cursor } as never)
      // The hub fills so many at once, and asks the others to come again.
      if (!welcome.ok) return void socket.disconnect()
      if (this.#whole.size > 0) await ask.emitWithAck('hold', { whole: [...this.#whole], filling: [] } as never)
      await ask.emitWithAck('listen')
      await this.#want([...this.#wanted])
    } catch {
      socket.disconnect()
    }
  }

  async #want(scopes: readonly string[]): Promise<void> {
    const add = scopes.filter((scope) => !this.#whole.has(scope))
    if (add.length > 0) await this.#socket?.timeout(ANSWER_MS).emitWithAck('want', { add, drop: [] } as never)
  }

  #take(frame: Frame): void {
    if (frame.reset) this.#whole.clear()
    else if (frame.from !== this.#cursor && frame.resync !== true) return
    this.#cursor = frame.to
    this.#epoch = frame.epoch
    for (const scope of frame.again ?? []) this.#whole.delete(scope)
    this.frames++
    this.rows += frame.rows.length
    for (const { scope, rows, next } of frame.pages) {
      if (next === null) this.#whole.add(scope)
      const queues = rows.filter(({ kind, body }) => kind === 'queue' && this.#signed.sites.includes((body as { site: string }).site))
      for (const { id } of queues) this.#wanted.add(`queue:${id}`)
      if (queues.length > 0) void this.#want(queues.map(({ id }) => `queue:${id}`)).catch(() => undefined)
    }
  }
}
