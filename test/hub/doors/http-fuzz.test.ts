import { randomBytes, randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '../../../src/domain/contract/problem.ts'
import { EVENTS_KEY, emailOf, openHub, PASSWORD, type TestHub, WIDGET } from './open-hub.ts'

let hub: TestHub

beforeAll(async () => {
  hub = await openHub({ sample: true })
})

afterAll(() => hub.close())

const posts = [
  '/v1/sign-in',
  '/v1/refresh',
  '/v1/sign-out',
  '/v1/setup',
  '/v1/visitors',
  '/v1/visitors/touchpoints',
  '/v1/events',
  '/sample/vouch',
]

const send = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(hub.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${EVENTS_KEY}`, ...headers },
  })

/** Whatever was sent, the answer is a readable problem of the client's, and never the hub's own fault. */
async function expectProblem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const said = Problem.parse(await response.json())
  expect(said.status).toBe(response.status)
  expect(response.status).toBeGreaterThanOrEqual(400)
  expect(response.status).toBeLessThan(500)
  return said
}

/** An honest client all the while. */
async function honest(): Promise<void> {
  const { status } = await hub.post('/v1/sign-in', { email: emailOf(2), password: PASSWORD, device: randomUUID() })
  expect(status).toBe(200)
}

test('any JSON at any door is answered with a problem that names what is wrong, and honest people still come in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), fc.jsonValue({ maxDepth: 6 }), async (path, value) => {
      await expectProblem(await send(path, JSON.stringify(value)))
    }),
    { numRuns: 300 },
  )
  await honest()
})

test('any bytes at any door are answered with a problem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), fc.uint8Array({ minLength: 1, maxLength: 400 }), async (path, bytes) => {
      await expectProblem(await send(path, new Uint8Array(bytes)))
    }),
    { numRuns: 200 },
  )
  await honest()
})

test('a field that nobody knows is named', async () => {
  const wanted = { email: emailOf(1), password: PASSWORD, device: randomUUID() }
  expect(await expectProblem(await send('/v1/sign-in', JSON.stringify({ ...wanted, admin: true })))).toMatchObject({
    status: 400,
    field: 'admin',
  })
  const visitor = { site: WIDGET, language: 'en', token: null, party: randomUUID() }
  expect(await expectProblem(await send('/v1/visitors', JSON.stringify(visitor)))).toMatchObject({ status: 400, field: 'party' })
})

test.each([
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json\ta',
  'application/json ; charset=utf-8; x=y',
  'application/json, text/plain',
  'application/jsonx',
  'APPLICATION/JSON; charset=utf-16',
  ' ',
])('a body said to be %j is not read', async (type) => {
  const body = JSON.stringify({ email: emailOf(1), password: PASSWORD, device: randomUUID() })
  expect((await expectProblem(await send('/v1/sign-in', body, { 'content-type': type }))).status).toBe(415)
})

test('events come as CloudEvents types too, but other doors do not take those', async () => {
  const types = [
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/json',
    'application/json; charset=utf-8',
  ]
  for (const type of types) expect((await expectProblem(await send('/v1/events', '{}', { 'content-type': type }))).status).toBe(400)
  expect((await expectProblem(await send('/v1/sign-in', '{}', { 'content-type': 'application/cloudevents+json' }))).status).toBe(415)
})

test('a body over 64 KiB is refused as too large at every door', async () => {
  const body = JSON.stringify({ email: 'x'.repeat(70_000) })
  for (const path of posts) expect((await expectProblem(await send(path, body))).status).toBe(413)
})

test('JSON nested deeper than anything of ours is refused before any schema sees it', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  for (const path of posts) expect((await expectProblem(await send(path, deep))).status).toBe(400)
  const inside = `{"specversion":"1.0","data":{"a":${'['.repeat(15_000)}${']'.repeat(15_000)}}}`
  expect((await expectProblem(await send('/v1/events', inside))).status).toBe(400)
})

test('keys that reach for the prototype are refused', async () => {
  const body = `{"email":"${emailOf(1)}","password":"${PASSWORD}","device":"${randomUUID()}","__proto__":{"admin":true}}`
  expect((await expectProblem(await send('/v1/sign-in', body))).status).toBe(400)
})

test('what is not there is a problem too, by any method', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH']) {
    expect((await expectProblem(await fetch(`${hub.url}/v1/nothing`, { method }))).status).toBe(404)
  }
  expect((await expectProblem(await fetch(`${hub.url}/v1/sign-in`))).status).toBe(404)
})

/** Sends bytes that may not even be HTTP, and gives what came back. */
const raw = (bytes: string | Buffer): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(hub.url)
    const socket = connect(Number(port), hostname)
    let heard = ''
    socket.on('data', (piece) => {
      heard += piece.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
    socket.end(bytes)
  })

test('what is not HTTP is answered in a line, and headers without end are cut off', async () => {
  expect(await raw('HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await raw(`GET /health/live HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /)
  for (let i = 0; i < 50; i++) await raw(randomBytes(200))
  await honest()
})

test('addresses made to confuse do not lead out of a folder or to a fault', async () => {
  const paths = [
    '/sample/../secret.html',
    '/sample/..%2fsecret.html',
    '/sample/%2e%2e/secret.html',
    '/sample/..\\secret.html',
    '/sample/a%00.html',
  ]
  for (const path of [...paths, '/sample//etc/passwd', '/widget.js/../secret.html', '/%', '/sample/%ff', `/${'a'.repeat(9_000)}`]) {
    const answered = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    expect(answered).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answered).not.toContain('not for anybody')
  }
})

test('no answer tells of the inside: no stack, no path, no version', async () => {
  const answers = await Promise.all(posts.map(async (path) => (await send(path, '{"a":')).text()))
  for (const answer of answers) expect(answer).not.toMatch(/\bat |node_modules|\.ts\b|fastify|postgres|Error/i)
  const { headers } = await fetch(`${hub.url}/health/live`)
  expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null])
})
