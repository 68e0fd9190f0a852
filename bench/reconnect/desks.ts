// A thousand desks in a process of their own, so that the hub has a processor to itself: they speak the wire by hand and keep no rows.
import { zstdDecompressSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '../../src/domain/contract/version.ts'
import type { Frame, ToDesk, ToHub } from '../../src/domain/contract/wire.ts'

export interface SignedDesk {
  readonly device: string
  readonly access: string
  readonly scopes: readonly string[]
  readonly sites: readonly string[]
}

/** What the bench tells this process: everybody comes within so many milliseconds. */
export interface Come {
  readonly within: number
}

/** How it went: from the dial of each to its being served, in milliseconds, and how often one was turned away. */
export interface Came {
  readonly served: readonly number[]
  readonly turnedAway: number
}

const AGAIN_MS = 1_000

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

class BenchDesk {
  readonly #hub: string
  readonly #signed: SignedDesk
  readonly #whole = new Set<string>()
  readonly #wanted: Set<string>
  #epoch: string | null = null
  #cursor = 0
  #socket: Socket<ToDesk, ToHub> | null = null
  turnedAway = 0

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
    const ask = socket.timeout(120_000)
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
    if (add.length > 0) await this.#socket?.timeout(120_000).emitWithAck('want', { add, drop: [] } as never)
  }

  #take(frame: Frame): void {
    if (frame.reset) this.#whole.clear()
    else if (frame.from !== this.#cursor && frame.resync !== true) return
    this.#cursor = frame.to
    this.#epoch = frame.epoch
    for (const scope of frame.again ?? []) this.#whole.delete(scope)
    for (const { scope, rows, next } of frame.pages) {
      if (next === null) this.#whole.add(scope)
      const queues = rows.filter(({ kind, body }) => kind === 'queue' && this.#signed.sites.includes((body as { site: string }).site))
      for (const { id } of queues) this.#wanted.add(`queue:${id}`)
      if (queues.length > 0) void this.#want(queues.map(({ id }) => `queue:${id}`)).catch(() => undefined)
    }
  }
}

const { hub, signed }: { hub: string; signed: readonly SignedDesk[] } = await new Promise((done) => process.once('message', done as never))
const desks = signed.map((one) => new BenchDesk(hub, one))

process.on('message', async ({ within }: Come) => {
  const served = await Promise.all(
    desks.map(async (desk) => {
      await pause(Math.random() * within)
      return desk.come()
    }),
  )
  process.send?.({ served, turnedAway: desks.reduce((sum, desk) => sum + desk.turnedAway, 0) } satisfies Came)
  for (const desk of desks) desk.turnedAway = 0
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
