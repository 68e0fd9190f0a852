import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDesk, until } from '../gateway/raw-desk.ts'
import { openHub, type TestHub } from './open-hub.ts'

let hub: TestHub
const code = 'ABCD-EFGH-JKMN-PQRS'

beforeEach(async () => {
  hub = await openHub({ fresh: true, setupCode: code })
})

afterEach(() => hub.close())

const wanted = (more: object = {}) => ({
  code,
  group: 'Northern Motors',
  site: { name: 'Kiel', city: 'Kiel', zone: 'Europe/Berlin', language: 'de' },
  name: 'Astrid Berg',
  email: 'astrid@northern.example',
  password: 'twelve characters',
  ...more,
})

test('whoever holds the code the hub printed sets it up, signs in, and lets the first visitor in', async () => {
  const done = await hub.post('/v1/setup', wanted({ code: 'abcd efgh jkmn pqrs' }))
  expect(done.status).toBe(200)
  const device = randomUUID()
  const signed = await hub.post('/v1/sign-in', { email: 'Astrid@Northern.example', password: 'twelve characters', device })
  expect(signed.body).toMatchObject({ agent: { name: 'Astrid Berg', grants: [{ role: 'admin' }] }, group: { name: 'Northern Motors' } })
  const { access } = signed.body.tickets as { access: string }
  const desk = await openDesk({ url: hub.url, token: access, device }, ['ref'])
  await until(() => desk.rows('queue').length === 1)
  expect(desk.rows('site').map(({ name }) => name)).toEqual(['Kiel'])
  desk.close()
  const visitor = await hub.post('/v1/visitors', { site: done.body.widgetKey, language: 'de', token: null })
  expect(visitor).toMatchObject({ status: 200, body: { site: { name: 'Kiel' } } })
})

test('a hub is set up once: afterwards neither the door nor the form is there', async () => {
  expect((await fetch(`${hub.url}/setup`)).status).toBe(200)
  expect((await hub.post('/v1/setup', wanted())).status).toBe(200)
  expect((await hub.post('/v1/setup', wanted({ email: 'other@northern.example' }))).status).toBe(404)
  expect((await fetch(`${hub.url}/setup`)).status).toBe(404)
})

test('of two who set it up at once one is turned away', async () => {
  const both = await Promise.all([hub.post('/v1/setup', wanted()), hub.post('/v1/setup', wanted({ email: 'other@northern.example' }))])
  expect(both.map(({ status }) => status).sort()).not.toEqual([200, 200])
  expect(both.some(({ status }) => status === 200)).toBe(true)
})

test('a guessed code is refused, and guessing on is slowed down', async () => {
  const guesses = []
  for (let i = 0; i < 8; i++) guesses.push(await hub.post('/v1/setup', wanted({ code: `GUESS-${i}-XXXX` })))
  expect(guesses[0]).toMatchObject({ status: 401, body: { field: 'code' } })
  expect(guesses.at(-1)?.status).toBe(429)
  expect((await hub.post('/v1/setup', wanted())).status).toBe(429)
  hub.turn(60_000)
  expect((await hub.post('/v1/setup', wanted())).status).toBe(200)
})

test('what does not fit is named by its field, and nothing is set up', async () => {
  expect(await hub.post('/v1/setup', wanted({ password: 'short' }))).toMatchObject({ status: 400, body: { field: 'password' } })
  const site = { name: 'Kiel', city: 'Kiel', zone: 'nowhere at all', language: 'de' }
  expect(await hub.post('/v1/setup', wanted({ site }))).toMatchObject({ status: 400, body: { field: 'site.zone' } })
  expect(await hub.vault.isEmpty()).toBe(true)
})

test('the form runs no script but its own and can be used without a mouse', async () => {
  const form = await fetch(`${hub.url}/setup`)
  expect(form.headers.get('content-security-policy')).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-/)
  const text = await form.text()
  const inputs = [...text.matchAll(/<input id="(\w+)"/g)].map(([, id]) => id)
  for (const id of inputs) expect(text).toContain(`<label for="${id}">`)
  expect(inputs).toHaveLength(9)
})

test('on a hub that is set up already there is no way in by a code', async () => {
  const set = await openHub({ setupCode: code })
  expect((await set.post('/v1/setup', wanted())).status).toBe(404)
  await set.close()
})
