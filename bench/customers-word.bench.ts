import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io } from 'socket.io-client'
import { z } from 'zod'
import type { CaseId } from '../src/domain/id.ts'
import { openTestDatabase } from '../test/support/database.ts'
import { type TestDesk, until } from '../test/support/desk.ts'
import { freshFolder, removeFolder } from '../test/support/folder.ts'
import { RealHub } from '../test/support/real-hub.ts'
import type { TestVisitor } from '../test/support/test-visitor.ts'

/**
 * A customer's word from the hub's door to an agent's engine: committed at the hub, sent, committed on the desk.
 * Against it, turn about in the same run and process: Socket.IO that commits one row in PostgreSQL and hands the word on.
 */
const ROUNDS = 5
const WORDS = 60
const VISITORS = 8

type Send = (text: string) => Promise<void>

interface Way {
  readonly send: Send
  readonly close: () => Promise<void>
}

const Came = z.object({ rows: z.array(z.object({ body: z.object({ text: z.string().optional() }) })) })

const waiting = new Map<string, () => void>()

function heard(text: string): void {
  waiting.get(text)?.()
  waiting.delete(text)
}

async function timed(send: Send): Promise<number> {
  const text = `The noise is back, word ${randomUUID()}`
  const began = performance.now()
  const arrived = new Promise<number>((resolve) => waiting.set(text, () => resolve(performance.now() - began)))
  const [took] = await Promise.all([arrived, send(text)])
  return took
}

/** Hears each word once its frame is committed on the device, which is before the hub is told so. */
function listen({ engine: { replica } }: TestDesk): void {
  const moved = replica.moved.bind(replica)
  replica.moved = (frame, touched) => {
    moved(frame, touched)
    for (const { body } of Came.parse(frame).rows) if (body.text !== undefined) heard(body.text)
  }
}

async function openCase(desk: TestDesk, visitor: TestVisitor): Promise<void> {
  await visitor.say('Good morning, a question about my car.')
  const id = () => desk.engine.replica.store.get<{ id: string }>('SELECT id FROM row_case WHERE party = ?', visitor.party)?.id
  await until(() => id() !== undefined, 20_000)
  desk.show({ of: 'thread', case: id() as CaseId, count: 50 })
}

async function ours(): Promise<Way> {
  const folder = await freshFolder('bench-word')
  const hub = await RealHub.start()
  const desk = await hub.desk('lena.vogt@nordhaus.example', folder)
  await desk.live()
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => hub.visitor()))
  for (const visitor of visitors) await openCase(desk, visitor)
  listen(desk)
  let turn = 0
  return {
    send: async (text) => {
      await visitors[turn++ % VISITORS]?.say(text)
    },
    close: async () => {
      desk.engine.stop()
      for (const visitor of visitors) visitor.leave()
      await hub.stop()
      await removeFolder(folder)
    },
  }
}

async function floor(): Promise<Way> {
  const database = await openTestDatabase()
  const client = await database.opened.pool.connect()
  await client.query('create table said (id uuid primary key, text text not null)')
  const http = createServer()
  const server = new Server(http, { transports: ['websocket'] })
  server.on('connection', (socket) => {
    socket.on('say', async (text: string, reply: () => void) => {
      await client.query('insert into said values ($1, $2)', [randomUUID(), text])
      socket.broadcast.emit('word', text)
      reply()
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  const [customer, agent] = [io(url, { transports: ['websocket'], forceNew: true }), io(url, { transports: ['websocket'], forceNew: true })]
  agent.on('word', heard)
  await until(() => customer.connected && agent.connected, 10_000)
  return {
    send: async (text) => {
      await customer.emitWithAck('say', text)
    },
    close: async () => {
      customer.disconnect()
      agent.disconnect()
      await server.close()
      client.release()
      await database.close()
    },
  }
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const median = (values: readonly number[]): number =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  )

async function round(way: Way): Promise<{ p50: number; p99: number }> {
  const times: number[] = []
  for (let n = 0; n < WORDS; n++) times.push(await timed(way.send))
  times.sort((a, b) => a - b)
  return { p50: at(times, 0.5), p99: at(times, 0.99) }
}

const ways = { ours: await ours(), floor: await floor() }
for (const way of Object.values(ways)) await round(way)
const rounds: { ours: { p50: number; p99: number }; floor: { p50: number; p99: number } }[] = []
for (let n = 0; n < ROUNDS; n++) rounds.push({ floor: await round(ways.floor), ours: await round(ways.ours) })
for (const [share, limit] of [
  ['p50', 1.5],
  ['p99', 2],
] as const) {
  const mine = rounds.map(({ ours: one }) => one[share])
  const figure = {
    name: `a customer's word to the agent's engine, ${share}`,
    unit: 'ms',
    ours: median(mine),
    low: Math.min(...mine),
    high: Math.max(...mine),
    against: 'Socket.IO and one commit',
    theirs: median(rounds.map(({ floor: one }) => one[share])),
    ratio: median(rounds.map(({ ours: one, floor: other }) => one[share] / other[share])),
    limit,
    rounds: ROUNDS,
    note: 'ours commits twice, at the hub and on the device, before it counts as arrived',
  }
  console.log(JSON.stringify(figure))
}
await ways.ours.close()
await ways.floor.close()
process.exit(0)
