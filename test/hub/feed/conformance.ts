import { afterEach, beforeEach, expect, test } from 'vitest'
import { partyScope, queueScope, type Scope, userScope } from '../../../src/domain/scope.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import type { Committed } from '../../../src/hub/store/store.ts'
import { keptLog } from '../../support/log.ts'
import type { Opened } from '../store/conformance.ts'
import { TestDesk, truth } from '../support/desk.ts'
import { agent, furnish, openTestHub, type TestHub } from '../support/hub.ts'
import { agentRow, caseRow, grant, ids, partyRow, queueRow } from '../support/rows.ts'

const claim = (n: number) => ({ case: ids.case(n), party: ids.party(1) })
const queue: Scope = queueScope(ids.queue(1))
const party: Scope = partyScope(ids.party(1))
const mine: Scope = userScope(ids.agent(1))
const usual: Scope[] = ['ref', mine, queue, party]

/** What the feed does for desks on every store. */
export function feeds(open: () => Promise<Opened>): void {
  let hub: TestHub
  let tailer: Tailer
  let desk: TestDesk
  let close: Opened['close']
  const { log } = keptLog()
  const start = (more: { credit?: number; ring?: number } = {}) => startTailer({ store: hub.store, log, now: () => 1, every: 0, ...more })

  beforeEach(async () => {
    const opened = await open()
    await opened.store.found(ids.epoch(1))
    close = opened.close
    hub = openTestHub(opened.store)
    await furnish(hub)
    await hub.bring(caseRow(1), caseRow(2, { party: ids.party(1) }))
    tailer = await start()
    desk = new TestDesk(1)
  })
  afterEach(async () => {
    await tailer.stop()
    await hub.authority.close()
    await close()
  })

  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 4; ) {
      const before = desk.frames.length
      await tailer.tick()
      await tailer.idle()
      quiet = desk.frames.length === before ? quiet + 1 : 0
    }
  }
  const wanting = async (add: Scope[] = usual) => {
    const refused = await desk.attached!.want({ add, drop: [] })
    await settle()
    return refused
  }

  test('a fresh desk gets its scopes whole, and its cursor is the head', async () => {
    desk.connect(tailer)
    expect(await wanting()).toEqual([])
    expect([...desk.scopes]).toEqual(usual.map((scope) => [scope, 'whole']))
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
    expect(Object.keys(desk.picture()).length).toBeGreaterThan(8)
    expect(desk.cursor).toBe(await hub.store.read(async (view) => view.feed.head))
  })

  test('the first frame resets an empty replica, and later ones do not', async () => {
    desk.connect(tailer)
    await wanting()
    await hub.say('case.claim', claim(1), { source: agent(1) })
    await settle()
    expect(desk.frames.map(({ reset }) => reset)).toEqual([true, ...Array(desk.frames.length - 1).fill(false)])
  })

  test('I6: what a desk did and the word that it is done come in one frame', async () => {
    desk.connect(tailer)
    await wanting()
    await hub.say('case.claim', claim(1), { source: agent(1), device: desk.device, id: 5, seq: 1 })
    await settle()
    const frame = desk.frames.find(({ decided }) => decided.length > 0)
    expect(frame?.decided).toEqual([{ command: ids.command(5), outcome: { ok: true } }])
    expect(frame?.rows.map(({ id }) => id)).toEqual([ids.case(1)])
    expect(frame?.to).toBe(frame?.head)
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
  })

  test('a refused command is told to its device, and to no other', async () => {
    const other = new TestDesk(3)
    desk.connect(tailer)
    other.connect(tailer)
    await wanting()
    const foreign = { case: ids.case(1), party: ids.party(2) }
    await hub.say('case.claim', foreign, { source: agent(1), device: desk.device, id: 6, seq: 1 })
    await settle()
    expect(desk.decided.get(ids.command(6))).toMatchObject({ ok: false })
    expect(other.decided.size).toBe(0)
  })

  test('the word on a command sent again comes again: the first may have been lost', async () => {
    desk.connect(tailer)
    await wanting()
    const said = { source: agent(1), device: desk.device, id: 7, seq: 1 }
    await hub.say('case.claim', claim(1), said)
    await settle()
    desk.decided.clear()
    await hub.say('case.claim', claim(1), said)
    await settle()
    expect(desk.decided.get(ids.command(7))).toEqual({ ok: true })
  })

  test('a row that leaves every scope of a desk is gone from it; one that only changes queues stays where it is still seen', async () => {
    desk.connect(tailer)
    await wanting([queue])
    const watcher = new TestDesk(1, 8)
    await watcher.connect(tailer).want({ add: [queue, party], drop: [] })
    await settle()
    await hub.bring(caseRow(1, { queue: ids.queue(2) }))
    await settle()
    expect(desk.rows.has(`case ${ids.case(1)}`)).toBe(false)
    expect(watcher.rows.has(`case ${ids.case(1)}`)).toBe(true)
    expect(desk.picture()).toEqual(await truth(hub.store, [queue]))
  })

  test('a desk that was away gets what moved meanwhile, each row once', async () => {
    desk.connect(tailer)
    await wanting()
    desk.attached?.detach()
    for (const n of [1, 2, 3]) await hub.bring(caseRow(1, { subject: `Draft ${n}` }))
    await hub.bring(caseRow(3, { party: ids.party(1) }))
    const before = desk.frames.length
    desk.connect(tailer)
    await settle()
    const sent = desk.frames.slice(before).flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(sent).toEqual([ids.case(1), ids.case(3)])
    expect(desk.frames.slice(before).every(({ reset }) => !reset)).toBe(true)
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
  })

  test('a desk to which nothing happened still learns that it has everything', async () => {
    desk.connect(tailer)
    await wanting()
    await hub.bring(partyRow(9, [2]), caseRow(9, { party: ids.party(9), queue: ids.queue(2), site: ids.site(2) }))
    await settle()
    expect(desk.frames.at(-1)).toMatchObject({ rows: [], gone: [], pages: [] })
    expect(desk.cursor).toBe(await hub.store.read(async (view) => view.feed.head))
  })

  test('scopes that an agent may not hold are refused, and nothing of them is sent', async () => {
    desk.connect(tailer)
    const foreign: Scope[] = [queueScope(ids.queue(2)), partyScope(ids.party(2)), userScope(ids.agent(2)), partyScope(ids.party(77))]
    expect(await wanting(foreign)).toEqual(foreign)
    expect(desk.rows.size).toBe(0)
  })

  test('I10: a grant taken away takes its scopes along, in the next frame and before anything new', async () => {
    desk.connect(tailer)
    await wanting()
    await hub.bring(agentRow(1, [grant(2)]), caseRow(4, { party: ids.party(1), subject: 'After' }))
    await settle()
    expect(desk.frames.flatMap(({ leave }) => leave).sort()).toEqual([party, queue].sort())
    expect([...desk.scopes.keys()].sort()).toEqual(['ref', mine].sort())
    expect(desk.rows.has(`case ${ids.case(4)}`)).toBe(false)
    expect(desk.picture()).toEqual(await truth(hub.store, ['ref', mine]))
  })

  test('I11: a grant taken away counts in the very next frame, also before the tailer has read of it', async () => {
    desk.connect(tailer)
    await wanting([party, mine])
    await hub.bring(agentRow(1, [grant(2)]), caseRow(1, { subject: 'Not for you' }))
    const before = desk.frames.length
    // Asking for something else makes the hub read ahead of its own tailer.
    await desk.want([queueScope(ids.queue(2))])
    await tailer.idle()
    const next = desk.frames.slice(before)
    expect(next[0]?.leave).toEqual([party])
    expect(next.flatMap(({ rows }) => rows.filter(({ kind }) => kind === 'case'))).toEqual([])
  })

  test('what is missing comes before what is new: pages wait until the desk stands at the head', async () => {
    desk.connect(tailer)
    await wanting([queue])
    desk.attached?.detach()
    for (let n = 0; n < 120; n++) await hub.bring(caseRow(n + 10, { party: ids.party(1), preview: `${n} `.repeat(400) }))
    const before = desk.frames.length
    desk.connect(tailer)
    void desk.want([party])
    await settle()
    const next = desk.frames.slice(before)
    expect(next.findIndex(({ pages }) => pages.length > 0)).toBeGreaterThan(1)
    expect(next.every(({ pages, to, head }) => pages.length === 0 || to === head)).toBe(true)
    expect(desk.picture()).toEqual(await truth(hub.store, [queue, party]))
  })

  test('a party that belongs to no granted site any more leaves, and so does a queue that moved away', async () => {
    desk.connect(tailer)
    await wanting()
    await hub.bring(partyRow(1, [2]))
    await settle()
    expect(desk.scopes.has(party)).toBe(false)
    await hub.bring(queueRow(1, 2))
    await settle()
    expect([...desk.scopes.keys()].sort()).toEqual(['ref', mine].sort())
    expect(desk.picture()).toEqual(await truth(hub.store, ['ref', mine]))
  })

  test('what was taken away while a desk was off line leaves before anything else when it returns', async () => {
    desk.connect(tailer)
    await wanting()
    desk.attached?.detach()
    await hub.bring(agentRow(1, [grant(2)]))
    await hub.bring(caseRow(4, { party: ids.party(1) }))
    const before = desk.frames.length
    desk.connect(tailer)
    await settle()
    expect([...(desk.frames[before]?.leave ?? [])].sort()).toEqual([party, queue].sort())
    expect(desk.rows.has(`case ${ids.case(4)}`)).toBe(false)
  })

  test('an agent who is let go is shown the door, with nothing left', async () => {
    desk.connect(tailer)
    await wanting()
    await hub.bring(agentRow(1, [grant(1)], false))
    await settle()
    expect(desk.expulsions).toBeGreaterThan(0)
    expect([desk.scopes.size, desk.rows.size]).toEqual([0, 0])
  })

  test('a scope let go brings nothing more, and wanted again is taken from zero', async () => {
    desk.connect(tailer)
    await wanting([queue, party])
    await desk.want([], [queue, party])
    await hub.bring(caseRow(4, { party: ids.party(1) }))
    await settle()
    expect(desk.rows.size).toBe(0)
    await wanting([queue])
    expect(desk.picture()).toEqual(await truth(hub.store, [queue]))
  })

  test('I13: a large scope comes in pages while others change it, and ends equal', async () => {
    const many = Array.from({ length: 300 }, (_, n) => caseRow(n + 10, { party: ids.party(1), preview: 'long '.repeat(60) }))
    await hub.bring(...many)
    desk.connect(tailer)
    desk.hold(true)
    await desk.attached!.want({ add: [queue], drop: [] })
    for (let n = 0; n < 30; n++) {
      await hub.bring(caseRow(10 + ((n * 37) % 300), { party: ids.party(1), queue: ids.queue(n % 3 === 0 ? 2 : 1), subject: `Moved ${n}` }))
      await tailer.tick()
      desk.hold(false)
      desk.hold(true)
      await tailer.idle()
    }
    desk.hold(false)
    await settle()
    expect(desk.frames.filter(({ pages }) => pages.length > 0).length).toBeGreaterThan(3)
    expect(desk.picture()).toEqual(await truth(hub.store, [queue]))
  })

  test('I13: a snapshot that was interrupted goes on where it was', async () => {
    await hub.bring(...Array.from({ length: 300 }, (_, n) => caseRow(n + 10, { party: ids.party(1), preview: 'long '.repeat(60) })))
    desk.connect(tailer)
    await settle()
    desk.hold(true)
    await desk.attached!.want({ add: [queue], drop: [] })
    await tailer.idle()
    desk.takeOne()
    desk.attached?.detach()
    desk.held = null
    const had = desk.rows.size
    expect(had).toBeGreaterThan(0)
    expect(desk.scopes.get(queue)).not.toBe('whole')
    const before = desk.frames.length
    desk.connect(tailer)
    await settle()
    const sent = desk.frames.slice(before).reduce((sum, { pages }) => sum + pages.reduce((rows, page) => rows + page.rows.length, 0), 0)
    expect(sent).toBe(302 - had)
    expect(desk.picture()).toEqual(await truth(hub.store, [queue]))
  })

  test('I15: to a desk that does not answer no more is sent than its credit, and later it gets the newest state, not the history', async () => {
    await tailer.stop()
    tailer = await start({ credit: 4_096 })
    desk.connect(tailer)
    await wanting()
    desk.hold(true)
    const before = desk.bytes.length
    for (let n = 0; n < 40; n++) {
      await hub.bring(caseRow(1, { subject: `Round ${n} ${'x'.repeat(100)}` }))
      await tailer.tick()
      await tailer.idle()
    }
    const sent = desk.bytes.slice(before)
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(4_096)
    desk.hold(false)
    await settle()
    expect(desk.bytes.length - before).toBeLessThan(20)
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
  })

  test('what only passes by has room where nothing that lasts waits, and on a line to go easy on where all of it has arrived', async () => {
    desk.connect(tailer)
    await wanting()
    const careful = new TestDesk(1, 21)
    const easy = tailer.attach(careful, { epoch: null, cursor: 0, thrift: true })
    easy.listen()
    await settle()
    expect([desk.attached?.hasRoom(), easy.hasRoom()]).toEqual([true, true])
    await easy.want({ add: [queue], drop: [] })
    await settle()
    for (const one of [desk, careful]) one.hold(true)
    await hub.bring(caseRow(1, { subject: 'Under way' }))
    await tailer.poke()
    await tailer.idle()
    expect([desk.attached?.hasRoom(), easy.hasRoom()]).toEqual([true, false])
    for (const one of [desk, careful]) one.hold(false)
    await settle()
    expect(easy.hasRoom()).toBe(true)
    easy.detach()
  })

  test('a desk behind the ring reads what it needs again', async () => {
    await tailer.stop()
    tailer = await start({ ring: 10 })
    desk.connect(tailer)
    await wanting()
    desk.hold(true)
    for (let n = 0; n < 30; n++) await hub.bring(caseRow(1, { subject: `Round ${n}` }), caseRow(n + 20, { party: ids.party(1) }))
    await settle()
    desk.hold(false)
    await settle()
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
  })

  test('I4: a desk that could not store a frame gets that stretch again', async () => {
    desk.connect(tailer)
    await wanting()
    const { cursor } = desk
    const saved = new Map(desk.rows)
    await hub.say('case.claim', claim(1), { source: agent(1), device: desk.device, id: 9, seq: 1 })
    desk.hold(true)
    await settle()
    // The disk was full: nothing of the frame was kept, and the desk says where it still is.
    desk.cursor = -1
    desk.hold(false)
    desk.cursor = cursor
    desk.rows.clear()
    for (const [name, row] of saved) desk.rows.set(name, row)
    await settle()
    expect(desk.decided.get(ids.command(9))).toEqual({ ok: true })
    expect(desk.picture()).toEqual(await truth(hub.store, [...desk.scopes.keys()]))
    expect([...desk.scopes.keys()].sort()).toEqual([...usual].sort())
  })

  /** How many rows of pages came since. */
  const paged = (before: number): number =>
    desk.frames.slice(before).reduce((sum, { pages }) => sum + pages.reduce((rows, page) => rows + page.rows.length, 0), 0)

  test('I3: a desk below the floor keeps what agrees, and is given again only the scopes that differ', async () => {
    await hub.bring(
      ...Array.from({ length: 30 }, (_, n) => caseRow(n + 50, { party: ids.party(2), queue: ids.queue(2), site: ids.site(2) })),
    )
    await hub.bring(agentRow(1, [grant(1), grant(2)]))
    const foreign: Scope[] = [queueScope(ids.queue(2)), partyScope(ids.party(2))]
    desk.connect(tailer)
    await wanting([...usual, ...foreign])
    desk.attached?.detach()
    // One row more, one less, one other, in one scope alone.
    await hub.bring(caseRow(4, { party: ids.party(3), queue: ids.queue(1) }), caseRow(1, { subject: 'Other' }))
    await hub.bring(caseRow(2, { party: ids.party(1), queue: ids.queue(3) }))
    await hub.store.forget(99)
    await tailer.tick()
    const before = desk.frames.length
    desk.connect(tailer)
    await settle()
    expect(desk.frames[before]).toMatchObject({ reset: false, resync: true, again: expect.arrayContaining([queue, party]) })
    expect(desk.frames.slice(before).every(({ reset, again = [] }) => !reset && !again.some((scope) => foreign.includes(scope)))).toBe(true)
    expect(paged(before)).toBeLessThan(12)
    expect(desk.picture()).toEqual(await truth(hub.store, [...usual, ...foreign]))
    expect([...desk.scopes.values()].every((state) => state === 'whole')).toBe(true)
  })

  test('I3: a desk below the floor that holds what stands there is sent nothing but its place', async () => {
    desk.connect(tailer)
    await wanting()
    desk.attached?.detach()
    await hub.bring(partyRow(2, [2]))
    await hub.store.forget(99)
    await tailer.tick()
    const before = desk.frames.length
    desk.connect(tailer)
    await settle()
    expect(desk.frames.slice(before).map(({ resync, again, rows, pages }) => [resync, again, rows, pages])).toEqual([[true, [], [], []]])
    expect(desk.cursor).toBe(await hub.store.read(async (view) => view.feed.head))
  })

  test('I5, I18: another epoch takes back what it does not know, also where a number says otherwise, and keeps the rest', async () => {
    desk.connect(tailer)
    await wanting()
    desk.attached?.detach()
    // As if the feed had been put back: what was numbered last was something else.
    const name = `case ${ids.case(1)}`
    const last = desk.rows.get(name)
    if (last?.body) desk.rows.set(name, { ...last, body: { ...last.body, subject: 'Of a time that never was' } })
    desk.rows.set(`case ${ids.case(77)}`, { ver: 3, body: {}, scopes: [queue, party] })
    await hub.store.renew(ids.epoch(1), ids.epoch(2))
    await tailer.tick()
    desk.connect(tailer)
    await settle()
    expect(desk.epoch).toBe(ids.epoch(2))
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
  })

  test('a desk of an epoch that nobody knows, or from beyond the head, compares and ends equal', async () => {
    for (const [epoch, cursor] of [
      [ids.epoch(9), 1],
      [ids.epoch(1), 9_999],
    ] as const) {
      const stranger = new TestDesk(1, 20)
      Object.assign(stranger, { epoch, cursor })
      stranger.scopes.set(queue, 'whole')
      stranger.connect(tailer)
      await settle()
      expect(stranger.frames[0]).toMatchObject({ reset: false, resync: true, from: cursor, again: [queue] })
      expect(stranger.picture()).toEqual(await truth(hub.store, [queue]))
      stranger.attached?.detach()
    }
  })

  test('I18: who has seen more of the feed than there is tells that it was put back: another epoch begins, once an hour at most', async () => {
    const epochs = [ids.epoch(5), ids.epoch(6)]
    await tailer.stop()
    tailer = await startTailer({ store: hub.store, log, now: () => 1, every: 0, epoch: () => epochs.shift() ?? '' })
    const { epoch, seq } = { epoch: ids.epoch(1), seq: await hub.store.read(async (view) => view.feed.head) }
    await hub.bring(caseRow(1, { subject: 'Another hub told of this' }))
    await tailer.look({ epoch, cursor: seq + 1 })
    expect(await hub.store.read(async (view) => view.feed.epoch)).toBe(epoch)
    desk.connect(tailer)
    await wanting()
    for (const cursor of [seq + 50, seq + 60]) await tailer.look({ epoch, cursor })
    await tailer.look({ epoch: ids.epoch(5), cursor: seq + 70 })
    expect(await hub.store.read(async (view) => view.feed.epoch)).toBe(ids.epoch(5))
    await settle()
    expect([desk.beginnings, desk.epoch]).toEqual([1, ids.epoch(5)])
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
  })

  test('I18: who knows the end of a command of which there is no record tells that the feed was put back, however far it is again', async () => {
    await tailer.stop()
    tailer = await startTailer({ store: hub.store, log, now: () => 1, every: 0, epoch: () => ids.epoch(5) })
    await hub.say('case.claim', { case: ids.case(1), party: ids.party(1) }, { source: agent(1), device: ids.device(1), id: 1, seq: 1 })
    await tailer.poke()
    const stand = { epoch: ids.epoch(1), cursor: 1 }
    await tailer.look({ ...stand, applied: ids.command(1) })
    expect(await hub.store.read(async (view) => view.feed.epoch)).toBe(ids.epoch(1))
    await tailer.look({ ...stand, epoch: ids.epoch(3), applied: ids.command(2) })
    expect(await hub.store.read(async (view) => view.feed.epoch)).toBe(ids.epoch(1))
    await tailer.look({ ...stand, applied: ids.command(2) })
    expect(await hub.store.read(async (view) => view.feed.epoch)).toBe(ids.epoch(5))
  })

  test('I3: at rest a desk that holds something else is found out, mended, and not mended for ever', async () => {
    desk.connect(tailer)
    await wanting()
    const shown = () => desk.attached!.check({ cursor: desk.cursor, digests: [...desk.scopes.keys()].map((scope) => desk.digest(scope)) })
    expect(await shown()).toEqual([])
    for (let times = 1; times <= 4; times++) {
      const before = desk.frames.length
      desk.rows.delete(`case ${ids.case(1)}`)
      desk.rows.set(`case ${ids.case(66)}`, { ver: 1, body: {}, scopes: [queue] })
      expect([...(await shown())].sort()).toEqual([party, queue].sort())
      await settle()
      const there = times <= 3
      expect(desk.rows.has(`case ${ids.case(1)}`)).toBe(there)
      expect(paged(before) > 0).toBe(there)
      if (there) expect(desk.picture()).toEqual(await truth(hub.store, usual))
    }
  })

  test('a check says nothing of what moved meanwhile, nor of what its agent does not hold', async () => {
    desk.connect(tailer)
    await wanting()
    const old = [queue, party].map((scope) => ({ ...desk.digest(scope), n: 999 }))
    const { cursor } = desk
    desk.hold(true)
    await hub.bring(caseRow(1, { subject: 'Under way' }))
    expect(await desk.attached!.check({ cursor, digests: old })).toEqual([])
    const foreign = { scope: queueScope(ids.queue(2)), n: 5, xor: '0'.repeat(16) }
    expect(await desk.attached!.check({ cursor, digests: [foreign] })).toEqual([])
    expect(await desk.attached!.check({ cursor: 99_999, digests: old })).toEqual([])
    desk.hold(false)
  })

  test('a desk that only says that it holds a scope learns neither whether there is anything in it nor how much', async () => {
    const more = { party: ids.party(2), site: ids.site(2), queue: ids.queue(2), preview: 'long '.repeat(1_500) }
    await hub.bring(...[11, 12, 13, 14, 15, 16].map((n) => caseRow(n, more)))
    const { head } = await hub.store.read(async (view) => view.feed)
    const foreign = [queueScope(ids.queue(2)), partyScope(ids.party(2))]
    for (const cursor of [0, head]) {
      Object.assign(desk, { epoch: ids.epoch(1), cursor, frames: [] })
      const attached = tailer.attach(desk, { epoch: ids.epoch(1), cursor })
      attached.hold({ whole: foreign, filling: [] })
      const digests = foreign.map((scope) => ({ scope, n: 0, xor: '0'.repeat(16) }))
      expect(await attached.check({ cursor: head, digests })).toEqual([])
      attached.listen()
      expect(await attached.check({ cursor: head, digests })).toEqual([])
      await settle()
      expect(desk.frames[0]).toMatchObject({ from: cursor, to: head, rows: [], gone: [], pages: [], leave: foreign })
      attached.detach()
    }
  })

  test('what this hub commits is told without reading; what another wrote between is read', async () => {
    desk.connect(tailer)
    await wanting()
    let told: Committed[] = []
    const here = openTestHub(hub.store, { committed: (moved) => told.push(moved) })
    const cursor = desk.cursor
    await here.bring(caseRow(1, { subject: 'Told' }))
    for (const moved of told) tailer.take(moved)
    expect([desk.cursor, desk.rows.get(`case ${ids.case(1)}`)]).toMatchObject([cursor + 1, { body: { subject: 'Told' } }])
    told = []
    await hub.bring(caseRow(2, { subject: 'Elsewhere' }))
    await here.bring(caseRow(1, { subject: 'After it' }))
    for (const moved of told) tailer.take(moved)
    expect(desk.cursor).toBe(cursor + 1)
    await settle()
    expect(desk.picture()).toEqual(await truth(hub.store, usual))
    tailer.take({ epoch: ids.epoch(9), seq: desk.cursor + 1, entries: [] })
    await settle()
    expect(desk.cursor).toBe(cursor + 3)
    await here.authority.close()
  })

  test('doors inside the hub hear everything that moves, in order and once', async () => {
    const heard: string[] = []
    const stop = tailer.onMoved(({ from, to, entries }) => heard.push(`${from}-${to}: ${entries.map(({ id }) => id).join(' ')}`))
    const from = await hub.store.read(async (view) => view.feed.head)
    await hub.bring(caseRow(1, { subject: 'One' }))
    await tailer.poke()
    await hub.bring(caseRow(2, { subject: 'Two' }))
    await tailer.poke()
    stop()
    await hub.bring(caseRow(1, { subject: 'Three' }))
    await tailer.poke()
    expect(heard).toEqual([`${from}-${from + 1}: ${ids.case(1)}`, `${from + 1}-${from + 2}: ${ids.case(2)}`])
  })
}
