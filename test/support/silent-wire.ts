import { connect, createServer, type Server, type Socket } from 'node:net'

/** A wire between desk and hub that a test can make silent: nothing is closed, nothing arrives any more. */
export class SilentWire {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  silent = false

  constructor(to: number) {
    this.#server = createServer((near) => {
      const far = connect(to, '127.0.0.1')
      this.#join(near, far)
      this.#join(far, near)
    })
  }

  #join(from: Socket, to: Socket): void {
    this.#sockets.add(from)
    from.on('data', (bytes) => {
      if (!this.silent) to.write(bytes)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }

  listen(): Promise<number> {
    return new Promise((done) =>
      this.#server.listen(0, '127.0.0.1', () => {
        const address = this.#server.address()
        done(typeof address === 'object' && address ? address.port : 0)
      }),
    )
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
  }
}
