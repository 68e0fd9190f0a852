import { afterEach, beforeEach, expect, test } from 'vitest'
import { DeviceId } from '../../../src/domain/id.ts'
import { connectDesk, until } from '../gateway/raw-desk.ts'
import { agentRow, grant, ids } from '../support/rows.ts'
import { emailOf, openHub, PASSWORD, signIn, type TestHub } from './open-hub.ts'

let hub: TestHub

beforeEach(async () => {
  hub = await openHub()
  await hub.bring(agentRow(1, [grant(1, 'admin')]))
})

afterEach(() => hub.close())

const ask = (path: string, body: object, token: string) => hub.post(path, body, { authorization: `Bearer ${token}` })

test('an administrator sees the devices of a colleague and gives a lost one up: connected, it is told at once', async () => {
  const admin = await signIn(hub, 1)
  const jonas = await signIn(hub, 2)
  const desk = await connectDesk({ url: hub.url, token: jonas.access })
  const listed = await ask('/v1/devices', { agent: ids.agent(2) }, admin.access)
  expect(listed.body).toEqual({ devices: [{ device: jonas.device, machine: null, openedAt: hub.now(), wipedAt: null }] })
  expect((await ask('/v1/devices/wipe', { agent: ids.agent(2), device: jonas.device }, admin.access)).status).toBe(204)
  await until(() => desk.expired.length > 0)
  expect(desk.expired).toEqual(['wipe'])
  expect((await ask('/v1/devices', { agent: ids.agent(2) }, admin.access)).body).toMatchObject({ devices: [{ wipedAt: hub.now() }] })
})

test('one that was away is told when it comes back, by its token and by the password; as a new device its owner is let in', async () => {
  const admin = await signIn(hub, 1)
  const jonas = await signIn(hub, 2)
  await ask('/v1/devices/wipe', { agent: ids.agent(2), device: jonas.device }, admin.access)
  expect((await hub.post('/v1/refresh', { refresh: jonas.refresh, device: jonas.device })).status).toBe(410)
  const again = (device: string, password = PASSWORD) => hub.post('/v1/sign-in', { email: emailOf(2), password, device })
  expect((await again(jonas.device)).status).toBe(410)
  expect((await again(jonas.device, 'not the password')).status).toBe(401)
  expect((await again(ids.device(77))).status).toBe(200)
})

test('one connected to another hub of the group is told at its sweep', async () => {
  const jonas = await signIn(hub, 2)
  const desk = await connectDesk({ url: hub.url, token: jonas.access })
  await hub.vault.wipe(ids.agent(2), DeviceId.parse(jonas.device), hub.now())
  await hub.doors.sweep()
  await until(() => desk.expired.length > 0)
  expect(desk.expired).toEqual(['wipe'])
})

test("everybody decides over their own devices, and over nobody else's without being administrator of all their sites", async () => {
  const jonas = await signIn(hub, 2)
  await hub.bring(agentRow(4, [grant(1), grant(2)]))
  const admin = await signIn(hub, 1)
  expect((await ask('/v1/devices', { agent: ids.agent(2) }, jonas.access)).status).toBe(200)
  expect(await ask('/v1/devices', { agent: ids.agent(1) }, jonas.access)).toMatchObject({ status: 404, body: { field: 'agent' } })
  expect((await ask('/v1/devices/wipe', { agent: ids.agent(4), device: ids.device(1) }, admin.access)).status).toBe(404)
  expect(await ask('/v1/devices/wipe', { agent: ids.agent(2), device: ids.device(50) }, admin.access)).toMatchObject({
    status: 404,
    body: { field: 'device' },
  })
  expect((await ask('/v1/devices', { agent: ids.agent(2) }, 'v1.e30.x')).status).toBe(401)
})
