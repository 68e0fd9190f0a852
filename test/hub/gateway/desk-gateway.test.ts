import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PROTOCOL, PROTOCOL_FLOOR } from '../../../src/domain/contract/version.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { forged } from '../../support/forged.ts'
import { openHub, signIn, type TestHub } from '../doors/open-hub.ts'
import { TestDesk } from '../support/desk.ts'
import { agentRow, caseRow, grant, ids, partyRow } from '../support/rows.ts'
import { connectDesk, nextScopes, openDesk, type RawDesk, until } from './raw-desk.ts'

let hub: TestHub
const desks: RawDesk[] = []

beforeEach(async () => {
  hub = await openHub()
})

afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close()
  await hub.close()
})

async function desk(agent: number, ...scopes: readonly string[]): Promise<RawDesk> {
  const signed = await signIn(hub, agent)
  const opened = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, nextScopes(signed.agent, ...scopes))
  desks.push(opened)
  return opened
}

const queue = `queue:${ids.queue(1)}`
const party = `party:${ids.party(1)}`
const named = { case: ids.case(1), party: ids.party(1) }

test('a desk is sent the snapshot of what it wants, and then what moves', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const lena = await desk(1, queue)
  await until(() => lena.row('case', ids.case(1)) !== undefined)
  expect(lena.rows('site')).toHaveLength(2)
  await hub.bring(partyRow(2, [1]), caseRow(2, { party: ids.party(2) }))
  await until(() => lena.row('case', ids.case(2)) !== undefined)
  expect(lena.rows('party')).toEqual([])
})

test('of two who claim one case the first has it, the other is told, and both see who', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const [lena, jonas] = await Promise.all([desk(1, queue, party), desk(2, queue, party)])
  const first = await lena.push('case.claim', named)
  const second = await jonas.push('case.claim', named)
  expect(first).toMatchObject({ ok: true, decided: [{ outcome: { ok: true } }] })
  expect(second).toMatchObject({ ok: true, decided: [{ outcome: { ok: false, refusal: { code: 'already-claimed' } } }] })
  await until(() => jonas.row('case', ids.case(1))?.owner === ids.agent(1) && lena.row('case', ids.case(1))?.owner === ids.agent(1))
  expect(jonas.frames.flatMap(({ decided }) => decided)).toMatchObject([{ outcome: { ok: false } }])
})

test('a scope of another site or another person is refused and nothing of it is sent', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const gareth = await desk(3)
  const wanted = await gareth.ask('want', { add: [queue, party, `user:${ids.agent(1)}`, `queue:${ids.queue(2)}`], drop: [] })
  expect(wanted).toMatchObject({ ok: true, refused: [queue, party, `user:${ids.agent(1)}`] })
  await until(() => gareth.rows('site').length > 0)
  expect([...gareth.rows('case'), ...gareth.rows('party')]).toEqual([])
})

test('an agent of another site cannot change a case, and is not told whether it is there', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const gareth = await desk(3)
  const there = await gareth.push('case.claim', named)
  const nowhere = await gareth.push('case.claim', { case: ids.case(9), party: ids.party(1) })
  expect(there).toMatchObject({ decided: [{ outcome: { refusal: { code: 'not-found', field: 'case' } } }] })
  expect(nowhere).toMatchObject({ decided: [{ outcome: { refusal: { code: 'not-found', field: 'case' } } }] })
})

test('a command of a version or a name that nobody knows is refused by name, and the next one is decided', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const lena = await desk(1)
  expect(await lena.push('case.claim', named, { version: 99 })).toMatchObject({
    decided: [{ outcome: { refusal: { code: 'unknown-command', field: 'version' } } }],
  })
  expect(await lena.push('case.abolish', named)).toMatchObject({
    decided: [{ outcome: { refusal: { code: 'unknown-command', field: 'name' } } }],
  })
  expect(await lena.push('case.claim', named)).toMatchObject({ decided: [{ outcome: { ok: true } }] })
})

test('an agent may not act as the hub or for a visitor, whatever the arguments say', async () => {
  const lena = await desk(1)
  const rows = [{ ...agentRow(1, [grant(1, 'admin')]).row }]
  expect(await lena.push('import.rows', { kind: 'agent', rows, root: 'ref' })).toMatchObject({ decided: [{ outcome: { ok: false } }] })
  const said = {
    message: randomUUID(),
    case: randomUUID(),
    party: ids.party(1),
    host: ids.party(1),
    site: ids.site(1),
    queue: ids.queue(1),
  }
  expect(await lena.push('conversation.say', { ...said, text: 'hello', origin: 'live' })).toMatchObject({
    decided: [{ outcome: { ok: false } }],
  })
})

test('a push sent twice has its effect once and the same answer twice', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const lena = await desk(1, queue, party)
  await lena.push('case.claim', named)
  const [id, message] = [randomUUID(), randomUUID()]
  const note = { message, ...named, text: 'Asked the workshop.' }
  const first = await lena.push('message.note', note, { id, seq: 7 })
  const again = await lena.push('message.note', note, { id, seq: 7 })
  expect(again).toEqual(first)
  await until(() => lena.row('message', message) !== undefined)
  expect(lena.rows('message')).toHaveLength(1)
})

test('while the store is away a push is answered with a problem and nothing is recorded; the same push later holds', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const lena = await desk(1, queue)
  hub.hold((step) => (step === 'load' ? Promise.reject(new Unavailable('away')) : Promise.resolve()))
  const id = randomUUID()
  const away = await lena.push('case.claim', named, { id, seq: 3 })
  expect(away).toMatchObject({ ok: false, problem: { status: 503, retryAfter: 2 } })
  hub.hold(() => Promise.resolve())
  expect(await lena.push('case.claim', named, { id, seq: 3 })).toMatchObject({
    ok: true,
    decided: [{ command: id, outcome: { ok: true } }],
  })
})

test('a desk whose ticket is of another device may not say hello', async () => {
  const signed = await signIn(hub, 1)
  const lena = await connectDesk({ url: hub.url, token: signed.access })
  desks.push(lena)
  const answer = await lena.ask('hello', { device: randomUUID(), epoch: null, cursor: 0 })
  expect(answer).toMatchObject({ ok: false, problem: { status: 403, field: 'device' } })
})

test('before hello nothing can be held, wanted or listened to', async () => {
  const signed = await signIn(hub, 1)
  const lena = await connectDesk({ url: hub.url, token: signed.access })
  desks.push(lena)
  expect(await lena.ask('hold', { whole: [], filling: [] })).toMatchObject({ ok: false, problem: { status: 409 } })
  expect(await lena.ask('listen')).toMatchObject({ ok: false, problem: { status: 409 } })
  expect(await lena.ask('want', { add: ['ref'], drop: [] })).toMatchObject({ ok: false, problem: { status: 409 } })
})

test('nobody comes in with no token, a forged one, an old one, or one of a visitor', async () => {
  const { access } = await signIn(hub, 1)
  const page = await hub.post('/v1/visitors', { site: 'w-one', language: 'en', token: null })
  for (const token of ['', 'v1.e30.x', forged(access), String(page.body.token)]) {
    await expect(connectDesk({ url: hub.url, token })).rejects.toThrow('401')
  }
  hub.turn(11 * 60_000)
  await expect(connectDesk({ url: hub.url, token: access })).rejects.toThrow('401')
})

test('a desk of another protocol is told to update', async () => {
  const { access } = await signIn(hub, 1)
  for (const protocol of [PROTOCOL_FLOOR - 1, PROTOCOL + 1])
    await expect(connectDesk({ url: hub.url, token: access, protocol })).rejects.toThrow('426')
})

test('a page in a browser cannot pose as a desk', async () => {
  const { access } = await signIn(hub, 1)
  await expect(connectDesk({ url: hub.url, token: access, headers: { origin: hub.url } })).rejects.toThrow('403')
  await expect(connectDesk({ url: hub.url, token: access, headers: { origin: 'https://evil.example' } })).rejects.toThrow()
})

test('a minute before its ticket ends a desk is warned, and refreshes over the open socket', async () => {
  const signed = await signIn(hub, 1)
  const lena = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, ['ref'])
  desks.push(lena)
  hub.turn(9 * 60_000 + 1_000)
  await hub.doors.sweep()
  await until(() => lena.heard.length > 0)
  expect(lena.heard).toEqual([{ event: 'expiring', value: 59 }])
  const { body } = await hub.post('/v1/refresh', { refresh: signed.refresh, device: signed.device })
  expect(await lena.ask('refresh', body.access)).toEqual({ ok: true, until: body.accessUntil })
  hub.turn(2 * 60_000)
  await hub.doors.sweep()
  expect(await lena.ask('want', { add: ['ref'], drop: [] })).toMatchObject({ ok: true })
})

test('a desk that does not refresh is cut off when its ticket ends, and may come back with a new one', async () => {
  const signed = await signIn(hub, 1)
  const lena = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, ['ref'])
  desks.push(lena)
  hub.turn(10 * 60_000)
  expect(await lena.ask('want', { add: ['ref'], drop: [] })).toMatchObject({ ok: false, problem: { status: 401 } })
  await hub.doors.sweep()
  await until(() => !lena.socket.connected)
  const { body } = await hub.post('/v1/refresh', { refresh: signed.refresh, device: signed.device })
  const again = await connectDesk({ url: hub.url, token: String(body.access) })
  desks.push(again)
  expect(again.socket.connected).toBe(true)
})

test('an open socket does not take the ticket of somebody else', async () => {
  const lena = await desk(1)
  const jonas = await signIn(hub, 2)
  expect(await lena.ask('refresh', jonas.access)).toMatchObject({ ok: false, problem: { status: 401 } })
})

test('who signs out is cut off at once and told why', async () => {
  const signed = await signIn(hub, 1)
  const lena = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, ['ref'])
  desks.push(lena)
  await hub.post('/v1/sign-out', { refresh: signed.refresh, device: signed.device })
  await until(() => !lena.socket.connected)
  expect(lena.expired).toEqual(['revoked'])
  await expect(connectDesk({ url: hub.url, token: signed.access })).rejects.toThrow('401')
})

test('a sign-in taken back at another hub ends here by the next sweep', async () => {
  const lena = await desk(1)
  await hub.vault.endSessionsOf(ids.agent(1), hub.now())
  await hub.doors.sweep()
  await until(() => !lena.socket.connected)
  expect(lena.expired).toEqual(['revoked'])
})

test('I10, I11: of what is written right after an agent was let go nothing reaches their desk, and it is told to leave everything', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const lena = await desk(1, queue, party)
  await until(() => lena.row('case', ids.case(1)) !== undefined)
  const cut = hub.bring(agentRow(1, [grant(1)], false))
  const after = hub.bring(caseRow(1, { subject: 'Not for you' }), caseRow(2, { party: ids.party(1), subject: 'Nor this' }))
  await Promise.all([cut, after])
  await until(() => !lena.socket.connected)
  const head = hub.store.history.feed.head
  const words = lena.frames.filter(({ to }) => to > head - 2).flatMap(({ rows, pages }) => [...rows, ...pages.flatMap((page) => page.rows)])
  expect(JSON.stringify(words)).not.toContain('Nor this')
  expect(lena.expired).toEqual(['revoked'])
})

test('an agent who was let go is cut off, cannot refresh and cannot sign in', async () => {
  const signed = await signIn(hub, 1)
  const lena = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, ['ref'])
  desks.push(lena)
  await hub.bring(agentRow(1, [grant(1)], false))
  await hub.doors.sweep()
  await until(() => !lena.socket.connected)
  expect(lena.expired).toEqual(['revoked'])
  expect((await hub.post('/v1/refresh', { refresh: signed.refresh, device: signed.device })).status).toBe(401)
  await expect(signIn(hub, 1)).rejects.toThrow('401')
})

test('an agent who loses a site loses its rows without a new sign-in', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1), agentRow(1, [grant(1), grant(2)]))
  const lena = await desk(1, queue, `queue:${ids.queue(2)}`)
  await until(() => lena.row('case', ids.case(1)) !== undefined)
  await hub.bring(agentRow(1, [grant(2)]))
  await until(() => lena.frames.some(({ leave }) => leave.includes(queue as `queue:${string}`)))
  expect(await lena.push('case.claim', named)).toMatchObject({ decided: [{ outcome: { refusal: { code: 'not-found' } } }] })
  expect(lena.socket.connected).toBe(true)
})

test('a second connection of one device ends the first', async () => {
  const signed = await signIn(hub, 1)
  const old = await connectDesk({ url: hub.url, token: signed.access })
  const fresh = await connectDesk({ url: hub.url, token: signed.access })
  desks.push(old, fresh)
  await until(() => !old.socket.connected)
  expect(fresh.socket.connected).toBe(true)
})

test('a desk that answers a frame with a cursor that is none is sent on its way, to say anew what it holds', async () => {
  await hub.bring(partyRow(1, [1]), caseRow(1))
  const signed = await signIn(hub, 1)
  const lena = await connectDesk({ url: hub.url, token: signed.access })
  desks.push(lena)
  lena.socket.off('frame')
  const moves: number[] = []
  lena.socket.on('move', (seconds) => moves.push(seconds))
  lena.socket.on('frame', (_packed, reply) => reply(999_999))
  await lena.ask('hello', { device: signed.device, epoch: null, cursor: 0 })
  await lena.ask('listen')
  await until(() => !lena.socket.connected)
  expect(moves).toEqual([1])
})

test('while all places for desks with much to be brought are taken, the next is told when to ask again, and one that has it all comes in', async () => {
  const signed = await signIn(hub, 1)
  const there = Array.from({ length: 64 }, (_, n) => {
    const other = new TestDesk(1, 100 + n)
    return hub.tailer.attach(other, { epoch: null, cursor: 0 })
  })
  const lena = await connectDesk({ url: hub.url, token: signed.access })
  desks.push(lena)
  const hello = { device: signed.device, epoch: null, cursor: 0 }
  expect(await lena.ask('hello', hello)).toMatchObject({ ok: false, problem: { status: 503, retryAfter: 5 } })
  const { epoch, head } = hub.store.history.feed
  expect(await lena.ask('hello', { ...hello, epoch, cursor: head })).toMatchObject({ ok: true, resync: false })
  for (const { detach } of there) detach()
  expect(await lena.ask('hello', hello)).toMatchObject({ ok: true })
})

test('a hub that stops takes nobody in, tells its desks to come back by and by, and sends them away', async () => {
  const lena = await desk(1)
  const moves: number[] = []
  lena.socket.on('move', (seconds) => moves.push(seconds))
  await hub.doors.close()
  await until(() => !lena.socket.connected)
  expect(moves).toEqual([1])
  expect(lena.expired).toEqual([])
})
