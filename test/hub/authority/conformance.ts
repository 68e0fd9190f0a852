import { afterEach, beforeEach, expect, test } from 'vitest'
import { CustomerId } from '../../../src/domain/id.ts'
import type { KindRow, Row } from '../../../src/domain/kind.ts'
import { verify } from '../../../src/hub/audit/verify.ts'
import type { Committed, Entry, Store } from '../../../src/hub/store/store.ts'
import type { Opened } from '../store/conformance.ts'
import { agent, furnish, openTestHub, type TestHub, visitor } from '../support/hub.ts'
import { agentRow, caseRow, grant, header, ids, partyRow, resourceRow } from '../support/rows.ts'

const claim = (n: number) => ({ case: ids.case(n), party: header(n).party })
const device = ids.device(1)

const bySeq = ({ pointed, body, scopes, ...entry }: Entry) => ({
  ...entry,
  body: JSON.parse(body ?? 'null'),
  pointed: [...pointed].sort(),
  scopes: [...scopes].sort(),
})

/** What the authority said it moved: each row and end as it was told last, with everywhere it was pointed at. */
function newest(committed: readonly Committed[]) {
  const entries = Map.groupBy(
    committed.flatMap((moved) => moved.entries),
    ({ kind, id }) => `${kind} ${id}`,
  )
  const last = [...entries.values()].map((told) => ({ ...told.at(-1)!, pointed: [...new Set(told.flatMap(({ pointed }) => pointed))] }))
  return last.map(bySeq).sort(byName)
}

/** The same, as whoever reads the feed finds it. */
async function written(store: Store) {
  const { entries } = await store.read((view) => view.window({ after: 0, scopes: null, pointers: 100_000, bytes: 100_000_000 }))
  return entries.map(bySeq).sort(byName)
}

const byName = (a: Pick<Entry, 'kind' | 'id'>, b: Pick<Entry, 'kind' | 'id'>): number =>
  `${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1

/** What the authority does on every store. After each test, what it told of its commits must be what the feed holds. */
export function decides(open: () => Promise<Opened>): void {
  let hub: TestHub
  let close: Opened['close']
  let committed: Committed[]
  beforeEach(async () => {
    const opened = await open()
    await opened.store.found(ids.epoch(1))
    committed = []
    hub = openTestHub(opened.store, { committed: (moved) => committed.push(moved) })
    close = opened.close
    await furnish(hub)
    await hub.bring(caseRow(1), caseRow(2, { party: ids.party(2), site: ids.site(2), queue: ids.queue(2) }))
  })
  afterEach(async () => {
    await hub.authority.close()
    expect(newest(committed)).toEqual(await written(hub.store))
    await close()
  })

  const caseNow = async (n: number): Promise<Row<'case'> | null> => {
    const [row] = await hub.store.read((view) => view.rows([{ kind: 'case', id: ids.case(n) }]))
    return row?.kind === 'case' ? row.row : null
  }
  const head = () => hub.store.read(async (view) => view.feed.head)

  const historyOf = async (n: number) => {
    const decisions = await hub.store.read((view) => view.history({ case: ids.case(n), before: null, most: 100 }))
    return decisions.map(({ actor, name, code, why }) => [actor, name, code, why])
  }

  test('the audit names the case of what was decided, who did it, how it ended and why; and the chain holds', async () => {
    await hub.say('case.claim', claim(1), { source: agent(1) })
    await hub.say('case.claim', claim(1), { source: agent(3) })
    await hub.say('case.raise', { ...claim(1), reason: 'Her second breakdown', note: null }, { source: agent(1) })
    await hub.say('case.raise', { ...claim(1), reason: 'None of my business', note: null }, { source: agent(2) })
    expect(await historyOf(1)).toEqual([
      [ids.agent(2), 'case.raise', 'not-found', null],
      [ids.agent(1), 'case.raise', null, 'Her second breakdown'],
      [ids.agent(3), 'case.claim', 'already-claimed', null],
      [ids.agent(1), 'case.claim', null, null],
    ])
    expect((await verify({ store: hub.store })).broken).toBeNull()
  })

  test("a customer's words are audited under the case they joined, by the ids alone", async () => {
    const where = { party: ids.party(1), host: ids.party(1), site: ids.site(1), queue: ids.queue(1), origin: 'live' as const }
    const say = (n: number) =>
      hub.say(
        'conversation.say',
        { ...where, message: ids.message(n), case: ids.case(50 + n), text: 'My brakes fail' },
        { source: visitor(1) },
      )
    await say(1)
    await say(2)
    await say(2)
    expect(await historyOf(52)).toEqual([])
    const decisions = await hub.store.walk((chain) => chain.chain(null, 1_000))
    const said = decisions.entries.filter(({ name }) => name === 'conversation.say')
    expect(said.map(({ case: of, message, code }) => [of, message, code])).toEqual([
      [said[0]?.case, ids.message(1), null],
      [said[0]?.case, ids.message(2), null],
      [said[0]?.case, ids.message(2), 'already-exists'],
    ])
    expect(JSON.stringify(decisions)).not.toMatch(/brakes|Party 1/)
  })

  test('what was refused before its rows were known is audited under the case it named', async () => {
    await hub.say('case.resolve', { ...claim(1), fence: -1 }, { source: agent(1) })
    expect((await historyOf(1))[0]).toEqual([ids.agent(1), 'case.resolve', 'malformed', null])
  })

  test('a command that is applied is answered after it is kept, with the number that shows it', async () => {
    const before = await head()
    const { outcome, seq } = await hub.say('case.claim', claim(1), { source: agent(1), device })
    expect([outcome, seq]).toEqual([{ ok: true }, before + 1])
    expect(await caseNow(1)).toMatchObject({ owner: ids.agent(1), fence: 1, changedAt: 1_000 })
  })

  test('of two who book the last place at two hubs at once, one has it and the other is told that it is taken, every time', async () => {
    const other = openTestHub(hub.store, { committed: (moved) => committed.push(moved) })
    const hour = 3_600_000
    const openings = [{ from: 10_000, to: 10_000 + 12 * hour }]
    await hub.bring(resourceRow(1, 1, { openings }), partyRow(11, [1]), partyRow(12, [1]))
    const booking = { resource: ids.resource(1), purpose: 'service', vehicle: null, case: null, note: null } as const
    for (let slot = 0; slot < 12; slot++) {
      const startsAt = 10_000 + slot * hour
      const book = (at: TestHub, n: number) => {
        const args = { ...booking, startsAt, appointment: ids.appointment(100 * slot + n), party: ids.party(n) }
        return at.say('appointment.book', args, { source: agent(n === 11 ? 1 : 3) })
      }
      const ends = await Promise.all([book(hub, 11), book(other, 12)])
      expect(ends.map(({ outcome }) => (outcome.ok ? 'booked' : outcome.refusal.code)).sort()).toEqual(['booked', 'slot-taken'])
      const found = await hub.store.read((view) => view.find({ lookup: 'appointment.ofSlot', key: `${ids.resource(1)} ${startsAt}` }))
      expect(found).toHaveLength(1)
    }
    await other.authority.close()
  })

  test('of two who claim at once, one has the case and the other is told so', async () => {
    const ends = await Promise.all([1, 3].map((n) => hub.say('case.claim', claim(1), { source: agent(n) })))
    expect(ends.map(({ outcome }) => outcome)).toEqual([{ ok: true }, { ok: false, refusal: { code: 'already-claimed' } }])
    expect(ends[0]?.seq).toBe(ends[1]?.seq)
    expect(await caseNow(1)).toMatchObject({ owner: ids.agent(1), fence: 1 })
  })

  test('a refused command leaves no trace in any row, but is recorded and told to its device', async () => {
    const before = await caseNow(2)
    const first = await hub.say('case.claim', claim(2), { source: agent(1), device, id: 7, seq: 7 })
    expect(first.outcome).toEqual({ ok: false, refusal: { code: 'not-found', field: 'case' } })
    expect(await caseNow(2)).toEqual(before)
    const scopes = [`device:${device}`]
    const { entries } = await hub.store.read((view) => view.window({ after: first.seq - 1, scopes, pointers: 9, bytes: 999 }))
    expect(entries.map(({ kind, id }) => [kind, id])).toEqual([['result', ids.command(7)]])
    expect(JSON.parse(entries[0]?.body ?? '')).toEqual(first.outcome)
  })

  test('a command sent again gets the answer it got, byte for byte, and takes effect once', async () => {
    const said = { source: agent(1), device, id: 8, seq: 8 }
    const first = await hub.say('case.claim', claim(1), said)
    hub.clock.now += 60_000
    const again = await hub.say('case.claim', claim(1), said)
    expect(JSON.stringify(again)).toBe(JSON.stringify(first))
    expect(await caseNow(1)).toMatchObject({ fence: 1 })
  })

  test('a command sent twice in one breath is decided once, with one answer', async () => {
    const said = { source: agent(1), device, id: 9, seq: 9 }
    const ends = await Promise.all([1, 2, 3].map(() => hub.say('case.claim', claim(1), said)))
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1)
    expect(await caseNow(1)).toMatchObject({ fence: 1 })
  })

  test("a device's number used again for another command is refused, never taken for a repetition", async () => {
    await hub.say('case.claim', claim(1), { source: agent(1), device, id: 10, seq: 10 })
    const later = await hub.say('case.release', { ...claim(1), fence: 1 }, { source: agent(1), device, id: 11, seq: 10 })
    expect(later.outcome).toMatchObject({ refusal: { code: 'reused-number' } })
    expect(await caseNow(1)).toMatchObject({ owner: ids.agent(1), fence: 1 })
  })

  test('a number used twice in one breath belongs to whoever came first', async () => {
    const first = hub.say('case.claim', claim(1), { source: agent(1), device, id: 12, seq: 12 })
    const second = hub.say('case.release', { ...claim(1), fence: 1 }, { source: agent(1), device, id: 13, seq: 12 })
    expect((await first).outcome).toEqual({ ok: true })
    expect((await second).outcome).toMatchObject({ refusal: { code: 'reused-number' } })
  })

  test('an id used again for other words, or by somebody else, is refused', async () => {
    await hub.say('case.claim', claim(1), { source: agent(1), id: 14, seq: 14 })
    const words = await hub.say('case.release', { ...claim(1), fence: 1 }, { source: agent(1), id: 14, seq: 14 })
    const person = await hub.say('case.claim', claim(1), { source: agent(3), id: 14, seq: 14 })
    expect([words, person].map(({ outcome }) => outcome)).toEqual(
      Array(2).fill({ ok: false, refusal: { code: 'reused-number', field: 'seq' } }),
    )
  })

  test('what rests on a refused or unknown command is refused with it, and the chain behind it too', async () => {
    const ends = await Promise.all([
      hub.say('case.claim', claim(2), { source: agent(1), id: 20 }),
      hub.say('case.claim', claim(1), { source: agent(1), id: 21, after: [20] }),
      hub.say('case.claim', claim(1), { source: agent(1), id: 22, after: [21] }),
      hub.say('case.claim', claim(1), { source: agent(1), id: 23, after: [99] }),
    ])
    expect(ends.map(({ outcome }) => (outcome.ok ? 'ok' : outcome.refusal.code))).toEqual(['not-found', 'failed', 'failed', 'failed'])
    expect(await caseNow(1)).toMatchObject({ owner: null })
  })

  test('what rests on an applied command goes on, in the same breath or later', async () => {
    const first = hub.say('case.claim', claim(1), { source: agent(1), id: 24 })
    const second = hub.say('case.release', { ...claim(1), fence: 1 }, { source: agent(1), id: 25, after: [24] })
    expect([(await first).outcome, (await second).outcome]).toEqual([{ ok: true }, { ok: true }])
    expect((await hub.say('case.claim', claim(1), { source: agent(1), after: [24, 25] })).outcome).toEqual({ ok: true })
  })

  test('what rests on the word of another is refused just as if that had never been said, so nobody learns by it what was', async () => {
    await hub.say('case.claim', claim(1), { source: agent(1), id: 26 })
    const none = await hub.say('case.release', { ...claim(1), fence: 1 }, { source: agent(1), after: [98] })
    const another = await hub.say('case.claim', claim(2), { source: agent(3), after: [26] })
    expect(none.outcome).toMatchObject({ refusal: { code: 'failed', field: 'after' } })
    expect(another.outcome).toEqual(none.outcome)
  })

  test("an agent acts with today's grants: what was taken away a moment ago is gone, in the same breath too", async () => {
    const [, claimed] = await Promise.all([hub.bring(agentRow(1, [grant(2)])), hub.say('case.claim', claim(1), { source: agent(1) })])
    expect(claimed.outcome).toMatchObject({ refusal: { code: 'not-found' } })
    expect((await hub.say('case.claim', claim(2), { source: agent(1) })).outcome).toEqual({ ok: true })
  })

  test('an agent who was let go, or is unknown, may do nothing', async () => {
    await hub.bring(agentRow(1, [grant(1)], false))
    const ends = await Promise.all([1, 99].map((n) => hub.say('case.claim', claim(1), { source: agent(n) })))
    expect(ends.map(({ outcome }) => outcome)).toEqual(Array(2).fill({ ok: false, refusal: { code: 'not-found' } }))
  })

  test('a read that a command did not declare is found all the same', async () => {
    const customer = { id: CustomerId.parse(ids.message(90)), name: 'Vera Bloom', parties: [ids.party(3)] }
    const party: KindRow = partyRow(3, [1])
    if (party.kind !== 'party') throw new Error('no party')
    await hub.bring({ kind: 'customer', row: customer }, { kind: 'party', row: { ...party.row, customer: customer.id } })
    const said = { message: ids.message(1), case: ids.case(5), party: ids.party(3), host: ids.party(3), site: ids.site(1) }
    const words = { queue: ids.queue(1), text: 'Is my car ready?', origin: 'live' as const }
    expect((await hub.say('conversation.say', { ...said, ...words }, { source: visitor(3) })).outcome).toEqual({ ok: true })
    expect(await caseNow(5)).toMatchObject({ messages: 1, customerName: 'Vera Bloom' })
  })

  test('a malformed command and one nobody knows are refused by name, and others beside them are not held up', async () => {
    const strange = { id: ids.command(30), seq: 30, name: 'case.explode', version: 1, args: {}, saidAt: 1, after: [] }
    const from = { source: agent(1), device } as const
    const [unknown, malformed, good] = await Promise.all([
      hub.authority.decide(strange, from),
      hub.authority.decide({ ...strange, id: ids.command(31), seq: 31, name: 'case.claim', args: { case: 'x' } }, from),
      hub.say('case.claim', claim(1), { source: agent(1) }),
    ])
    expect(unknown.outcome).toMatchObject({ refusal: { code: 'unknown-command' } })
    expect(malformed.outcome).toMatchObject({ refusal: { code: 'malformed', field: 'case' } })
    expect(good.outcome).toEqual({ ok: true })
  })

  test('words that a database cannot keep are refused, and everyone who waited beside them is served', async () => {
    await hub.say('case.claim', claim(1), { source: agent(1) })
    const note = (n: number, text: string) =>
      hub.say('message.note', { ...claim(1), message: ids.message(n), text }, { source: agent(1), device, id: 40 + n, seq: 40 + n })
    const ends = await Promise.all([note(1, 'before'), note(2, 'half a letter: \ud800'), note(3, 'after')])
    expect(ends[0]?.outcome).toEqual({ ok: true })
    expect(ends[2]?.outcome).toEqual({ ok: true })
    const refusal = { ok: false, refusal: { code: 'failed' } }
    const kept = ends[1]?.outcome
    // The model in memory keeps any text; PostgreSQL does not.
    expect([{ ok: true }, refusal]).toContainEqual(kept)
    expect(JSON.stringify(await note(2, 'half a letter: \ud800'))).toBe(JSON.stringify(ends[1]))
  })

  test('a row that is none of its kind never reaches the disk', async () => {
    const promise = { ...claim(1), commitment: ids.message(60), text: 'Call back', dueAt: 5 }
    const upper = promise.commitment.toUpperCase() as never
    const ends = await hub.say('commitment.record', { ...promise, commitment: upper }, { source: agent(1) })
    expect(ends.outcome).toEqual({ ok: false, refusal: { code: 'failed' } })
  })

  test('time on the feed does not go back when the clock of the hub does', async () => {
    await hub.say('case.claim', claim(1), { source: agent(1) })
    hub.clock.now = 10
    await hub.say('case.release', { ...claim(1), fence: 1 }, { source: agent(1) })
    expect(await caseNow(1)).toMatchObject({ owner: null, changedAt: 1_000 })
  })

  test('those who wait together are kept together: two hundred commands need few numbers', async () => {
    const before = await head()
    const note = (n: number) => ({ ...claim(1), message: ids.message(100 + n), text: `Note ${n}` })
    const ends = await Promise.all(Array.from({ length: 200 }, (_, n) => hub.say('message.note', note(n), { source: agent(1) })))
    expect(ends.every(({ outcome }) => outcome.ok)).toBe(true)
    expect((await head()) - before).toBeLessThanOrEqual(5)
    const messages = await hub.store.read((view) => view.scope(`party:${ids.party(1)}`))
    const numbers = messages.flatMap((row) => (row.kind === 'message' ? [row.row.number] : [])).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, n) => n + 1))
  })

  test('an answer to a customer is work to be delivered; a note is not', async () => {
    await hub.say('case.claim', claim(1), { source: agent(1) })
    await hub.say('message.note', { ...claim(1), message: ids.message(70), text: 'For us' }, { source: agent(1) })
    const reply = { ...claim(1), message: ids.message(71), text: 'For you', fence: 1, knows: 1 }
    expect((await hub.say('message.reply', reply, { source: agent(1) })).outcome).toEqual({ ok: true })
    const work = await hub.store.claim({ kind: 'deliver', now: 1_000, until: 2_000, limit: 9 })
    expect(work.map(({ id }) => id)).toEqual([ids.message(71)])
  })
}
