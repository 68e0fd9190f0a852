import { afterEach, beforeEach, expect, test } from 'vitest'
import { GRACE_MS, LEASE_MS } from '../../../src/hub/attendance/attend.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { openHub, type SignedInDesk, signIn, type TestHub } from '../doors/open-hub.ts'
import { agentRow, grant, ids } from '../support/rows.ts'
import { connectDesk, nextScopes, openDesk, type RawDesk, until } from './raw-desk.ts'

const hubs: TestHub[] = []
const desks: RawDesk[] = []
let hub: TestHub
let boss: RawDesk

const floor = (site: number): string => `floor:${ids.site(site)}`

async function enter(at: TestHub, signed: SignedInDesk, ...scopes: readonly string[]): Promise<RawDesk> {
  const opened = await openDesk({ url: at.url, token: signed.access, device: signed.device }, nextScopes(signed.agent, ...scopes))
  desks.push(opened)
  return opened
}

const desk = async (agent: number, ...scopes: readonly string[]): Promise<RawDesk> => enter(hub, await signIn(hub, agent), ...scopes)

async function another(): Promise<TestHub> {
  const opened = await openHub({ beside: hub })
  hubs.push(opened)
  return opened
}

/** Turns the clock second by second; each hub does what it does by it. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    hub.turn(1_000)
    for (const { doors } of hubs) await doors.sweep()
  }
}

const lena = () => boss.row('presence', ids.agent(1))

beforeEach(async () => {
  hub = await openHub()
  hubs.push(hub)
  await hub.bring(agentRow(2, [grant(1, 'supervisor')]))
  boss = await desk(2, floor(1))
})

afterEach(async () => {
  for (const one of desks.splice(0)) one.close()
  for (const one of hubs.splice(0).toReversed()) await one.close()
})

test('a supervisor sees an agent come, vanish within a second and be gone half a minute later', async () => {
  const own = await desk(1)
  await until(() => lena()?.line === 'up')
  await until(() => own.row('presence', ids.agent(1))?.line === 'up')
  const before = performance.now()
  own.close()
  await until(() => lena()?.line === 'lost')
  expect(performance.now() - before).toBeLessThan(1_000)
  await pass(GRACE_MS - 1_000)
  expect(lena()?.line).toBe('lost')
  await pass(1_000)
  await until(() => lena()?.line === 'down')
})

test('before its hello a desk is not called here', async () => {
  const signed = await signIn(hub, 1)
  const own = await connectDesk({ url: hub.url, token: signed.access })
  desks.push(own)
  await hub.doors.sweep()
  await own.ask('listen')
  expect(lena()).toBe(undefined)
  await own.ask('hello', { device: signed.device, epoch: null, cursor: 0 })
  await until(() => lena()?.line === 'up')
})

test('a desk that comes back before its old line has ended was never away', async () => {
  const signed = await signIn(hub, 1)
  const old = await enter(hub, signed)
  await until(() => lena()?.line === 'up')
  const seen = boss.frames.length
  const fresh = await enter(hub, signed)
  await until(() => !old.socket.connected)
  await hub.doors.sweep()
  expect(fresh.socket.connected).toBe(true)
  expect(boss.frames.slice(seen).flatMap(({ rows }) => rows)).toEqual([])
  expect(lena()?.line).toBe('up')
})

test('what an agent says they are doing reaches their supervisors, and nobody of another site', async () => {
  const own = await desk(1)
  const gareth = await desk(3, floor(1), floor(2))
  await until(() => lena()?.line === 'up')
  await own.push('presence.set', { agent: ids.agent(1), mode: 'break' })
  await until(() => lena()?.mode === 'break')
  expect(lena()).toMatchObject({ line: 'up', modeSince: hub.now() })
  await until(() => gareth.rows('presence').length > 0)
  expect(gareth.rows('presence').map(({ id }) => id)).toEqual([ids.agent(3)])
})

test('a hub that stops: who goes over to another in time was never lost; who does not is, and then is gone', async () => {
  const other = await another()
  const jonas = await signIn(hub, 3)
  const signed = await signIn(hub, 1)
  await enter(hub, signed)
  await enter(hub, jonas)
  await until(() => lena()?.line === 'up')
  const chief = await enter(other, await signIn(hub, 2), floor(1))
  await pass(LEASE_MS)
  const since = lena()?.lineSince
  await hub.doors.close()
  hubs.splice(hubs.indexOf(hub), 1)
  await enter(other, signed)
  await pass(LEASE_MS)
  const line = async () => (await hub.store.read((view) => view.rows([{ kind: 'presence', id: ids.agent(3) }])))[0]?.row
  expect(await line()).toMatchObject({ line: 'lost' })
  await pass(GRACE_MS)
  expect(await line()).toMatchObject({ line: 'down' })
  expect(chief.row('presence', ids.agent(1))).toMatchObject({ line: 'up', lineSince: since })
})

test('while the database is away nobody is called lost; when it is back, those who went are, and those who stayed are not', async () => {
  const own = await desk(1)
  await until(() => lena()?.line === 'up')
  hub.hold((step) => (step === 'load' || step === 'read' ? Promise.reject(new Unavailable('away')) : Promise.resolve()))
  own.close()
  await until(() => hub.lines.some((line) => line.includes('presence.unkept')))
  hub.hold(() => Promise.resolve())
  await until(() => lena()?.line === 'lost')
  expect(boss.row('presence', ids.agent(2))?.line).toBe('up')
})

test('who no longer works at a site leaves its supervisors’ screens, and who is let go is on none', async () => {
  const own = await desk(1)
  await until(() => lena()?.line === 'up')
  await hub.bring(agentRow(1, [grant(2)]))
  await until(() => lena() === undefined)
  expect(own.row('presence', ids.agent(1))?.sites).toEqual([ids.site(2)])
  await hub.bring(agentRow(1, [grant(1)]))
  await until(() => lena()?.line === 'up')
  await hub.bring(agentRow(1, [grant(1)], false))
  await until(() => lena() === undefined)
})
