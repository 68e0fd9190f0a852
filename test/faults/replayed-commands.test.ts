import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf } from '../support/chance.ts'
import { RealHub } from '../support/real-hub.ts'
import { readHub } from './hub-data.ts'
import { storm } from './storm.ts'

const SENT = 10_000
const UNIQUE = 1_000
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
let hub: RealHub

beforeAll(async () => {
  hub = await RealHub.start()
}, 120_000)

afterAll(() => hub.stop(), 60_000)

test(`I2 I14: ten thousand commands, doubled, out of order and said again on other connections, make a thousand rows (seed ${seed})`, async () => {
  const visitor = await hub.visitor()
  await visitor.say('Hello?')
  const before = await readHub(hub.home)
  const header = before.rows.find(({ kind, body }) => kind === 'case' && body.party === visitor.party)
  const place = { case: header?.id ?? '', party: visitor.party }
  const { commands, outcomes, forged } = await storm({
    ...{ hub: hub.url, email: 'lena.vogt@nordhaus.example', name: 'lena', place },
    ...{ unique: UNIQUE, sent: SENT, chance: chanceOf(seed) },
  })
  expect(new Set([...outcomes.values()].map((told) => [...told].join(' or ')))).toEqual(new Set(['{"ok":true}']))

  const messages = (await readHub(hub.home)).rows.filter(({ kind, body }) => kind === 'message' && body.case === place.case)
  const notes = messages.filter(({ body }) => body.kind === 'note')
  expect(notes.length).toBe(UNIQUE)
  expect(new Set(notes.map(({ id }) => id))).toEqual(new Set(commands.map(({ args }) => args.message)))
  const numbers = messages.map(({ body }) => Number(body.number)).toSorted((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: UNIQUE + 1 }, (_, n) => n + 1))

  expect(new Set(forged.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.refusal.code)))).toEqual(new Set(['reused-number']))
  expect(messages.filter(({ body }) => body.text === 'other words')).toEqual([])
  visitor.leave()
}, 180_000)
