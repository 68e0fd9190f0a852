import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PROTOCOL } from '../../src/domain/contract/version.ts'
import type { Decided, ToDesk, ToHub } from '../../src/domain/contract/wire.ts'
import { uuidv7 } from '../../src/domain/id.ts'
import { between, type Chance, chanceOf, oneOf } from '../support/chance.ts'
import { newId, RealHub } from '../support/real-hub.ts'
import { readHub } from './hub-data.ts'

const SENT = 10_000
const UNIQUE = 1_000
const BATCH = 50
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
let hub: RealHub

beforeAll(async () => {
  hub = await RealHub.start()
}, 120_000)

afterAll(() => hub.stop(), 60_000)

type DeskSocket = Socket<ToDesk, ToHub>

/** A connection as a desk makes it, of the same device each time: what an engine does after a break. */
async function connection(email: string, device: string): Promise<DeskSocket> {
  const { tickets } = await hub.signIn(email, device)
  const socket: DeskSocket = io(`${hub.url}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token: tickets.access, protocol: PROTOCOL },
  })
  const welcome = await socket.timeout(20_000).emitWithAck('hello', { device, epoch: null, cursor: 0 })
  expect(welcome.ok).toBe(true)
  return socket
}

interface Named {
  readonly case: string
  readonly party: string
}

const envelopeOf = (named: Named, seq: number) => ({
  id: newId(),
  seq,
  name: 'message.note',
  version: 1,
  args: { ...named, message: uuidv7(Date.now(), randomBytes(10)), text: `lena word ${seq}` },
  saidAt: Date.now(),
  after: [],
})

type Sent = ReturnType<typeof envelopeOf>

/** Ten thousand in batches: each command about ten times, in no order, some twice in one batch. */
const shuffled = (chance: Chance, commands: readonly Sent[]): readonly Sent[] => {
  const all = [...commands, ...Array.from({ length: SENT - commands.length }, () => oneOf(chance, commands))]
  for (let place = all.length - 1; place > 0; place--) {
    const other = between(chance, 0, place)
    const [a, b] = [all[place], all[other]]
    if (a && b) [all[place], all[other]] = [b, a]
  }
  return all
}

async function push(socket: DeskSocket, commands: readonly Sent[]): Promise<readonly Decided[]> {
  const answer = await socket.timeout(30_000).emitWithAck('push', { commands })
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return answer.decided
}

test(`I2 I14: ten thousand commands, doubled, out of order and said again on other connections, make a thousand rows (seed ${seed})`, async () => {
  const chance = chanceOf(seed)
  const visitor = await hub.visitor()
  await visitor.say('Hello?')
  const device = newId()
  const email = 'lena.vogt@nordhaus.example'
  const { rows } = await readHub(hub.home)
  const header = rows.find(({ kind, body }) => kind === 'case' && body.party === visitor.party)
  const named = { case: header?.id ?? '', party: visitor.party }
  const commands = Array.from({ length: UNIQUE }, (_, n) => envelopeOf(named, n + 1))
  const all = shuffled(chance, commands)
  const outcomes = new Map<string, Set<string>>(commands.map(({ id }) => [id, new Set()]))
  let socket = await connection(email, device)
  for (let at = 0; at < all.length; at += BATCH) {
    const answered = push(socket, all.slice(at, at + BATCH))
    if (chance() < 0.05) {
      // The line breaks before the answer comes: what was sent is said again on the next one, as an engine would.
      answered.catch(() => undefined)
      socket.disconnect()
      socket = await connection(email, device)
      at -= BATCH
    } else for (const { command, outcome } of await answered) outcomes.get(command)?.add(JSON.stringify(outcome))
  }
  expect(new Set([...outcomes.values()].map((told) => [...told].join(' or ')))).toEqual(new Set(['{"ok":true}']))

  const after = await readHub(hub.home)
  const there = after.rows.filter(({ kind, body }) => kind === 'message' && body.case === named.case && body.kind === 'note')
  expect(there.length).toBe(UNIQUE)
  expect(new Set(there.map(({ id }) => id))).toEqual(new Set(commands.map(({ args }) => args.message)))
  const numbers = after.rows
    .filter(({ kind, body }) => kind === 'message' && body.case === named.case)
    .map(({ body }) => Number(body.number))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: UNIQUE + 1 }, (_, n) => n + 1))

  const forged = commands
    .slice(0, 2 * BATCH)
    .map((command) => ({ ...command, id: newId(), args: { ...command.args, message: newId(), text: 'other words' } }))
  const answers = [...(await push(socket, forged.slice(0, BATCH))), ...(await push(socket, forged.slice(BATCH, 2 * BATCH)))]
  expect(new Set(answers.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.refusal.code)))).toEqual(new Set(['reused-number']))
  expect((await readHub(hub.home)).rows.filter(({ body }) => body.text === 'other words')).toEqual([])
  socket.disconnect()
  visitor.leave()
}, 180_000)
