import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SignedIn, Tickets } from '../../../src/domain/contract/sign-in.ts'
import { emailOf, openHub, PASSWORD, signIn, type TestHub } from '../doors/open-hub.ts'
import { agentRow, grant, ids } from '../support/rows.ts'

let hub: TestHub

beforeEach(async () => {
  hub = await openHub()
})

afterEach(() => hub.close())

const attempt = (email: string, password: string) => hub.post('/v1/sign-in', { email, password, device: ids.device(1) })

test('the right password lets an agent in, with all a desk needs', async () => {
  const { status, body } = await attempt(emailOf(1).toUpperCase(), PASSWORD)
  expect(status).toBe(200)
  expect(SignedIn.parse(body)).toMatchObject({ agent: { id: ids.agent(1) }, group: { id: ids.group(1) }, now: hub.now() })
})

test('a wrong password, an unknown address and an agent who was let go get the very same answer', async () => {
  await hub.bring(agentRow(2, [grant(1)], false))
  const answers = [
    await attempt(emailOf(1), 'wrong'),
    await attempt('nobody@dealer.example', PASSWORD),
    await attempt(emailOf(2), PASSWORD),
  ]
  expect(answers[0]).toMatchObject({ status: 401, type: 'application/problem+json' })
  expect(answers).toEqual([answers[0], answers[0], answers[0]])
})

test('guessing at one account slows down, says for how long, and does not lock it for ever', async () => {
  for (let i = 0; i < 6; i++) expect((await attempt(emailOf(1), 'wrong')).status).toBe(401)
  const slowed = await attempt(emailOf(1), PASSWORD)
  expect(slowed).toMatchObject({ status: 429, body: { retryAfter: 1 } })
  expect((await attempt(emailOf(2), PASSWORD)).status).toBe(200)
  hub.turn(1_000)
  expect((await attempt(emailOf(1), PASSWORD)).status).toBe(200)
})

test('guesses sent all at once are not all free', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => attempt(emailOf(1), 'wrong')))
  expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(13)
})

test('guessing at many accounts from one address slows down too', async () => {
  const answers = []
  for (let i = 0; i < 22; i++) answers.push((await attempt(`somebody${i}@dealer.example`, 'wrong')).status)
  expect(answers.at(-1)).toBe(429)
})

test('a whole house that signs in at once from one address is let in', async () => {
  const numbers = Array.from({ length: 25 }, (_, n) => n + 10)
  await hub.bring(...numbers.map((n) => agentRow(n, [grant(1)])))
  const password = (await hub.vault.accountOf(ids.agent(1)))?.password ?? ''
  for (const n of numbers) await hub.vault.keepAccount({ group: ids.group(1), agent: ids.agent(n), email: emailOf(n), password })
  const people = await Promise.all(numbers.map((n) => signIn(hub, n)))
  expect(people.map(({ agent }) => agent)).toEqual(numbers.map(ids.agent))
})

test('tickets are renewed, and a renewed one let in', async () => {
  const signed = await signIn(hub, 1)
  const renewed = await hub.post('/v1/refresh', { refresh: signed.refresh, device: signed.device })
  expect(Tickets.parse(renewed.body)).toMatchObject({ accessUntil: hub.now() + 600_000 })
})

test('a stolen refresh token, used after its owner has gone on, ends the sign-in of both', async () => {
  const signed = await signIn(hub, 1)
  const refresh = (token: unknown) => hub.post('/v1/refresh', { refresh: token, device: signed.device })
  const second = await refresh(signed.refresh)
  const third = await refresh(second.body.refresh)
  expect((await refresh(signed.refresh)).status).toBe(401)
  expect((await refresh(third.body.refresh)).status).toBe(401)
})

test('after thirty days the password is asked again, however often tickets were renewed', async () => {
  const signed = await signIn(hub, 1)
  let token: unknown = signed.refresh
  for (let day = 0; day < 29; day++) {
    hub.turn(24 * 3_600_000)
    const renewed = await hub.post('/v1/refresh', { refresh: token, device: signed.device })
    expect(renewed.status).toBe(200)
    token = renewed.body.refresh
  }
  hub.turn(24 * 3_600_000)
  expect((await hub.post('/v1/refresh', { refresh: token, device: signed.device })).status).toBe(401)
})

test('the seal of a device is the same at every sign-in, and another for each person and device', async () => {
  const device = randomUUID()
  const [first, again] = [await signIn(hub, 1, device), await signIn(hub, 1, device)]
  const [elsewhere, other] = [await signIn(hub, 1), await signIn(hub, 2, device)]
  expect(again.seal).toBe(first.seal)
  expect(Buffer.from(first.seal, 'base64url')).toHaveLength(32)
  expect(new Set([first.seal, elsewhere.seal, other.seal]).size).toBe(3)
})

test('signing out twice is as good as once, and with a made-up token it ends nobody', async () => {
  const signed = await signIn(hub, 1)
  const out = (refresh: string) => hub.post('/v1/sign-out', { refresh, device: signed.device })
  expect((await out('made up')).status).toBe(204)
  expect((await hub.post('/v1/refresh', { refresh: signed.refresh, device: signed.device })).status).toBe(200)
  const again = await signIn(hub, 1, signed.device)
  expect([(await out(again.refresh)).status, (await out(again.refresh)).status]).toEqual([204, 204])
  expect((await hub.post('/v1/refresh', { refresh: again.refresh, device: signed.device })).status).toBe(401)
})

test('no log line carries an address, a password or a token', async () => {
  const signed = await signIn(hub, 1)
  await attempt(emailOf(1), 'wrong')
  const log = hub.lines.join('')
  for (const secret of [emailOf(1), PASSWORD, 'wrong', signed.access, signed.refresh, signed.seal]) expect(log).not.toContain(secret)
})
