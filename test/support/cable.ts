import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line between two programs of this machine that can be cut and mended. */
export interface Cable {
  readonly url: string
  /** Breaks every connection, and takes no new one. */
  cut(): void
  mend(): void
  /** From now on what the far end says is lost on the way, though what it is told arrives. */
  deafen(deaf: boolean): void
  close(): Promise<void>
}

/** Lays a cable to where a URL leads. */
export async function layCable(to: string): Promise<Cable> {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  let [whole, deaf] = [true, false]
  const keep = (socket: Socket): Socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const server = createServer((near) => {
    if (!whole) {
      near.destroy()
      return
    }
    const far = connect(Number(port), hostname)
    keep(near)
    keep(far)
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => {
      if (!deaf) near.write(bytes)
    })
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false
      for (const socket of open) socket.destroy()
    },
    mend() {
      whole = true
    },
    deafen(now) {
      deaf = now
    },
    async close() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
