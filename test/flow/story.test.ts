import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type TestDesk, until, value } from '../support/desk.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { newId } from '../support/new-id.ts'
import { RealHub } from '../support/real-hub.ts'
import type { TestVisitor } from '../support/test-visitor.ts'

let hub: RealHub
let folder = ''
let desks: TestDesk[] = []
let visitors: TestVisitor[] = []

beforeAll(async () => {
  folder = await freshFolder('flow')
  hub = await RealHub.start()
}, 120_000)

afterEach(() => {
  for (const desk of desks) desk.engine.stop()
  for (const visitor of visitors) visitor.leave()
  desks = []
  visitors = []
})

afterAll(async () => {
  await hub.stop()
  await removeFolder(folder)
})

async function desk(email: string): Promise<TestDesk> {
  const one = await hub.desk(email, folder)
  desks.push(one)
  await one.live()
  return one
}

async function visitor(): Promise<TestVisitor> {
  const one = await hub.visitor()
  visitors.push(one)
  return one
}

const caseOf = (one: TestDesk, party: string) =>
  one.engine.replica.store.get<{ id: string }>('SELECT id FROM row_case WHERE party = ?', party)?.id ?? null

async function arrived(one: TestDesk, party: string): Promise<string> {
  await until(() => caseOf(one, party) !== null, 20_000)
  const id = caseOf(one, party) ?? ''
  one.show({ of: 'thread', case: id as never, count: 50 })
  await until(() => one.engine.replica.held.whole(`party:${party}` as never), 20_000)
  return id
}

const threadOf = (one: TestDesk, id: string) => value('thread', one.show({ of: 'thread', case: id as never, count: 100 })).messages

test('a customer writes, two agents see it, one claims and answers, the customer reads it, and the other agent sees all of it', async () => {
  const [lena, jonas] = [await desk('lena.vogt@nordhaus.example'), await desk('jonas.petersen@nordhaus.example')]
  const customer = await visitor()
  await customer.say('The brake noise is back, and I was promised a call.')
  const id = await arrived(lena, customer.party)
  expect(await arrived(jonas, customer.party)).toBe(id)
  const named = { case: id, party: customer.party }
  expect(lena.run('case.claim', named)).toMatchObject({ kept: true, outcome: { ok: true } })
  const fence = lena.engine.replica.pending.view.get('case', id)?.fence ?? 0
  const said = lena.run('message.reply', { ...named, message: newId(), text: 'I am sorry. Come by at ten.', fence, knows: 1 })
  expect(said).toMatchObject({ kept: true, outcome: { ok: true } })
  await until(() => lena.engine.replica.pending.all().length === 0, 20_000)
  await until(() => customer.thread.some(({ text, from }) => from === 'us' && text === 'I am sorry. Come by at ten.'), 20_000)
  await until(() => threadOf(jonas, id).length === 2, 20_000)
  expect(threadOf(jonas, id).map(({ message }) => message)).toEqual(threadOf(lena, id).map(({ message }) => message))
  expect(threadOf(lena, id).map(({ fate }) => fate)).toEqual([null, null])
  expect(jonas.engine.replica.rows.get('case', id)?.owner).toBe(lena.engine.replica.agent().id)
}, 60_000)

test('two agents claim the same case while the line is down: one has it, the other keeps their words and is told', async () => {
  const [lena, jonas] = [await desk('lena.vogt@nordhaus.example'), await desk('jonas.petersen@nordhaus.example')]
  const customer = await visitor()
  await customer.say('Where is my car?')
  const id = await arrived(lena, customer.party)
  await arrived(jonas, customer.party)
  const named = { case: id, party: customer.party }
  await hub.restart(async () => {
    await until(() => lena.line?.state === 'offline' && jonas.line?.state === 'offline', 20_000)
    for (const one of [lena, jonas]) {
      expect(one.run('case.claim', named)).toMatchObject({ kept: true, outcome: { ok: true } })
      const fence = one.engine.replica.pending.view.get('case', id)?.fence ?? 0
      one.run('message.reply', { ...named, message: newId(), text: `From ${one.engine.replica.agent().name}`, fence, knows: 1 })
    }
  })
  for (const one of [lena, jonas]) one.ask('reconnect', undefined)
  await until(() => [lena, jonas].every((one) => one.line?.state === 'live' && one.engine.replica.pending.all().length === 0), 30_000)
  const parked = (one: TestDesk) => {
    const { refused, decisions } = value('sync', one.show({ of: 'sync' }))
    return [...refused, ...decisions]
  }
  const [winner, loser] = parked(lena).length === 0 ? [lena, jonas] : [jonas, lena]
  expect(parked(winner)).toEqual([])
  expect(parked(loser).map(({ name, code }) => [name, code])).toEqual([
    ['case.claim', 'already-claimed'],
    ['message.reply', 'not-yours'],
  ])
  expect(parked(loser)[1]?.text).toBe(`From ${loser.engine.replica.agent().name}`)
  await until(() => threadOf(winner, id).length === 2 && threadOf(loser, id).filter(({ fate }) => fate === null).length === 2, 20_000)
  expect(loser.engine.replica.rows.get('case', id)).toEqual(winner.engine.replica.rows.get('case', id))
}, 90_000)

test('I3: at rest a desk holds exactly what its hub holds, in every scope it holds', async () => {
  const [lena, jonas] = [await desk('lena.vogt@nordhaus.example'), await desk('jonas.petersen@nordhaus.example')]
  const customer = await visitor()
  for (let n = 0; n < 20; n++) await customer.say(`Word ${n}`)
  const id = await arrived(lena, customer.party)
  await arrived(jonas, customer.party)
  const filled = (one: TestDesk) =>
    one.engine.replica.held.entries().every(([, { state }]) => state === 'whole') && one.line?.state === 'live'
  await until(() => filled(lena) && filled(jonas) && threadOf(lena, id).length === 20 && threadOf(jonas, id).length === 20, 60_000)
  const scopes = lena.engine.replica.held
    .entries()
    .map(([scope]) => scope)
    .filter((scope) => jonas.engine.replica.held.has(scope))
  expect(scopes.length).toBeGreaterThan(20)
  const kinds = ['case', 'message', 'party', 'touchpoint', 'vehicle', 'commitment', 'site', 'queue', 'agent'] as const
  const dump = (one: TestDesk) =>
    scopes.flatMap((scope) =>
      kinds.map((kind) => [scope, kind, one.engine.replica.rows.inScope(scope, kind).toSorted((a, b) => (a.id < b.id ? -1 : 1))]),
    )
  expect(dump(lena)).toEqual(dump(jonas))
}, 120_000)
