import { setTimeout as pause } from 'node:timers/promises'
import type { Server, Socket } from 'socket.io'

/** More than this waiting to be read means that nobody reads. */
const MOST_BUFFERED = 4 * 1_024 * 1_024

type Connection = Pick<Socket['conn'], 'close' | 'transport'>

function lengthOf(data: unknown): number {
  if (typeof data === 'string') return data.length
  return ArrayBuffer.isView(data) ? data.byteLength : 0
}

const property = (of: unknown, name: string): unknown => (typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined)

/** Bytes that wait in the hub for one client: what the engine holds, and what its socket has not yet sent. Neither is in the types. */
export function bufferedBytes(connection: Pick<Connection, 'transport'>): number {
  const waiting = property(connection, 'writeBuffer')
  const unsent = property(property(connection.transport, 'socket'), 'bufferedAmount')
  const held = Array.isArray(waiting) ? waiting.reduce((sum: number, packet: unknown) => sum + lengthOf(property(packet, 'data')), 0) : 0
  return held + (typeof unsent === 'number' ? unsent : 0)
}

/** The connections under all namespaces. */
export type Connections = {
  /** Ends clients that do not read what they are sent; how many. */
  endSlow(): number
  /** Sends every client away, some at a time: all at once would stall the hub that they still wait for. */
  drain(): Promise<void>
}

const SLICE = 500
const PAUSE_MS = 100

/** Keeps watch over the connections of a Socket.IO server. */
export function watchConnections(sockets: Server): Connections {
  const all = new Set<Connection>()
  sockets.engine.on('connection', (connection: Socket['conn']) => {
    all.add(connection)
    connection.on('close', () => all.delete(connection))
  })
  return {
    endSlow() {
      const slow = [...all].filter((connection) => bufferedBytes(connection) > MOST_BUFFERED)
      for (const connection of slow) connection.close(true)
      return slow.length
    },
    async drain() {
      const now = [...all]
      for (let at = 0; at < now.length; at += SLICE) {
        if (at > 0) await pause(PAUSE_MS)
        for (const connection of now.slice(at, at + SLICE)) connection.close()
      }
      sockets.engine.close()
    },
  }
}
