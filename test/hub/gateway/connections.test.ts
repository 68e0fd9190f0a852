import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket as NetSocket } from 'node:net'
import type { Server as Sockets } from 'socket.io'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Connections, watchConnections } from '../../../src/hub/gateway/connections.ts'
import { openSockets } from '../../../src/hub/gateway/sockets.ts'
import { until } from './raw-desk.ts'

let http: Server
let sockets: Sockets
let connections: Connections
let isOpen = true
const clients: Socket[] = []

beforeEach(async () => {
  isOpen = true
  http = createServer()
  sockets = openSockets(http, { allows: () => true, isOpen: () => isOpen, refused: () => undefined })
  connections = watchConnections(sockets)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect()
  await sockets.close()
})

async function client(): Promise<Socket> {
  const { port } = http.address() as AddressInfo
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false, forceNew: true })
  clients.push(socket)
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', reject)
  })
  return socket
}

/** The client's own line, to stop reading from it. */
const lineOf = (socket: Socket): NetSocket => Reflect.get(Reflect.get(Reflect.get(socket.io.engine, 'transport'), 'ws'), '_socket')

test('a client that does not read what it is sent is cut off at four megabytes, and one that reads is not', async () => {
  const [reader, sleeper] = [await client(), await client()]
  const heard: unknown[] = []
  reader.on('bulk', () => heard.push(1))
  lineOf(sleeper).pause()
  const piece = 'x'.repeat(1024 * 1024)
  for (let i = 0; i < 24; i++) {
    sockets.emit('bulk', piece)
    await until(() => heard.length > i)
  }
  expect(connections.endSlow()).toBe(1)
  expect(connections.endSlow()).toBe(0)
  lineOf(sleeper).resume()
  await until(() => !sleeper.connected)
  expect(reader.connected).toBe(true)
})

test('what is volatile is dropped for a client that does not read, and costs the hub nothing', async () => {
  const sleeper = await client()
  lineOf(sleeper).pause()
  const piece = 'x'.repeat(1024 * 1024)
  for (let i = 0; i < 100; i++) {
    sockets.volatile.emit('typing', piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(connections.endSlow()).toBe(0)
  lineOf(sleeper).resume()
})

test('at the end everybody is sent away, and nobody comes in any more', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, client))
  isOpen = false
  await expect(client()).rejects.toThrow()
  await connections.drain()
  await until(() => all.every(({ connected }) => !connected))
})
