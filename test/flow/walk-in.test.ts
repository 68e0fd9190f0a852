import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { slotsOf } from '../../src/domain/rules/slots.ts'
import { partyScope, queueScope, siteScope } from '../../src/domain/scope.ts'
import { agents, queues, sites } from '../../src/hub/sample/group.ts'
import { KATHARINA } from '../../src/hub/sample/story.ts'
import { type Cable, layCable } from '../support/cable.ts'
import { TestDesk, until, value } from '../support/desk.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { newId } from '../support/new-id.ts'
import { RealHub } from '../support/real-hub.ts'

let hub: RealHub
let cable: Cable
let folder = ''
let desks: TestDesk[] = []

beforeAll(async () => {
  folder = await freshFolder('walk-in')
  hub = await RealHub.start()
  cable = await layCable(hub.url)
}, 120_000)

afterEach(() => {
  for (const desk of desks) desk.engine.stop()
  desks = []
})

afterAll(async () => {
  await cable.close()
  await hub.stop()
  await removeFolder(folder)
})

/** A desk at the end of a line that can be cut, with all that its dealership expects. */
async function desk(email: string, url: string): Promise<TestDesk> {
  const device = newId()
  const { tickets, agent } = await hub.signIn(email, device)
  const one = new TestDesk({ folder: join(folder, device), hub: url, device, agent, tickets })
  desks.push(one)
  one.engine.start()
  await one.live()
  await until(() => one.engine.replica.held.whole(siteScope(sites.hamburg.id)), 20_000)
  return one
}

const said = (one: TestDesk, name: string, args: object) => {
  const receipt = one.run(name, args as never)
  if (!receipt.kept) throw new Error(JSON.stringify(receipt.outcome))
  return receipt
}

/** What became of a command: its place in the outbox, and why. */
const fateOf = (one: TestDesk, command: string) =>
  one.engine.replica.store.get<{ state: string; code: string | null }>('SELECT state, code FROM outbox WHERE id = ?', command)

/** A time at which nobody is expected yet in the workshop, and how many fit. */
function freeTime(one: TestDesk) {
  const { view } = one.engine.replica.pending
  const scope = siteScope(sites.hamburg.id)
  const resource = view.inScope(scope, 'resource').find(({ name }) => name === 'Workshop')
  if (!resource) throw new Error('no workshop')
  const span = { from: Date.now() + 24 * 3_600_000, to: Date.now() + 7 * 24 * 3_600_000 }
  const slot = slotsOf(resource, view.inScope(scope, 'appointment'), span).find(({ free }) => free === resource.capacity)
  if (!slot) throw new Error('no free time')
  return { resource: resource.id, startsAt: slot.startsAt, places: slot.free }
}

test('a customer who walks in while the line is down is served at once; when it is back the hub takes all of it in, but for the time that went', async () => {
  const mareike = await desk(agents.mareike.email, cable.url)
  const jonas = await desk(agents.jonas.email, hub.url)
  const { resource, startsAt, places } = freeTime(mareike)
  cable.cut()
  await until(() => mareike.line?.state !== 'live')

  const [party, car, opened] = [newId(), newId(), newId()]
  const vehicle = { id: car, brand: null, model: 'Tarn 5', plate: 'HH-WI 17', vin: null, year: 2022 }
  const contacts = [{ kind: 'phone', value: '+49 40 5550123' }]
  const site = sites.hamburg.id
  const words = { kind: 'complaint', subject: 'Rattles when cold', channel: 'dealership', remedy: 'repair' }
  const note = { message: newId(), text: 'Stood at the counter; rattles since Monday.' }
  const visited = newId()
  const booking = { party, resource, purpose: 'service', startsAt, vehicle: car, case: opened, note: null }
  const visit = { party, kind: 'walk_in', at: Date.now(), site, vehicle: car, opportunity: null, case: opened, data: { reason: 'Rattles' } }
  const done = [
    said(mareike, 'party.register', { party, site, name: 'Wiebke Ihde', language: 'de', contacts, vehicle }),
    said(mareike, 'case.open', { case: opened, party, site, queue: queues.hamburg.id, ...words, vehicle: car, note }),
    said(mareike, 'touchpoint.record', { id: visited, ...visit, source: { source: 'desk', id: visited }, origin: 'live' }),
    said(mareike, 'appointment.book', { appointment: newId(), ...booking }),
  ]
  expect(done.map(({ outcome }) => outcome)).toEqual(done.map(() => ({ ok: true })))
  const dossier = () => value('dossier', mareike.show({ of: 'dossier', party: party as never }))
  expect(dossier()).toMatchObject({ party: { name: 'Wiebke Ihde' }, vehicles: [{ plate: 'HH-WI 17' }], cases: [{ id: opened }] })

  const others = Array.from({ length: places }, () => newId())
  for (const appointment of others)
    said(jonas, 'appointment.book', { appointment, ...booking, party: KATHARINA.party, vehicle: null, case: null })
  await until(() => others.every((id) => jonas.engine.replica.rows.get('appointment', id) !== null), 20_000)

  cable.mend()
  mareike.ask('reconnect', undefined)
  const [registered, open, logged, booked] = done.map(({ command }) => command)
  await until(() => fateOf(mareike, booked ?? '')?.code === 'slot-taken', 30_000)
  await until(() => mareike.engine.replica.held.whole(partyScope(party as never)), 20_000)
  expect([registered, open, logged].map((id) => fateOf(mareike, id ?? '')?.code)).toEqual([null, null, null])
  const { rows } = mareike.engine.replica
  expect(rows.get('party', party)).toMatchObject({ name: 'Wiebke Ihde', sites: [site] })
  expect(rows.get('vehicle', car)).toMatchObject({ owners: [{ party }] })
  expect(rows.get('touchpoint', visited)).toMatchObject({ kind: 'walk_in', case: opened })
  await until(() => jonas.engine.replica.rows.get('case', opened) !== null, 20_000)
  expect(jonas.engine.replica.rows.get('case', opened)).toMatchObject({
    owner: agents.mareike.id,
    messages: 1,
    subject: 'Rattles when cold',
  })
}, 120_000)

test('a photo taken without a line is named in its case at once, is at the hub when the line is back, and a colleague opens it', async () => {
  const mareike = await desk(agents.mareike.email, cable.url)
  const jonas = await desk(agents.jonas.email, hub.url)
  const header = mareike.engine.replica.rows.inScope(queueScope(queues.hamburg.id), 'case').find(({ state }) => state === 'open')
  if (!header) throw new Error('no case')
  await until(() => mareike.engine.replica.held.whole(partyScope(header.party)), 20_000)
  cable.cut()
  await until(() => mareike.line?.state !== 'live')
  const bytes = new Uint8Array(randomBytes(700_000))
  const attachment = newId()
  const named = { attachment: attachment as never, case: header.id, party: header.party, message: null }
  expect(mareike.ask('attach', { ...named, name: 'disc.jpg', type: 'image/jpeg', bytes })).toMatchObject({
    kept: true,
    outcome: { ok: true },
  })
  const row = () => mareike.engine.replica.pending.view.get('attachment', attachment)
  expect(row()).toMatchObject({ name: 'disc.jpg', size: 700_000, state: 'awaited' })
  cable.mend()
  mareike.ask('reconnect', undefined)
  await until(() => row()?.state === 'stored', 30_000)
  jonas.show({ of: 'case', case: header.id })
  await until(() => jonas.engine.replica.rows.get('attachment', attachment)?.state === 'stored', 20_000)
  const seen = await jonas.bytes(row()?.sha256 ?? '')
  expect(Buffer.from(seen ?? []).equals(bytes)).toBe(true)
}, 120_000)

test('who is expected in Leeds is on no desk in Hamburg, whoever sits there', async () => {
  for (const { email } of [agents.mareike, agents.yasemin]) {
    const one = await desk(email, hub.url)
    const { store } = one.engine.replica
    const elsewhere = store.all("SELECT id FROM row_appointment WHERE json_extract(body, '$.site') <> ?", sites.hamburg.id)
    const foreign = store.all("SELECT id FROM row_resource WHERE json_extract(body, '$.site') <> ?", sites.hamburg.id)
    expect([elsewhere, foreign]).toEqual([[], []])
    expect(one.engine.replica.rows.all('appointment').length).toBeGreaterThan(10)
  }
}, 60_000)
