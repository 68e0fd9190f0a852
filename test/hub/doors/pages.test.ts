import { afterAll, beforeAll, expect, test } from 'vitest'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { readVouched } from '../../../src/hub/visitor/vouched.ts'
import { openHub, signIn, type TestHub, WIDGET, WIDGET_SECRET } from './open-hub.ts'

let hub: TestHub
let real: TestHub

beforeAll(async () => {
  hub = await openHub({ sample: true, origins: ['https://dealer.example'] })
  real = await openHub()
})

afterAll(async () => {
  await hub.close()
  await real.close()
})

const get = (path: string, headers: Record<string, string> = {}) => fetch(hub.url + path, { headers })

test('the hub lives, and is ready while its database answers', async () => {
  expect((await get('/health/live')).status).toBe(200)
  expect(await (await get('/health/ready')).json()).toEqual({ ready: true })
  hub.hold((step) => (step === 'read' ? Promise.reject(new Unavailable('away')) : Promise.resolve()))
  expect((await get('/health/ready')).status).toBe(503)
  expect((await get('/health/live')).status).toBe(200)
  hub.hold(() => Promise.resolve())
  expect((await get('/health/ready')).status).toBe(200)
})

test('the sample dealership is served with a policy of its own, and nothing outside its folder', async () => {
  const page = await get('/sample/')
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/)
  expect((await get('/sample/style.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  expect((await get('/sample')).url).toBe(`${hub.url}/sample/`)
  for (const path of ['/sample/secret.html', '/sample/nothing.html', '/secret.html', '/sample/style.css/', '/sample/.']) {
    expect((await get(path)).status).toBe(path === '/sample/.' ? 200 : 404)
  }
})

test('a real hub has no sample page and vouches for nobody', async () => {
  expect((await fetch(`${real.url}/sample/`)).status).toBe(404)
  expect((await real.post('/sample/vouch', { site: WIDGET })).status).toBe(404)
})

test("the sample dealer vouches for its one signed-in owner, as a dealer's own server would", async () => {
  const { body } = await hub.post('/sample/vouch', { site: WIDGET })
  expect(readVouched(Buffer.from(WIDGET_SECRET), String(body.token), hub.now())).toMatchObject({ sub: 'K-1', name: 'Katharina Brandt' })
  expect((await hub.post('/sample/vouch', { site: 'w-none' })).status).toBe(404)
})

test('the widget may be loaded by any page', async () => {
  const widget = await get('/widget.js')
  expect(widget.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  expect(widget.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
})

test("a dealer's page that the hub was told of may call the visitors' doors, and other pages may not", async () => {
  const ask = (path: string, origin: string) =>
    fetch(hub.url + path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
  expect((await ask('/v1/visitors', 'https://dealer.example')).headers.get('access-control-allow-origin')).toBe('https://dealer.example')
  expect((await ask('/v1/visitors', 'https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  expect((await ask('/v1/sign-in', 'https://dealer.example')).headers.get('access-control-allow-origin')).toBeNull()
})

test('the interface is documented from the very schemas that parse it', async () => {
  const api = (await (await get('/docs/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, { post?: { requestBody?: unknown } }>
  }
  expect(api.openapi).toBe('3.1.1')
  expect(Object.keys(api.paths)).toEqual(
    expect.arrayContaining(['/v1/sign-in', '/v1/refresh', '/v1/sign-out', '/v1/setup', '/v1/visitors', '/v1/events', '/health/ready']),
  )
  expect(JSON.stringify(api.paths['/v1/sign-in']?.post?.requestBody)).toContain('"additionalProperties":false')
  const docs = await get('/docs')
  expect(docs.headers.get('content-security-policy')).toContain("default-src 'none'")
  const text = await docs.text()
  expect(text).toContain('/v1/visitors/touchpoints')
  expect(text).not.toMatch(/<script|src=/)
})

test('the hub counts what it does, and names nobody in its counts', async () => {
  await signIn(hub, 1)
  const text = await (await get('/metrics')).text()
  for (const name of ['desks', 'visitors', 'decided', 'refused', 'feed_head', 'cpu_seconds', 'sockets', 'unread']) {
    expect(text).toMatch(new RegExp(`^forecourt_${name}(\\{what="[a-z]+"\\})? [\\d.]+$`, 'm'))
  }
  expect(text).not.toContain('agent1')
})
