import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { chanceOf } from '../chance.ts'
import { clear, Lane, type Way } from './lane.ts'

/** What a line is like: from the near end to the far one, and back. */
export interface Weather {
  readonly up: Partial<Way>
  readonly down: Partial<Way>
  /** New connections are turned away. */
  readonly refuse: boolean
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
  readonly lanes: readonly Lane[]
}

/** A TCP proxy that makes a line bad on purpose, the same for the same seed. Both ends are of this machine. */
export class ChaosProxy {
  readonly url: string
  /** Bytes that arrived at the far and at the near end, and connections taken in, so far. */
  readonly counts = { up: 0, down: 0, connections: 0 }
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  #up: Way = clear
  #down: Way = clear
  #refuse = false

  private constructor(url: string, server: Server) {
    this.url = url
    this.#server = server
  }

  /** Lays a line to where a URL leads. */
  static async lay(to: string, seed: number): Promise<ChaosProxy> {
    const { hostname, port, protocol } = new URL(to)
    const server = createServer({ allowHalfOpen: true, noDelay: true })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const proxy = new ChaosProxy(`${protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`, server)
    let connections = 0
    server.on('connection', (near) => proxy.#join(near, { host: hostname, port: Number(port), seed: seed * 1_000 + connections++ }))
    return proxy
  }

  /** Changes what is named and leaves the rest as it was. */
  weather({ up, down, refuse }: Partial<Weather>): void {
    this.#up = { ...this.#up, ...up }
    this.#down = { ...this.#down, ...down }
    this.#refuse = refuse ?? this.#refuse
    for (const { lanes } of this.#pairs) for (const lane of lanes) lane.wake()
  }

  /** Both ways alike. */
  both(way: Partial<Way>): void {
    this.weather({ up: way, down: way })
  }

  /** A good line again; what a hole held goes on its way. */
  clear(): void {
    this.weather({ up: clear, down: clear, refuse: false })
  }

  /** Every connection ends as by a RST of the network: both ends see it, with no farewell. */
  reset(): void {
    for (const { near, far } of this.#pairs) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
  }

  async close(): Promise<void> {
    this.reset()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #join(near: Socket, { host, port, seed }: { readonly host: string; readonly port: number; readonly seed: number }): void {
    if (this.#refuse) {
      near.resetAndDestroy()
      return
    }
    this.counts.connections++
    const far = connect({ host, port, allowHalfOpen: true, noDelay: true })
    const up = new Lane({
      from: near,
      to: far,
      way: () => this.#up,
      chance: chanceOf(seed * 2),
      passed: (bytes) => {
        this.counts.up += bytes
      },
    })
    const down = new Lane({
      from: far,
      to: near,
      way: () => this.#down,
      chance: chanceOf(seed * 2 + 1),
      passed: (bytes) => {
        this.counts.down += bytes
      },
    })
    const pair = { near, far, lanes: [up, down] }
    this.#pairs.add(pair)
    const end = (): void => {
      this.#pairs.delete(pair)
      for (const lane of pair.lanes) lane.stop()
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('close', end).on('error', end)
  }
}
