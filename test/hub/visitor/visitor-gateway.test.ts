import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PartyId } from '../../../src/domain/id.ts'
import { signVouched } from '../../../src/hub/visitor/vouched.ts'
import { forged } from '../../support/forged.ts'
import { openHub, signIn, type TestHub, WIDGET_SECRET } from '../doors/open-hub.ts'
import { nextScopes, openDesk, type RawDesk, until } from '../gateway/raw-desk.ts'
import { ids } from '../support/rows.ts'
import { admit, openPage, type RawPage } from './raw-page.ts'

let hub: TestHub
const open: { close(): void }[] = []

beforeEach(async () => {
  hub = await openHub()
})

afterEach(async () => {
  for (const one of open.splice(0)) one.close()
  await hub.close()
})

async function page(token?: string): Promise<RawPage & { readonly party: PartyId; readonly token: string }> {
  const admitted = await admit(hub, token ?? null)
  const opened = await openPage(hub.url, admitted.token)
  open.push(opened)
  await until(() => opened.threads.length > 0)
  return { ...opened, party: admitted.party as PartyId, token: admitted.token }
}

async function desk(agent: number): Promise<RawDesk> {
  const signed = await signIn(hub, agent)
  const opened = await openDesk(
    { url: hub.url, token: signed.access, device: signed.device },
    nextScopes(signed.agent, `queue:${ids.queue(1)}`),
  )
  open.push(opened)
  return opened
}

async function caseOf(lena: RawDesk, party: PartyId) {
  await until(() => lena.rows('case').some((row) => row.party === party))
  const found = lena.rows('case').find((row) => row.party === party)
  if (!found) throw new Error('no case')
  return found
}

/** The agent takes the visitor's case and answers. */
async function answer(lena: RawDesk, party: PartyId, text: string): Promise<{ readonly message: string; readonly case: string }> {
  const header = await caseOf(lena, party)
  if (header.owner === null) await lena.push('case.claim', { case: header.id, party: header.party })
  await until(() => lena.row('case', header.id)?.owner !== null)
  const { fence, messages } = (await caseOf(lena, party)) ?? header
  const message = randomUUID()
  const done = await lena.push('message.reply', { message, case: header.id, party: header.party, text, fence, knows: messages })
  expect(done).toMatchObject({ decided: [{ outcome: { ok: true } }] })
  return { message, case: header.id }
}

const vouched = (sub: string, name: string, more: object = {}): string => {
  const iat = Math.floor(hub.now() / 1_000)
  return signVouched(Buffer.from(WIDGET_SECRET), { sub, name, iat, exp: iat + 300, ...more })
}

test('what a visitor says opens a case in the queue of their site, and the answer reaches the page', async () => {
  const lena = await desk(1)
  const visitor = await page()
  expect(await visitor.say('The brakes grind since the repair. Is it safe to drive?')).toEqual({ ok: true, at: hub.now() })
  const header = await caseOf(lena, visitor.party)
  expect(header).toMatchObject({ kind: 'complaint', queue: ids.queue(1), unanswered: 1, origin: 'live' })
  await answer(lena, visitor.party, 'Please leave it standing.')
  await until(() => visitor.messages.some(({ from }) => from === 'us'))
  expect(visitor.messages.at(-1)).toMatchObject({ from: 'us', name: 'Agent 1', text: 'Please leave it standing.', number: 2 })
  expect(visitor.states.at(-1)).toEqual({ agent: 'Agent 1', resolved: false })
})

test('saying the same thing again is the same message, also when both come at once', async () => {
  const visitor = await page()
  const id = randomUUID()
  const answers = await Promise.all([visitor.say('Hello?', id), visitor.say('Hello?', id), visitor.say('Hello?', id)])
  expect(answers).toEqual([answers[0], answers[0], answers[0]])
  expect(answers[0]).toMatchObject({ ok: true })
  const again = await page(visitor.token)
  expect(again.seen()).toEqual(['Hello?'])
})

test('two things said are one thread in one case, in their order', async () => {
  const lena = await desk(1)
  const visitor = await page()
  await visitor.say('First.')
  await visitor.say('Second.')
  await until(() => visitor.messages.length === 2)
  expect(visitor.messages.map(({ number, text }) => [number, text])).toEqual([
    [1, 'First.'],
    [2, 'Second.'],
  ])
  await until(() => lena.rows('case')[0]?.messages === 2)
  expect(lena.rows('case')).toHaveLength(1)
})

test('an answer given while the page was closed is in its thread when it comes back, once', async () => {
  const lena = await desk(1)
  const visitor = await page()
  await visitor.say('Are you there?')
  await until(() => visitor.messages.length === 1)
  visitor.close()
  await answer(lena, visitor.party, 'Yes.')
  const back = await page(visitor.token)
  expect(back.seen()).toEqual(['Are you there?', 'Yes.'])
  await new Promise((resolve) => setTimeout(resolve, 150))
  expect(back.messages).toEqual([])
})

test('when the case is settled the page is told, and what is said after opens a new case', async () => {
  const lena = await desk(1)
  const visitor = await page()
  await visitor.say('Hello.')
  const { case: id } = await answer(lena, visitor.party, 'Good day.')
  await lena.push('case.resolve', { case: id, party: visitor.party, fence: 1 })
  await until(() => visitor.states.at(-1)?.resolved === true)
  hub.turn(1_000)
  await visitor.say('One more thing.')
  await until(() => lena.rows('case').length === 2)
  await until(() => visitor.states.at(-1)?.resolved === false)
  expect(visitor.seen()).toEqual(['Hello.', 'Good day.', 'One more thing.'])
  expect(visitor.states.at(-1)).toEqual({ agent: null, resolved: false })
})

test('a note for colleagues never reaches the page, neither live nor in the thread', async () => {
  const lena = await desk(1)
  const visitor = await page()
  await visitor.say('Hello.')
  const header = await caseOf(lena, visitor.party)
  await lena.push('message.note', { message: randomUUID(), case: header.id, party: visitor.party, text: 'Known for moaning.' })
  await answer(lena, visitor.party, 'Good day.')
  await until(() => visitor.messages.length === 2)
  const back = await page(visitor.token)
  for (const seen of [visitor.seen(), back.seen()]) expect(seen).toEqual(['Hello.', 'Good day.'])
})

test('a visitor sees nothing of what another visitor and their agent say', async () => {
  const lena = await desk(1)
  const [one, other] = [await page(), await page()]
  await one.say('My secret.')
  await other.say('My own.')
  await answer(lena, one.party, 'Our secret.')
  await until(() => one.messages.length === 2)
  expect(other.seen()).toEqual(['My own.'])
  expect((await page(other.token)).seen()).toEqual(['My own.'])
})

test('the token of yesterday names the same visitor, and one of two months ago names nobody', async () => {
  const visitor = await page()
  await visitor.say('I will be back.')
  hub.turn(24 * 3_600_000)
  const tomorrow = await page(visitor.token)
  expect(tomorrow.party).toBe(visitor.party)
  expect(tomorrow.seen()).toEqual(['I will be back.'])
  hub.turn(60 * 24 * 3_600_000)
  const late = await admit(hub, tomorrow.token)
  expect(late.party).not.toBe(visitor.party)
})

test('a visitor whose token is over is sent away, and is let in again with a new one', async () => {
  const visitor = await page()
  hub.turn(31 * 60_000)
  expect(await visitor.say('Too late?')).toMatchObject({ ok: false, problem: { status: 401 } })
  await hub.doors.sweep()
  await until(() => !visitor.socket.connected)
  await expect(openPage(hub.url, visitor.token)).rejects.toThrow('401')
  expect((await page(visitor.token)).party).toBe(visitor.party)
})

test('who only looks leaves no trace: nobody arrives before they say or allow something', async () => {
  const before = hub.store.history.feed.head
  await page()
  expect(hub.store.history.feed.head).toBe(before)
})

test('a page seen is recorded only with consent, and no more once it is withdrawn', async () => {
  const visitor = await page()
  const seen = (id: string) => visitor.ask('seen', { id, kind: 'web_visit', at: hub.now(), data: { page: '/models/e4', model: 'E4' } })
  expect(await seen('a')).toMatchObject({ ok: false, problem: { status: 403 } })
  await visitor.ask('consent', { purpose: 'journey', state: 'given' })
  expect(await seen('b')).toEqual({ ok: true })
  expect(await seen('b')).toEqual({ ok: true })
  hub.turn(1)
  await visitor.ask('consent', { purpose: 'journey', state: 'withdrawn' })
  expect(await seen('c')).toMatchObject({ ok: false, problem: { status: 403 } })
  const rows = await hub.store.read((view) => view.scope(`party:${visitor.party}`))
  expect(rows.filter(({ kind }) => kind === 'touchpoint')).toHaveLength(1)
})

test('data that does not fit the kind of touchpoint is refused by its field', async () => {
  const visitor = await page()
  await visitor.ask('consent', { purpose: 'journey', state: 'given' })
  const answered = await visitor.ask('seen', { id: 'a', kind: 'web_visit', at: hub.now(), data: { page: 7 } })
  expect(answered).toMatchObject({ ok: false, problem: { status: 400, field: 'data.page' } })
})

test('whom the dealer site vouches for becomes that customer, on every device, and sees one thread', async () => {
  const lena = await desk(1)
  const home = await page()
  await home.say('From home.')
  expect(await home.ask('identify', { token: vouched('K-77', 'Katharina Brandt') })).toEqual({ ok: true, name: 'Katharina Brandt' })
  await until(() => lena.rows('case')[0]?.customerName === 'Katharina Brandt')
  const phone = await page()
  expect(await phone.ask('identify', { token: vouched('K-77', 'Katharina Brandt') })).toEqual({ ok: true, name: 'Katharina Brandt' })
  await until(() => phone.seen().length === 1)
  await phone.say('From my phone.')
  await until(() => home.seen().length === 2 && phone.seen().length === 2)
  expect(home.seen()).toEqual(['From home.', 'From my phone.'])
  expect(phone.seen()).toEqual(['From home.', 'From my phone.'])
  expect(lena.rows('case')).toHaveLength(1)
})

test('a thread that belongs to one customer is not handed to another', async () => {
  const visitor = await page()
  await visitor.ask('identify', { token: vouched('K-77', 'Katharina Brandt') })
  await visitor.ask('identify', { token: vouched('K-78', 'Somebody Else') })
  expect(await visitor.ask('identify', { token: vouched('K-78', 'Somebody Else') })).toMatchObject({ ok: false, problem: { status: 409 } })
})

test('an answer that reached the page and was read is marked so for the agent', async () => {
  const lena = await desk(1)
  const visitor = await page()
  await visitor.say('Hello.')
  const { message } = await answer(lena, visitor.party, 'Good day.')
  await lena.ask('want', { add: [`party:${visitor.party}`], drop: [] })
  await until(() => lena.row('message', message) !== undefined)
  hub.turn(1_000)
  await visitor.ask('reached', { messages: [message], read: false })
  await until(() => lena.row('message', message)?.reachedCustomerAt === hub.now())
  expect(lena.row('message', message)?.readAt).toBeNull()
  await visitor.ask('reached', { messages: [message], read: true })
  await until(() => lena.row('message', message)?.readAt === hub.now())
})

test('nobody can mark the answers in the thread of somebody else', async () => {
  const lena = await desk(1)
  const [one, other] = [await page(), await page()]
  await one.say('Hello.')
  const { message } = await answer(lena, one.party, 'Good day.')
  await other.ask('reached', { messages: [message], read: true })
  const [row] = await hub.store.read((view) => view.rows([{ kind: 'message', id: message }]))
  expect(row?.kind === 'message' && row.row.reachedCustomerAt).toBeNull()
})

test('typing shows on the other side, and only to who has to do with it', async () => {
  const [lena, jonas] = [await desk(1), await desk(2)]
  const [visitor, other] = [await page(), await page()]
  await visitor.say('Hello.')
  await other.say('Hello too.')
  const { case: id } = await answer(lena, visitor.party, 'Good day.')
  await until(() => visitor.messages.length === 2)
  visitor.tell('typing', true)
  await until(() => lena.heard.length > 0)
  expect(lena.heard).toEqual([{ event: 'typing', value: { case: id, typing: true } }])
  lena.tell('typing', { case: id, party: visitor.party, typing: true })
  await until(() => visitor.typings.length > 0)
  jonas.tell('typing', { case: id, party: visitor.party, typing: false })
  jonas.tell('typing', { case: id, party: other.party, typing: true })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(visitor.typings).toEqual([true])
  expect(other.typings).toEqual([])
  expect(jonas.heard).toEqual([])
})

test('colleagues see who looks at the same case and who writes, and agents of other sites do not', async () => {
  const [lena, jonas, gareth] = [await desk(1), await desk(2), await desk(3)]
  const visitor = await page()
  await visitor.say('Hello.')
  const { id } = await caseOf(lena, visitor.party)
  const viewing = { case: id, party: visitor.party, writing: true }
  lena.tell('viewing', { ...viewing, writing: false })
  await until(() => lena.heard.length === 1)
  gareth.tell('viewing', viewing)
  jonas.tell('viewing', viewing)
  await until(() => lena.heard.length >= 2 && jonas.heard.length >= 1)
  expect(lena.heard.at(-1)).toEqual({
    event: 'viewing',
    value: { case: id, agents: [{ id: ids.agent(2), name: 'Agent 2', writing: true }], previewed: false },
  })
  expect(jonas.heard.at(-1)).toEqual({
    event: 'viewing',
    value: { case: id, agents: [{ id: ids.agent(1), name: 'Agent 1', writing: false }], previewed: false },
  })
  jonas.close()
  await until(
    () => JSON.stringify(lena.heard.at(-1)) === JSON.stringify({ event: 'viewing', value: { case: id, agents: [], previewed: false } }),
  )
  expect(gareth.heard).toEqual([])
})

test('a widget key that nobody gave lets nobody in', async () => {
  expect(await hub.post('/v1/visitors', { site: 'w-other', language: 'en', token: null })).toMatchObject({
    status: 403,
    type: 'application/problem+json',
    body: { field: 'site' },
  })
})

test('a token of another site does not carry its thread over, and a forged one names nobody', async () => {
  const { token, party } = await admit(hub)
  expect((await admit(hub, forged(token))).party).not.toBe(party)
  expect((await admit(hub, token)).party).toBe(party)
})
