import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pause } from '../../../../src/main/engine/clock.ts'
import { isStrewn } from '../../../../src/main/engine/replica/scrub.ts'
import { TestDesk, until } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { plainBytes } from '../../../support/plain-bytes.ts'
import { aCase, agent, anId, held, ids, message, party, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'
import { SilentWire } from '../../../support/silent-wire.ts'

let folder = ''
let hub: ScriptedHub
let desks: TestDesk[] = []

beforeEach(async () => {
  folder = await freshFolder('line')
  hub = new ScriptedHub(agent())
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('party', party()), held('case', aCase()), held('message', message()))
})

afterEach(async () => {
  for (const desk of desks) desk.engine.stop()
  desks = []
  await hub.close()
  await removeFolder(folder)
})

const key = new Uint8Array(32).fill(3)

function desk(more: Partial<ConstructorParameters<typeof TestDesk>[0]> = {}): TestDesk {
  const one = new TestDesk({ folder, hub: hub.url, key, ...more })
  desks.push(one)
  one.engine.start()
  return one
}

const states = (one: TestDesk): string[] => one.lines.map(({ state }) => state)

test('the line is called live only when the last frame reached the head and every scope of its own is whole', async () => {
  hub.pageRows = 1
  hub.troubles.holdFrames = true
  const one = desk()
  await until(() => one.line?.state === 'catching-up')
  await new Promise((done) => setTimeout(done, 60))
  expect(states(one)).toEqual(['connecting', 'catching-up'])
  hub.troubles.holdFrames = false
  hub.pump()
  await one.live()
  const own = one.engine.replica.held.entries().filter(([scope]) => !scope.startsWith('party:'))
  expect(own.map(([, { state }]) => state)).toEqual(['whole', 'whole', 'whole', 'whole'])
  expect(one.engine.replica.cursor).toBe(hub.head)
})

test('while the hub is ahead the line says so, and is live again with the frame that reaches the head', async () => {
  const one = desk()
  await one.live()
  hub.frameSpan = 1
  hub.troubles.holdFrames = true
  for (let n = 0; n < 3; n++) hub.write(held('case', aCase({ subject: `Change ${n}` })))
  one.lines.splice(0)
  hub.troubles.holdFrames = false
  hub.pump()
  await until(() => one.engine.replica.cursor === hub.head)
  expect(states(one)).toEqual(['catching-up', 'live'])
})

test('when the line is lost the desk says since when it knows everything, also after a restart', async () => {
  const one = desk()
  await one.live()
  const port = Number(new URL(hub.url).port)
  const before = Date.now()
  await hub.close()
  await until(() => one.line?.state === 'offline')
  expect(one.line?.reason).not.toBeNull()
  expect(one.line?.seenAt).toBeLessThanOrEqual(Date.now())
  expect(one.line?.seenAt).toBeGreaterThan(before - 5_000)
  one.engine.stop()
  desks = []
  const again = new TestDesk({ folder, hub: `http://127.0.0.1:${port}`, key })
  desks.push(again)
  again.engine.start()
  expect(again.lines[0]).toMatchObject({ state: 'connecting', seenAt: one.line?.seenAt })
  await until(() => again.line?.state === 'offline')
  expect(again.line).toMatchObject({ reason: expect.stringContaining('ECONNREFUSED'), seenAt: one.line?.seenAt })
  hub = new ScriptedHub(agent())
  await hub.listen()
})

test('I10: a desk that ends right after something was withdrawn takes it out of the file when it begins again, without a line too', async () => {
  hub.write(held('message', message({ id: anId(0x90), number: 2, text: 'Xylophonquartett' })))
  const one = desk()
  await one.live()
  await until(() => one.engine.replica.held.whole(`party:${ids.katharina}`))
  hub.withdraw(`queue:${ids.inbox}`)
  hub.withdraw(`party:${ids.katharina}`)
  await until(() => one.engine.replica.rows.all('message').length === 0)
  one.engine.stop()
  desks = []
  const away = hub.url
  await hub.close()
  const again = new TestDesk({ folder, hub: away, key })
  desks.push(again)
  again.engine.start()
  const { store } = again.engine.replica
  expect(isStrewn(store)).toBe(true)
  await until(() => !isStrewn(store))
  expect(plainBytes(store.file, key).includes('Xylophonquartett')).toBe(false)
  hub = new ScriptedHub(agent())
  await hub.listen()
})

test('a frame that does not join on is answered with the cursor, and the stretch starts anew from there', async () => {
  const one = desk()
  await one.live()
  for (const line of hub.desks) line.cursor = hub.head + 5
  hub.head += 7
  hub.write(held('case', aCase({ subject: 'After the gap' })))
  await until(() => one.engine.replica.rows.get('case', ids.case)?.subject === 'After the gap')
  expect(one.engine.replica.cursor).toBe(hub.head)
})

test('a frame that cannot be read stops the line with the reason, loses nothing, and is asked for again', async () => {
  const one = desk()
  await one.live()
  const cursor = one.engine.replica.cursor
  hub.troubles.unreadable = true
  hub.write(held('case', aCase({ subject: 'Readable later' })))
  await until(() => one.line?.state === 'offline')
  expect(one.line?.reason).toContain('cannot read')
  expect(one.engine.replica.cursor).toBe(cursor)
  hub.troubles.unreadable = false
  one.ask('reconnect', undefined)
  await until(() => one.engine.replica.rows.get('case', ids.case)?.subject === 'Readable later')
  await one.live()
})

test('garbage instead of a frame stops the line and not the desk', async () => {
  const one = desk()
  await one.live()
  for (const line of [...hub.desks]) line.socket.emit('frame', new Uint8Array([1, 2, 3]) as never, () => undefined)
  await until(() => one.line?.state === 'offline')
  one.ask('reconnect', undefined)
  await one.live()
})

test('a ticket that has ended is renewed before the greeting, and the new one is handed over to be kept', async () => {
  hub.token = 'only the renewed one'
  const one = desk({ tickets: { access: 'old', accessUntil: Date.now() - 1, refresh: 'r' } })
  await one.live()
  expect(hub.refreshes).toEqual(['/v1/refresh'])
  expect(one.tickets.map(({ access }) => access)).toEqual(['token-2'])
})

test('turned away at the door for its ticket, the desk renews it and comes in', async () => {
  hub.token = 'another'
  const one = desk()
  await one.live()
  expect(one.tickets).toHaveLength(1)
})

test('warned that its ticket ends, the desk renews it over the open line', async () => {
  const one = desk()
  await one.live()
  const refreshed = new Promise<unknown>((resolve) => {
    for (const line of hub.desks) line.socket.on('refresh', resolve as never)
  })
  for (const line of hub.desks) line.socket.emit('expiring', 60)
  expect(await refreshed).toBe('token-2')
  expect(states(one).at(-1)).toBe('live')
})

test('sent away for good, the desk does not knock again, and keeps what it has', async () => {
  const one = desk()
  await one.live()
  const greetings = hub.hellos.length
  for (const line of hub.desks) line.socket.emit('expired', 'revoked')
  await until(() => one.expired.length > 0)
  await new Promise((done) => setTimeout(done, 200))
  expect([one.expired, hub.hellos.length, one.line?.state]).toEqual([['revoked'], greetings, 'offline'])
  expect(one.engine.replica.rows.get('case', ids.case)).not.toBeNull()
})

test('turned away with a ticket that the hub has given up, the desk is told to empty itself, and knocks no more', async () => {
  hub.token = 'another'
  hub.gaveUp = true
  const one = desk()
  await until(() => one.expired.length > 0)
  await new Promise((done) => setTimeout(done, 200))
  expect([one.expired, hub.refreshes.length, hub.hellos.length]).toEqual([['wipe'], 1, 0])
})

test('after sleep the desk greets anew, though the socket believes it is alive', async () => {
  const one = desk()
  await one.live()
  const greetings = hub.hellos.length
  one.engine.resume()
  await until(() => hub.hellos.length === greetings + 1)
  await one.live()
  expect(hub.hellos.at(-1)).toEqual({ epoch: hub.epoch, cursor: one.engine.replica.cursor })
})

test('a line that fell silent without being closed is noticed, said to be lost, and found again', async () => {
  const wire = new SilentWire(Number(new URL(hub.url).port))
  const one = desk({ hub: `http://127.0.0.1:${await wire.listen()}` })
  await one.live()
  wire.silent = true
  await until(() => one.line?.state === 'offline')
  expect(one.line?.reason).toBe('ping timeout')
  wire.silent = false
  await one.live()
  wire.close()
})

test('a hub that accepts and then says nothing is not taken for a hub', async () => {
  const dumb: Server = createServer(() => undefined)
  await new Promise<void>((done) => dumb.listen(0, '127.0.0.1', done))
  const { port } = dumb.address() as { port: number }
  const one = desk({ hub: `http://127.0.0.1:${port}` })
  await new Promise((done) => setTimeout(done, 300))
  expect(states(one)).toEqual(['connecting'])
  dumb.close()
})

test('what passes by is dropped while there is no line, and comes through while there is', async () => {
  const one = desk()
  one.ask('typing', { case: ids.case as never, party: ids.katharina as never, typing: true })
  await one.live()
  const heard: unknown[] = []
  for (const line of hub.desks) line.socket.onAny((event, words) => ['typing', 'viewing'].includes(event) && heard.push([event, words]))
  one.ask('viewing', { case: ids.case as never, party: ids.katharina as never, writing: false })
  await until(() => heard.length > 0)
  expect(heard).toEqual([['viewing', { case: ids.case, party: ids.katharina, writing: false }]])
})

test('a hub restored from a backup: the desk begins anew and tells it again what it had forgotten', async () => {
  const one = desk()
  await one.live()
  await until(() => one.engine.replica.held.whole(`party:${ids.katharina}` as never))
  const backup = hub.tx.rows()
  one.run('message.note', { case: ids.case, party: ids.katharina, message: anId(0x990), text: 'Said after the backup' })
  await until(() => one.engine.replica.pending.all().length === 0)
  hub.restore(backup)
  one.ask('reconnect', undefined)
  await until(() => hub.tx.get('message', anId(0x990)) !== null)
  await until(() => one.engine.replica.pending.all().length === 0 && one.line?.state === 'live')
  expect(one.engine.replica.epoch).toBe(hub.epoch)
  expect(hub.tx.of('message').filter(({ text }) => text === 'Said after the backup')).toHaveLength(1)
})

test('desks come back spread over the whole of a growing pause, at most a minute', () => {
  expect([0, 1, 2, 5, 6, 40].map((attempt) => pause(attempt, () => 0.999_999))).toEqual(
    [1_000, 2_000, 4_000, 32_000, 60_000, 60_000].map((most) => expect.closeTo(most, 0)),
  )
  expect([0, 3, 9].map((attempt) => pause(attempt, () => 0))).toEqual([0, 0, 0])
})

test('on a full disk the desk says so, keeps answering, and goes on where it was when there is room again', async () => {
  const one = desk()
  await one.live()
  await until(() => one.engine.replica.held.whole(`party:${ids.katharina}` as never))
  const { store } = one.engine.replica
  store.pragma(`max_page_count = ${Number(store.pragma('page_count'))}`)
  for (let n = 0; n < 40; n++)
    hub.write(held('message', message({ id: anId(0x600 + n), number: n + 2, text: 'more and more '.repeat(100) })))
  await until(() => one.line?.state === 'offline')
  expect(one.line?.reason).toBe('The disk of this device is full.')
  expect(one.show({ of: 'case', case: ids.case as never })).toMatchObject({ value: { case: { id: ids.case } } })
  store.pragma('max_page_count = 1000000')
  one.ask('reconnect', undefined)
  await until(() => one.engine.replica.rows.all('message').length === 41)
  await one.live()
})

test('a desk that cannot read what comes does not knock without pause', async () => {
  const one = desk()
  await one.live()
  hub.troubles.unreadable = true
  hub.write(held('case', aCase({ subject: 'Unreadable' })))
  await until(() => hub.hellos.length >= 4)
  await new Promise((done) => setTimeout(done, 50))
  expect(states(one).filter((state) => state === 'live')).toHaveLength(1)
})
