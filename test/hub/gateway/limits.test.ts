import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHub, signIn, type TestHub } from '../doors/open-hub.ts'
import { admit, openPage } from '../visitor/raw-page.ts'
import { connectDesk, type RawDesk, until } from './raw-desk.ts'

let hub: TestHub
const open: { close(): void }[] = []

beforeEach(async () => {
  hub = await openHub({ origins: ['https://dealer.example'] })
})

afterEach(async () => {
  for (const one of open.splice(0)) one.close()
  await hub.close()
})

async function desk(agent = 1): Promise<RawDesk> {
  const signed = await signIn(hub, agent)
  const opened = await connectDesk({ url: hub.url, token: signed.access })
  open.push(opened)
  return opened
}

const want = { add: [], drop: [] }

test('a desk that asks too fast is told to wait, and is answered again afterwards', async () => {
  const lena = await desk()
  const answers = await Promise.all(Array.from({ length: 70 }, () => lena.ask('want', want)))
  expect(answers.filter(({ problem }) => problem?.status === 429)).toHaveLength(10)
  hub.turn(1_000)
  expect((await lena.ask('want', want)).problem?.status).toBe(409)
})

test('a desk that never stops flooding is cut off', async () => {
  const lena = await desk()
  for (let i = 0; i < 400; i++) lena.tell('want', want)
  await until(() => !lena.socket.connected)
})

test('events that nobody knows are refused by name, and the fifth ends the socket', async () => {
  const lena = await desk()
  for (const event of ['steal', 'constructor', '__proto__', 'toString']) {
    expect(await lena.ask(event, {})).toMatchObject({ ok: false, problem: { status: 404, field: 'event' } })
  }
  expect(lena.socket.connected).toBe(true)
  lena.tell('disconnecting-me', 1)
  await until(() => !lena.socket.connected)
})

test('a desk that sends more than 64 KiB at once is cut off, and a visitor beyond 16 KiB', async () => {
  const lena = await desk()
  lena.tell('push', { commands: ['x'.repeat(70_000)] })
  await until(() => !lena.socket.connected)
  const page = await openPage(hub.url, (await admit(hub)).token)
  open.push(page)
  expect(await page.say('x'.repeat(9_000))).toMatchObject({ ok: false, problem: { status: 400, field: 'text' } })
  page.tell('say', { id: randomUUID(), text: 'x'.repeat(17_000) })
  await until(() => !page.socket.connected)
})

test('typing that comes too often is dropped, never answered and never held against anybody', async () => {
  const lena = await desk()
  for (let i = 0; i < 100; i++) lena.tell('typing', { case: randomUUID(), party: randomUUID(), typing: true })
  expect((await lena.ask('want', want)).problem?.status).toBe(409)
  expect(lena.socket.connected).toBe(true)
})

test('from one address twenty pages a minute come in, then others wait; a replay has a limit of its own', async () => {
  const { token } = await admit(hub)
  for (let i = 0; i < 20; i++) open.push(await openPage(hub.url, token))
  await expect(openPage(hub.url, token)).rejects.toThrow('429')
  for (let i = 0; i < 19; i++) await admit(hub)
  await expect(admit(hub)).rejects.toThrow('429')
  const replay = { 'forecourt-replay': hub.keys.replay }
  for (let i = 0; i < 30; i++) open.push(await openPage(hub.url, (await admit(hub, null, replay)).token, replay))
  await expect(openPage(hub.url, token, { 'forecourt-replay': 'guessed' })).rejects.toThrow('429')
  hub.turn(60_000)
  open.push(await openPage(hub.url, token))
})

test("what a replay's visitors say is marked as a replay for ever", async () => {
  const replay = { 'forecourt-replay': hub.keys.replay }
  const { token, party } = await admit(hub, null, replay)
  const page = await openPage(hub.url, token, replay)
  open.push(page)
  await page.say('From long ago.')
  const rows = await hub.store.read((view) => view.scope(`party:${party}`))
  expect(rows.map(({ kind, row }) => [kind, 'origin' in row && row.origin]).sort()).toEqual([
    ['case', 'replay'],
    ['message', 'replay'],
    ['party', 'replay'],
  ])
})

test("a page of the hub's own or of a known dealer may connect, and no other", async () => {
  const { token } = await admit(hub)
  open.push(await openPage(hub.url, token, { origin: hub.url }), await openPage(hub.url, token, { origin: 'https://dealer.example' }))
  for (const origin of ['https://evil.example', 'null', 'https://dealer.example.evil.example']) {
    await expect(openPage(hub.url, token, { origin })).rejects.toThrow('websocket error')
  }
})

test('there is no other way in than a WebSocket: no polling, no old protocol, no script', async () => {
  expect((await fetch(`${hub.url}/socket.io/?EIO=4&transport=polling`)).status).toBe(400)
  expect((await fetch(`${hub.url}/socket.io/?EIO=3&transport=websocket`)).status).toBe(400)
  expect((await fetch(`${hub.url}/socket.io/socket.io.js`)).status).toBe(400)
})

test('a namespace that is none of ours is refused', async () => {
  const socket = io(`${hub.url}/admin`, { transports: ['websocket'], reconnection: false, forceNew: true })
  open.push({ close: () => void socket.disconnect() })
  expect(await new Promise((resolve) => socket.on('connect_error', ({ message }) => resolve(message)))).toBe('Invalid namespace')
})
