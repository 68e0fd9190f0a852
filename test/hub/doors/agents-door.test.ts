import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectDesk, until } from '../gateway/raw-desk.ts'
import { agentRow, grant, ids } from '../support/rows.ts'
import { emailOf, openHub, PASSWORD, signIn, type TestHub } from './open-hub.ts'

let hub: TestHub
let admin: string

beforeEach(async () => {
  hub = await openHub()
  await hub.bring(agentRow(1, [grant(1, 'admin')]))
  admin = (await signIn(hub, 1)).access
})

afterEach(() => hub.close())

const wanted = (more: object = {}) => ({
  id: ids.agent(9),
  name: 'Mirja Holm',
  email: 'mirja@dealer.example',
  language: 'de',
  grants: [grant(1)],
  active: true,
  password: 'twelve characters',
  ...more,
})

const keep = (body: object, token = admin) => hub.post('/v1/agents', body, { authorization: `Bearer ${token}` })

const signInAs = (email: string, password: string) => hub.post('/v1/sign-in', { email, password, device: ids.device(9) })

test('an administrator takes a colleague in, who can sign in at once; asked twice it is one colleague', async () => {
  expect(await keep(wanted())).toMatchObject({ status: 200, body: { name: 'Mirja Holm' } })
  expect((await keep(wanted())).status).toBe(200)
  expect((await signInAs('mirja@dealer.example', 'twelve characters')).body).toMatchObject({ agent: { grants: [grant(1)] } })
})

test('a new password replaces the old one and ends what was opened with it', async () => {
  const jonas = await signIn(hub, 2)
  const desk = await connectDesk({ url: hub.url, token: jonas.access })
  const before = { ...agentRow(2, [grant(1)]).row }
  expect((await keep({ ...before, password: 'another password' })).status).toBe(200)
  await hub.doors.sweep()
  await until(() => !desk.socket.connected)
  expect((await signInAs(emailOf(2), PASSWORD)).status).toBe(401)
  expect((await signInAs(emailOf(2), 'another password')).status).toBe(200)
})

test('who is let go is out within a sweep, and keeps their password should they come back', async () => {
  const jonas = await signIn(hub, 2)
  const desk = await connectDesk({ url: hub.url, token: jonas.access })
  const row = { ...agentRow(2, [grant(1)]).row }
  expect((await keep({ ...row, active: false, password: null })).status).toBe(200)
  await hub.doors.sweep()
  await until(() => !desk.socket.connected)
  expect((await signInAs(emailOf(2), PASSWORD)).status).toBe(401)
  await keep({ ...row, active: true, password: null })
  hub.turn(60_000)
  expect((await signInAs(emailOf(2), PASSWORD)).status).toBe(200)
})

test('nobody gives or takes what they do not hold: no agent, and no administrator of another site', async () => {
  const plain = (await signIn(hub, 2)).access
  expect((await keep(wanted(), plain)).status).toBe(403)
  expect(await keep(wanted({ grants: [grant(1), grant(2)] }))).toMatchObject({ status: 403, body: { field: 'grants' } })
  expect((await keep({ ...agentRow(3, [grant(1)]).row, password: null })).status).toBe(403)
  expect((await keep(wanted({ grants: [] }), plain)).status).toBe(403)
  expect((await keep(wanted(), 'v1.e30.x')).status).toBe(401)
})

test('what does not fit is named: a taken address, a site that is none, a missing password', async () => {
  expect(await keep(wanted({ email: emailOf(2) }))).toMatchObject({ status: 409, body: { field: 'email' } })
  expect(await keep(wanted({ password: null }))).toMatchObject({ status: 400, body: { field: 'password' } })
  expect(await keep(wanted({ password: 'short' }))).toMatchObject({ status: 400, body: { field: 'password' } })
  expect(await keep(wanted({ grants: [] }))).toMatchObject({ status: 400, body: { field: 'grants' } })
  expect((await signInAs('mirja@dealer.example', 'twelve characters')).status).toBe(401)
})
