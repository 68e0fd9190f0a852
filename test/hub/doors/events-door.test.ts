import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import { hashOf } from '../../../src/hub/auth/tickets.ts'
import { ids, partyRow } from '../support/rows.ts'
import { EVENTS_KEY, EVENTS_SOURCE, openHub, type TestHub } from './open-hub.ts'

let hub: TestHub

beforeEach(async () => {
  hub = await openHub()
})

afterEach(() => hub.close())

const event = (more: object = {}) => ({
  specversion: '1.0',
  id: randomUUID(),
  source: EVENTS_SOURCE,
  type: 'net.forecourt.touchpoint.web_visit.v1',
  subject: `party/${ids.party(1)}`,
  time: '2026-11-12T12:00:00Z',
  data: { page: '/service', model: null },
  ...more,
})

const tell = (body: unknown, key = EVENTS_KEY) => hub.post('/v1/events', body, { authorization: `Bearer ${key}` })

const touchpoints = async (party: string): Promise<readonly Row<'touchpoint'>[]> =>
  (await hub.store.read((view) => view.scope(`party:${party}`))).flatMap((row) => (row.kind === 'touchpoint' ? [row.row] : []))

test('one event and a batch of events become touchpoints of their party, with the time they happened', async () => {
  await hub.bring(partyRow(1, [1]))
  expect(await tell(event())).toMatchObject({ status: 200, body: { accepted: 1 } })
  expect(await tell([event(), event({ time: '2026-11-01T08:30:00+01:00' })])).toMatchObject({ status: 200, body: { accepted: 2 } })
  const told = await touchpoints(ids.party(1))
  expect(told).toHaveLength(3)
  expect(told.map(({ at }) => at)).toContain(Date.UTC(2026, 10, 1, 7, 30))
  expect(told.every(({ origin, receivedAt }) => origin === 'live' && receivedAt === hub.now())).toBe(true)
})

test('the same source and id told again changes nothing, even with other words, and is accepted', async () => {
  await hub.bring(partyRow(1, [1]))
  const first = event({ id: 'e-1' })
  expect((await tell(first)).status).toBe(200)
  const again = await Promise.all([tell(first), tell(first), tell({ ...first, data: { page: '/other', model: null } })])
  expect(again.map(({ status }) => status)).toEqual([200, 200, 200])
  expect((await touchpoints(ids.party(1))).map(({ data }) => data)).toEqual([{ page: '/service', model: null }])
})

test('an event of a customer whom we know only by number makes them known, once', async () => {
  const events = [event({ subject: 'customer/K-900', id: 'a' }), event({ subject: 'customer/k-900', id: 'b' })]
  expect((await tell(events)).body).toEqual({ accepted: 2 })
  const found = await hub.store.read((view) => view.find({ lookup: 'identity.ofKey', key: 'crm:k-900' }))
  expect(found).toHaveLength(1)
  const [identity] = found
  expect(await touchpoints(identity?.kind === 'identity' ? identity.row.party : '')).toHaveLength(2)
})

test("a car's plate or number names the car among those of the customer", async () => {
  const car: Row<'vehicle'> = {
    ...{
      id: ids.party(50) as unknown as Row<'vehicle'>['id'],
      vin: 'WVWZZZ1JZXW000001',
      plate: 'HH-AB 12',
      brand: null,
      model: 'E4',
      year: 2025,
    },
    ...{ odometerKm: null, warrantyUntil: null, nextServiceAt: null, contractEndsAt: null, recalls: [] },
    owners: [{ party: ids.party(1), from: 1, to: null }],
  }
  await hub.bring(partyRow(1, [1]), { kind: 'vehicle', row: car })
  await tell([event({ vehiclekey: 'hh ab12' }), event({ vehiclekey: 'WVWZZZ1JZXW000001' }), event({ vehiclekey: 'X-Y 1' })])
  expect((await touchpoints(ids.party(1))).map(({ vehicle }) => vehicle).sort()).toEqual([car.id, car.id, null].sort())
})

test('a batch with one faulty event is refused whole, naming the place and the field', async () => {
  await hub.bring(partyRow(1, [1]))
  const shape = await tell([event(), event({ time: 'yesterday' })])
  expect(shape).toMatchObject({ status: 400, body: { field: '1.time' } })
  const data = await tell([event(), event({ data: { page: 7, model: null } })])
  expect(data).toMatchObject({ status: 400, body: { field: '1.data.page' } })
  const kind = await tell(event({ type: 'net.forecourt.touchpoint.no_such.v1' }))
  expect(kind).toMatchObject({ status: 400, body: { field: 'type' } })
  expect(await touchpoints(ids.party(1))).toEqual([])
})

test('nobody tells anything without a key, and no key tells of another source', async () => {
  await hub.bring(partyRow(1, [1]))
  expect((await hub.post('/v1/events', event())).status).toBe(401)
  expect((await tell(event(), 'guessed')).status).toBe(401)
  expect((await tell(event(), hashOf(EVENTS_KEY))).status).toBe(401)
  expect(await tell(event({ source: 'somebody.else' }))).toMatchObject({ status: 403, body: { field: 'source' } })
})

test('a party whom nobody knows is refused by its field', async () => {
  expect(await tell(event({ subject: `party/${randomUUID()}` }))).toMatchObject({ status: 404, body: { field: 'subject' } })
})

test('who holds the replay key tells of any source, and what it tells is marked as a replay', async () => {
  await hub.bring(partyRow(1, [1]))
  expect((await tell(event({ source: 'an.old.system' }), hub.keys.replay)).status).toBe(200)
  expect((await touchpoints(ids.party(1))).map(({ origin }) => origin)).toEqual(['replay'])
})

test('a source that tells too fast is asked to wait, and a replay has a limit of its own', async () => {
  await hub.bring(partyRow(1, [1]))
  const answers = []
  for (let i = 0; i < 101; i++) answers.push(await tell({}))
  expect(answers.map(({ status }) => status).filter((status) => status === 400)).toHaveLength(100)
  expect(answers.at(-1)).toMatchObject({ status: 429, body: { retryAfter: 1 } })
  expect((await tell(event({ source: 'x' }), hub.keys.replay)).status).toBe(200)
  hub.turn(1_000)
  expect((await tell(event())).status).toBe(200)
})
