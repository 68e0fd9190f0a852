import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '../../../src/domain/contract/problem.ts'
import { PROTOCOL } from '../../../src/domain/contract/version.ts'
import { openHub, signIn, type TestHub } from '../doors/open-hub.ts'
import { ids } from '../support/rows.ts'
import { admit, openPage, type RawPage } from '../visitor/raw-page.ts'
import { connectDesk, openDesk, type RawDesk } from './raw-desk.ts'

let hub: TestHub
let honest: RawDesk
const failures: unknown[] = []
const fail = (error: unknown): void => void failures.push(error)

beforeAll(async () => {
  hub = await openHub()
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  const signed = await signIn(hub, 2)
  honest = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, ['ref'])
})

afterAll(async () => {
  honest.close()
  await hub.close()
  process.off('uncaughtException', fail)
  process.off('unhandledRejection', fail)
})

/** An honest desk is served all the while, nothing failed inside, and no answer was the hub's own fault. */
async function expectUnharmed(): Promise<void> {
  hub.turn(10_000)
  expect(await honest.ask('want', { add: ['ref'], drop: [] })).toMatchObject({ ok: true })
  expect(failures).toEqual([])
  expect(hub.doors.metrics.text()).not.toContain('what="failed"')
}

const asked = ['hello', 'hold', 'want', 'push', 'refresh'] as const
const askedOfVisitors = ['say', 'identify', 'consent', 'seen', 'reached'] as const

/** Values that look right from afar. */
const near = fc.oneof(
  fc.jsonValue({ maxDepth: 5 }),
  fc.record({
    device: fc.constantFrom('x', ids.device(1)),
    epoch: fc.constant(null),
    cursor: fc.oneof(fc.integer(), fc.double(), fc.string()),
  }),
  fc.record({
    whole: fc.array(fc.oneof(fc.string(), fc.constant('party:*'), fc.constant('user:'), fc.constant('ref:ref'))),
    filling: fc.array(fc.jsonValue()),
  }),
  fc.record({ add: fc.array(fc.string()), drop: fc.array(fc.constant('queue:../ref')) }),
  fc.record({
    commands: fc.array(
      fc.record({
        id: fc.uuid(),
        seq: fc.integer(),
        name: fc.string(),
        version: fc.integer(),
        args: fc.dictionary(fc.string(), fc.jsonValue()),
        saidAt: fc.integer(),
        after: fc.array(fc.string()),
      }),
    ),
  }),
  fc.record({ id: fc.string(), text: fc.string() }),
)

const expectNo = (answer: { readonly ok: boolean; readonly problem?: unknown }): void => {
  if (answer.ok) return
  expect(Problem.parse(answer.problem).status).toBeLessThan(500)
}

test('whatever a desk says is answered: with a problem that can be read, or because it was right', async () => {
  const { access } = await signIn(hub, 1)
  const lena = await connectDesk({ url: hub.url, token: access })
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...asked), near, async (event, value) => {
      hub.turn(100)
      expectNo(await lena.ask(event, value))
    }),
    { numRuns: 600 },
  )
  expect(lena.socket.connected).toBe(true)
  lena.close()
  await expectUnharmed()
})

test('whatever a visitor says is answered too', async () => {
  const page: RawPage = await openPage(hub.url, (await admit(hub)).token)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...askedOfVisitors), near, async (event, value) => {
      hub.turn(100)
      expectNo(await page.ask(event, value))
    }),
    { numRuns: 400 },
  )
  expect(page.socket.connected).toBe(true)
  page.close()
  await expectUnharmed()
})

test('answers that are missing, binary words, and words after words do no harm', async () => {
  const { access } = await signIn(hub, 1)
  const lena = await connectDesk({ url: hub.url, token: access })
  const raw = lena.socket as unknown as { emit(event: string, ...words: readonly unknown[]): void }
  for (const event of [...asked, 'typing', 'viewing']) {
    for (const words of [
      [],
      [Buffer.alloc(100)],
      [{}, {}, {}],
      [[Buffer.alloc(10), Buffer.alloc(10)]],
      [null],
      [undefined],
      [() => undefined],
    ]) {
      hub.turn(200)
      raw.emit(event, ...words)
    }
  }
  hub.turn(5_000)
  expect(await lena.ask('want', { add: ['ref'], drop: [] })).toMatchObject({ ok: false, problem: { status: 409 } })
  lena.close()
  await expectUnharmed()
})

test('arguments nested without end are refused before anything walks through them', async () => {
  const { access } = await signIn(hub, 1)
  const lena = await connectDesk({ url: hub.url, token: access })
  let deep: unknown = 1
  for (let i = 0; i < 3_000; i++) deep = [deep]
  const command = { id: randomUUID(), seq: 1, name: 'case.claim', version: 1, args: { deep }, saidAt: 0, after: [] }
  expect(await lena.ask('push', { commands: [command] })).toMatchObject({ ok: false, problem: { status: 400 } })
  lena.close()
  await expectUnharmed()
})

/** A WebSocket that says lines of its own instead of Socket.IO's. */
async function rawLine(lines: readonly (string | Uint8Array<ArrayBuffer>)[]): Promise<void> {
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  socket.binaryType = 'arraybuffer'
  await new Promise<void>((resolve) => {
    socket.onclose = () => resolve()
    socket.onerror = () => resolve()
    socket.onopen = () => {
      for (const line of lines) socket.send(line)
      setTimeout(() => socket.close(), 10)
    }
  })
}

const knock = (token: string): string => `40/desk,${JSON.stringify({ token, protocol: PROTOCOL })}`

const rawWords = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ maxLength: 50 }).map((text) => `4${text}`),
  fc.string({ maxLength: 50 }).map((text) => `42/desk,${text}`),
  fc.jsonValue({ maxDepth: 3 }).map((value) => `42/desk,1${JSON.stringify(value)}`),
  fc.jsonValue({ maxDepth: 3 }).map((value) => `40/visitor,${JSON.stringify(value)}`),
  fc.tuple(fc.nat(20), fc.jsonValue({ maxDepth: 2 })).map(([count, value]) => `45${count}-/desk,${JSON.stringify([value])}`),
  fc.constantFrom(
    '1',
    '2',
    '3',
    '2probe',
    '5',
    '6',
    '41/desk,',
    '43/desk,1[]',
    '44/desk,{}',
    '42/desk,["hello"',
    '451-/desk,["push",{"_placeholder":true,"num":9}]',
  ),
)

test('lines that are not even Socket.IO end their own connection and nobody else', async () => {
  const { access } = await signIn(hub, 1)
  await fc.assert(
    fc.asyncProperty(
      fc.array(rawWords, { minLength: 1, maxLength: 8 }),
      fc.boolean(),
      fc.uint8Array({ maxLength: 60 }),
      async (words, known, bytes) => {
        hub.turn(50)
        await rawLine([...(known ? [knock(access)] : []), ...words, new Uint8Array(bytes)])
      },
    ),
    { numRuns: 150 },
  )
  await expectUnharmed()
}, 60_000)

test('tokens of every shape are turned away at both doors', async () => {
  const { access } = await signIn(hub, 1)
  const { token } = await admit(hub)
  const bad = [
    '',
    'v1..',
    'v1.e30.',
    access.slice(1),
    `${access} `,
    token,
    access.replace('v1', 'v2'),
    'x'.repeat(1_999),
    access.toUpperCase(),
  ]
  for (const text of bad) await expect(connectDesk({ url: hub.url, token: text })).rejects.toThrow(/^40[01]$/)
  for (const text of bad.filter((one) => one !== token)) {
    hub.turn(60_000)
    await expect(openPage(hub.url, text)).rejects.toThrow(/^40[01]$/)
  }
  const longer = { url: hub.url, token: 'x'.repeat(2_001) }
  await expect(connectDesk(longer)).rejects.toThrow('400')
})
