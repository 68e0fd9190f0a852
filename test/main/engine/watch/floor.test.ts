import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentRow, TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { aCase, agent, anId, commitment, HOUR, held, ids, MINUTE, message, party, presence, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

const jonas = agent(ids.jonas, ids.altona, 'supervisor')
const mine = { owner: ids.lena, fence: 1 }
const all = { of: 'floor', site: null, kind: null, queue: null } as const
let folder = ''
let hub: ScriptedHub
let desk: TestDesk

beforeEach(async () => {
  folder = await freshFolder('floor')
  hub = new ScriptedHub(jonas)
  await hub.listen()
  hub.write(held('site', site()), held('site', site({ id: ids.kiel, name: 'Kiel' })), held('queue', queue()))
  hub.write(held('agent', agentRow()), held('agent', agentRow(jonas)), held('agent', agentRow(agent(ids.mirja, ids.kiel))))
  hub.write(held('party', party()), held('case', aCase({ ...mine, waitingSince: Date.now() - HOUR })), held('message', message()))
  hub.write(held('commitment', commitment({ case: ids.case, dueAt: Date.now() - MINUTE })), held('presence', presence()))
  desk = new TestDesk({ folder: join(folder, 'desk'), hub: hub.url, agent: agentRow(jonas) })
  desk.engine.start()
  await desk.live()
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

const floor = (query: Parameters<TestDesk['show']>[0] = all) => value('floor', desk.show(query))
const figure = (id: string) => floor().figures.find((one) => one.id === id)
const told = () => desk.changes.filter(({ result }) => result.of === 'floor')

test('a supervisor sees who waits, who is at it, what is at risk and how each site stands, and only their own sites', () => {
  const { waiting, sessions, needs, sites, filling } = floor()
  expect(waiting).toMatchObject({ total: 1, rows: [{ case: ids.case, ownerName: 'Lena Vogt', late: true }] })
  expect(sessions).toMatchObject({ total: 1, rows: [{ presence: { shown: 'available' } }] })
  expect(needs.rows).toMatchObject([{ of: 'case', reasons: [{ why: 'promise-broken' }, { why: 'unanswered' }] }])
  expect(sites).toMatchObject([{ name: 'Altona', complaints: 1, broken: 1, heldAway: 0 }])
  expect(filling).toBe(false)
})

test('it moves with a case, a promise and somebody’s coming and going, and tells so unasked', async () => {
  floor()
  const newest = () => {
    const result = told().at(-1)?.result
    return result ? value('floor', result) : null
  }
  hub.write(held('case', aCase({ ...mine, waitingSince: null })))
  await until(() => newest()?.waiting.total === 0)
  hub.write(held('commitment', commitment({ case: ids.case, state: 'kept', closedAt: Date.now() })))
  await until(() => newest()?.needs.total === 0)
  hub.write(held('presence', presence({ line: 'lost' })))
  await until(() => newest()?.needs.total === 1)
  expect(newest()?.needs.rows).toMatchObject([
    { of: 'agent', name: 'Lena Vogt', presence: { shown: 'vanished' }, holds: [{ case: ids.case }] },
  ])
})

test('what waits here to be sent is on the floor at once, without a line as with one', async () => {
  await hub.close()
  await until(() => desk.line?.state === 'offline')
  desk.run('case.assign', { case: ids.case, party: ids.katharina, fence: 1, to: ids.jonas, note: null })
  expect(floor().sessions.rows).toMatchObject([{ ownerName: 'Jonas Feld' }])
  expect(value('hands', desk.show({ of: 'hands', site: site().id }))).toMatchObject([
    { name: 'Jonas Feld', open: 1, presence: { shown: 'offline' } },
    { name: 'Lena Vogt', open: 0, presence: { shown: 'available' } },
  ])
})

test('asked for one kind or queue it counts that alone', () => {
  expect(floor({ ...all, kind: 'enquiry' }).waiting.total).toBe(0)
  expect(floor({ ...all, queue: queue().id }).waiting.total).toBe(1)
  expect(figure('waiting')).toEqual({ id: 'waiting', value: 1, n: 1 })
})

test('each pulse makes it younger; when the line falls silent it grows old, and a pulse of a place not reached changes nothing', async () => {
  const age = () => {
    const { elapsed, seenAt } = floor()
    return elapsed - (seenAt ?? Number.NEGATIVE_INFINITY)
  }
  await new Promise((done) => setTimeout(done, 420))
  expect(age()).toBeGreaterThan(400)
  desk.changes.length = 0
  hub.pulse()
  await until(() => told().length > 0)
  const young = age()
  expect(young).toBeLessThan(400)
  hub.pulse(hub.head + 1)
  await new Promise((done) => setTimeout(done, 120))
  expect(age()).toBeGreaterThan(young + 100)
})

test('an agent’s floor is empty, and what colleagues do is not for their desk to say', () => {
  hub.write(held('agent', agentRow(agent(ids.jonas))))
  return until(() => floor().sites.length === 0 && value('hands', desk.show({ of: 'hands', site: site().id }))[0]?.presence === null)
})

test('a list is cut at a hundred rows and says how long it is', async () => {
  const rows = Array.from({ length: 130 }, (_, n) => held('case', aCase({ id: anId(0x5000 + n), party: anId(0x6000 + n), ...mine })))
  hub.write(...rows)
  await until(() => floor().waiting.total === 131)
  expect(floor().waiting.rows.length).toBe(100)
  expect(floor().figures.find(({ id }) => id === 'waiting')).toMatchObject({ value: 131, n: 131 })
})
