import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDesk, until } from '../hub/gateway/raw-desk.ts'
import { openPage } from '../hub/visitor/raw-page.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'

let hub: HubProcess

beforeAll(async () => {
  hub = await startHubProcess()
}, 120_000)

afterAll(() => hub.remove())

const password = 'twelve characters'
const email = 'astrid@northern.example'

test('a database that dies under the hub costs a moment: who asks meanwhile is told to ask again, and nobody is cut off', async () => {
  const code = /with the code (\S+)/.exec(hub.said())?.[1] ?? ''
  const site = { name: 'Kiel', city: 'Kiel', zone: 'Europe/Berlin', language: 'de' }
  const set = await hub.post('/v1/setup', { code, group: 'Northern', site, name: 'Astrid', email, password })
  const device = randomUUID()
  const signed = await hub.post('/v1/sign-in', { email, password, device })
  const { access } = signed.body.tickets as { access: string }
  const desk = await openDesk({ url: hub.url, token: access, device }, ['ref'])
  await until(() => desk.rows('queue').length === 1)
  const queue = desk.rows('queue')[0]?.id ?? ''
  await desk.ask('want', { add: [`queue:${queue}`], drop: [] })
  const admitted = await hub.post('/v1/visitors', { site: set.body.widgetKey, language: 'de', token: null })
  const page = await openPage(hub.url, String(admitted.body.token))
  expect(await page.say('Before.')).toMatchObject({ ok: true })

  const pid = Number(/"event":"postgres.started","pid":(\d+)/.exec(hub.said())?.[1])
  process.kill(pid, 'SIGKILL')
  const id = randomUUID()
  const answers: unknown[] = []
  await until(async () => {
    const answer = await page.say('While it was away.', id)
    answers.push(answer.ok ? 200 : answer.problem?.status)
    return answer.ok
  })
  expect(answers.filter((status) => status !== 200 && status !== 503 && status !== 429)).toEqual([])
  const statuses: number[] = []
  await until(async () => {
    const { status } = await hub.post('/v1/sign-in', { email, password, device: randomUUID() })
    statuses.push(status)
    return status === 200
  })
  expect(statuses.filter((status) => ![200, 503, 429].includes(status))).toEqual([])
  await until(() => desk.rows('case')[0]?.messages === 2)
  expect([desk.socket.connected, page.socket.connected]).toEqual([true, true])
  expect(page.seen()).toEqual(['Before.', 'While it was away.'])
  desk.close()
  page.close()
}, 120_000)
