import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { exitOf, type HubProcess, launch, startHubProcess } from './hub-process.ts'

let hub: HubProcess

beforeAll(async () => {
  hub = await startHubProcess()
}, 120_000)

afterAll(() => hub.remove())

test('a fresh hub prints one code, and with it the first administrator comes in', async () => {
  const code = /with the code (\S+)/.exec(hub.said())?.[1] ?? ''
  const site = { name: 'Kiel', city: 'Kiel', zone: 'Europe/Berlin', language: 'de' }
  const wanted = { code, group: 'Northern', site, name: 'Astrid', email: 'astrid@northern.example', password: 'twelve characters' }
  expect((await hub.post('/v1/setup', wanted)).status).toBe(200)
  expect((await hub.post('/v1/setup', wanted)).status).toBe(404)
}, 60_000)

test('a second hub on a port in use says so in a sentence and leaves nothing running', async () => {
  const home = await freshFolder('second')
  const second = launch({ FORECOURT_HOME: home, FORECOURT_PORT: new URL(hub.url).port })
  expect(await exitOf(second)).toBe(3)
  expect(second.said()).toMatch(/Port \d+ on 127\.0\.0\.1 is taken, perhaps by another hub\. Stop that program, or set FORECOURT_PORT\./)
  await removeFolder(home)
}, 120_000)

test('a second hub on the same data is refused in a sentence, and the first goes on', async () => {
  const home = /Data in (.+)\/hub,/.exec(hub.said())?.[1] ?? ''
  const second = launch({ FORECOURT_HOME: home, FORECOURT_PORT: '0' })
  expect(await exitOf(second)).toBe(3)
  expect(second.said()).toContain('Another hub is already running on')
  expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200)
}, 60_000)

test('a wrong setting is named with what is allowed', async () => {
  const wrong = launch({ FORECOURT_PORT: 'http' })
  expect(await exitOf(wrong)).toBe(2)
  expect(wrong.said()).toContain('FORECOURT_PORT is "http" that is not allowed.')
})

test('the sample does not go into the data of a real dealer group', async () => {
  const home = /Data in (.+)\/hub,/.exec(hub.said())?.[1] ?? ''
  expect(await hub.stop()).toBe(0)
  const sample = launch({ FORECOURT_HOME: home, FORECOURT_PORT: '0', FORECOURT_SAMPLE: '1' })
  expect(await exitOf(sample)).toBe(3)
  expect(sample.said()).toContain('This database holds a real dealer group')
  await hub.start()
  expect(hub.said()).not.toContain('with the code')
}, 120_000)
