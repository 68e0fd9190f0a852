import { randomBytes } from 'node:crypto'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChaosProxy } from '../support/chaos/proxy.ts'
import { until } from '../support/desk.ts'

let far: Server
const taken: Socket[] = []
const heard: Buffer[] = []
let proxy: ChaosProxy

/** What the far end has heard, all together. */
const atFar = (): Buffer => Buffer.concat(heard)

beforeEach(async () => {
  taken.length = 0
  heard.length = 0
  far = createServer((socket) => {
    taken.push(socket)
    socket.on('data', (bytes) => heard.push(bytes)).on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve))
  proxy = await ChaosProxy.lay(`http://127.0.0.1:${(far.address() as AddressInfo).port}`, 7)
})

afterEach(async () => {
  await proxy.close()
  for (const socket of taken) socket.destroy()
  await new Promise((resolve) => far.close(resolve))
})

interface Near {
  readonly socket: Socket
  readonly ended: string[]
  heard(): Buffer
}

async function near(): Promise<Near> {
  const pieces: Buffer[] = []
  const ended: string[] = []
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  socket.on('data', (bytes) => pieces.push(bytes))
  socket.on('error', (error: NodeJS.ErrnoException) => ended.push(error.code ?? 'error'))
  socket.on('close', () => ended.push('closed'))
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve))
  return { socket, ended, heard: () => Buffer.concat(pieces) }
}

const quiet = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('what is said arrives whole and in order, both ways, however bad the line', async () => {
  proxy.weather({ up: { latency: 5, jitter: 20, slice: 700 }, down: { jitter: 15, rate: 4_000_000 } })
  const { socket, heard: back } = await near()
  const [there, here] = [randomBytes(200_000), randomBytes(300_000)]
  await until(() => taken.length === 1)
  for (let at = 0; at < there.length; at += 9_999) socket.write(there.subarray(at, at + 9_999))
  taken[0]?.write(here)
  await until(() => atFar().length === there.length && back().length === here.length, 20_000)
  expect(atFar().equals(there)).toBe(true)
  expect(back().equals(here)).toBe(true)
  expect(proxy.counts).toEqual({ up: there.length, down: here.length, connections: 1 })
  socket.destroy()
})

test('a word takes at least as long as the line is long, and a slow line no less than its bytes need', async () => {
  proxy.weather({ up: { latency: 120, rate: 50_000 } })
  const { socket } = await near()
  const began = performance.now()
  socket.write(Buffer.alloc(10_000))
  await until(() => atFar().length > 0)
  expect(performance.now() - began).toBeGreaterThanOrEqual(119)
  await until(() => atFar().length === 10_000)
  expect(performance.now() - began).toBeGreaterThanOrEqual(319)
  socket.destroy()
})

test('a line may be sliced to three bytes at a time', async () => {
  proxy.weather({ up: { slice: 3 } })
  const { socket } = await near()
  const said = randomBytes(3_000)
  socket.write(said)
  await until(() => atFar().length === said.length)
  expect(atFar().equals(said)).toBe(true)
  expect(heard.length).toBeGreaterThan(300)
  socket.destroy()
})

test('what falls into a black hole neither arrives nor is skipped: it comes when the hole is gone', async () => {
  const { socket, ended } = await near()
  await until(() => taken.length === 1)
  proxy.both({ hole: true })
  socket.write('one ')
  await quiet(100)
  expect(atFar().toString()).toBe('')
  expect(ended).toEqual([])
  proxy.clear()
  socket.write('two')
  await until(() => atFar().toString() === 'one two')
  socket.destroy()
})

test('one way may be lost while the other is whole', async () => {
  const { socket, heard: back } = await near()
  await until(() => taken.length === 1)
  proxy.weather({ down: { hole: true } })
  socket.write('asked')
  await until(() => atFar().toString() === 'asked')
  taken[0]?.write('answered')
  await quiet(100)
  expect(back().length).toBe(0)
  proxy.clear()
  await until(() => back().toString() === 'answered')
  socket.destroy()
})

test('a reset ends both ends with no farewell, and the line may be taken up anew', async () => {
  const first = await near()
  await until(() => taken.length === 1)
  proxy.reset()
  await until(() => first.ended.length === 2)
  expect(first.ended).toEqual(['ECONNRESET', 'closed'])
  await until(() => taken[0]?.destroyed === true)
  const second = await near()
  second.socket.write('again')
  await until(() => atFar().toString() === 'again')
  second.socket.destroy()
})

test('a line that refuses lets nobody in, and does again when it is good', async () => {
  proxy.weather({ refuse: true })
  const { ended } = await near()
  await until(() => ended.includes('closed'))
  expect(taken).toEqual([])
  proxy.clear()
  const { socket } = await near()
  await until(() => taken.length === 1)
  socket.destroy()
})

test('a sender is made to wait when a slow line is full, so the line holds little', async () => {
  proxy.weather({ up: { rate: 1_000 } })
  const { socket } = await near()
  const most = 64 * 1_024 * 1_024
  let handed = 0
  const more = (): void => {
    while (handed < most && socket.write(Buffer.alloc(65_536))) handed += 65_536
  }
  socket.on('drain', more)
  more()
  await quiet(300)
  expect(handed).toBeLessThan(most / 2)
  socket.destroy()
})

test('a goodbye arrives after the last word', async () => {
  proxy.weather({ up: { latency: 50 } })
  const { socket } = await near()
  await until(() => taken.length === 1)
  const end = new Promise((resolve) => taken[0]?.once('end', resolve))
  socket.end('last word')
  await end
  expect(atFar().toString()).toBe('last word')
})
