import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LEASE_MS } from '../../../../src/main/lease.ts'
import { TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import {
  aCase,
  agent,
  anId,
  appointment,
  commitment,
  DAY,
  HOUR,
  held,
  ids,
  message,
  party,
  queue,
  resource,
  site,
  vehicle,
} from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
const now = Date.now()
const nine = now + 2 * HOUR
const recalls = [{ code: 'R-1', title: 'Brake hose', doNotDrive: false, doneAt: null }]

beforeEach(async () => {
  folder = await freshFolder('day')
  hub = new ScriptedHub(agent())
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('party', party()), held('vehicle', vehicle({ recalls })))
  hub.write(held('case', aCase({ owner: ids.lena, fence: 1 })), held('message', message()))
  const openings = [{ from: nine - HOUR, to: nine + 4 * HOUR }]
  hub.write(held('resource', resource({ openings, slotMinutes: 60, capacity: 1, purposes: ['service'] })))
  hub.write(
    held('appointment', appointment({ startsAt: nine })),
    held('appointment', appointment({ id: anId(0x92), startsAt: nine + 3 * DAY })),
  )
  hub.write(held('commitment', commitment({ dueAt: now + HOUR })), held('commitment', commitment({ id: anId(0x93), dueAt: now + 9 * DAY })))
  desk = new TestDesk({ folder: join(folder, 'desk'), hub: hub.url, key: new Uint8Array(32).fill(8) })
  desk.engine.start()
  await desk.live()
  await until(() => desk.engine.replica.held.whole(`party:${ids.katharina}`) && desk.engine.replica.held.whole(`site:${ids.altona}`))
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

const today = () => value('today', desk.show({ of: 'today', site: ids.altona as never, from: now - DAY / 2, to: now + DAY / 2 }))
const slots = () => value('slots', desk.show({ of: 'slots', site: ids.altona as never, purpose: 'service', from: now, to: now + DAY }))
const sync = () => value('sync', desk.show({ of: 'sync' }))
const book = (startsAt: number) =>
  desk.run('appointment.book', {
    appointment: anId(0x94),
    party: ids.katharina,
    resource: ids.ramp,
    purpose: 'service',
    startsAt,
    vehicle: ids.aurel,
    case: null,
    note: null,
  })

async function gone(): Promise<void> {
  await hub.close()
  await until(() => desk.line?.state === 'offline')
}

test('today shows who is expected, with what is open, due and recalled, and what must not be forgotten, without a line as with one', async () => {
  const day = today()
  expect(day.expected).toMatchObject([
    { appointment: { startsAt: nine }, party: { id: ids.katharina }, vehicle: { id: ids.aurel }, openCases: 1, promisesDue: 1, recalls: 1 },
  ])
  expect(day.promises.map(({ dueAt }) => dueAt)).toEqual([now + HOUR])
  expect(day.cases.map(({ id }) => id)).toEqual([ids.case])
  expect(day.whole).toBe(true)
  await gone()
  expect(today()).toEqual(day)
})

test('a booking made in the dark is on the day and takes its slot at once', async () => {
  await gone()
  expect(slots().slots.map(({ startsAt, free }) => [(startsAt - nine) / HOUR, free])).toEqual([
    [-1, 1],
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 1],
  ])
  expect(slots().asOf).not.toBeNull()
  expect(book(nine + HOUR)).toMatchObject({ kept: true, outcome: { ok: true } })
  expect(today().expected.map(({ appointment: { startsAt } }) => startsAt)).toEqual([nine, nine + HOUR])
  expect(slots().slots.find(({ startsAt }) => startsAt === nine + HOUR)?.free).toBe(0)
})

test('a colleague’s booking moves the day and the slots of whoever is looking', async () => {
  today()
  slots()
  desk.changes.length = 0
  hub.write(held('appointment', appointment({ id: anId(0x95), startsAt: nine + 2 * HOUR })))
  await until(() => ['slots', 'today'].every((of) => desk.changes.some(({ result }) => result.of === of)))
})

test('ready to go offline: each check says what is missing, and tiers say what is here of whom', async () => {
  const { readiness, tiers, leaseUntil } = sync()
  expect(readiness.map(({ check, ok }) => [check, ok])).toEqual([
    ['queues', true],
    ['cases', true],
    ['site', true],
    ['key', true],
    ['lease', true],
    ['disk', true],
  ])
  expect(Math.abs((leaseUntil ?? 0) - now - LEASE_MS)).toBeLessThan(HOUR)
  expect(tiers.map(({ tier, customers }) => [tier, customers])).toEqual([
    ['mine', 1],
    ['site', 0],
    ['queues', 0],
    ['recent', 0],
    ['demand', 0],
  ])
  expect(tiers[0]?.bytes).toBeGreaterThan(1_000)
  expect(tiers[0]?.oldestAt).not.toBeNull()
})

test('what was sent today is counted and told, the newest first; what waits says when it is tried again', async () => {
  for (const [n, text] of ['One.', 'Two.'].entries())
    desk.run('message.note', { case: ids.case, party: ids.katharina, message: anId(0x6a0 + n), text })
  await until(() => sync().sentToday.count === 2)
  expect(sync().sentToday.items).toMatchObject([
    { text: 'Two.', state: 'sent', customerName: 'Katharina Brandstätter-Meyerhoff' },
    { text: 'One.', state: 'sent' },
  ])
  await gone()
  desk.run('message.note', { case: ids.case, party: ids.katharina, message: anId(0x6a5), text: 'Three.' })
  expect(sync()).toMatchObject({ waiting: [{ text: 'Three.', state: 'waiting', holdsFor: null }], decisions: [], refused: [] })
  await until(() => sync().nextTryAt !== null)
})
