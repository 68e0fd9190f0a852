import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KindRow } from '../../../src/domain/kind.ts'
import { refuse, refused } from '../../../src/domain/refusal.ts'
import { partyScope, queueScope, userScope } from '../../../src/domain/scope.ts'
import { writtenOf } from '../../../src/hub/authority/changes.ts'
import type { Changes, CommandRecord, Locked, Ref, Store, Wanted } from '../../../src/hub/store/store.ts'
import { Collided } from '../../../src/hub/store/unavailable.ts'
import { caseRow, ids, partyRow, siteRow } from '../support/rows.ts'

/** A store for one test, and how it is put away. */
export interface Opened {
  readonly store: Store
  close(): Promise<void>
}

const nothing: Changes = { at: 1, rows: [], records: [], told: [], outgoing: [] }
const want: Wanted = { rows: [], questions: [], records: [], numbers: [] }

const rows = (...changed: readonly (KindRow | readonly [KindRow, KindRow])[]): Changes['rows'] =>
  changed.map((change) =>
    'kind' in change ? writtenOf({ before: null, after: change }) : writtenOf({ before: change[0], after: change[1] }),
  )

const record = (n: number, more: Partial<CommandRecord> = {}): CommandRecord => ({
  id: ids.command(n),
  by: { device: ids.device(1), number: n },
  hash: 'ab'.repeat(32),
  outcome: { ok: true },
  actor: ids.agent(1),
  name: 'case.claim',
  roots: [ids.party(1)],
  subject: { case: null, message: null },
  why: null,
  ...more,
})

const save = (store: Store, changes: Partial<Changes>): Promise<number> =>
  store.change(['root'], (locked) => locked.save({ ...nothing, ...changes }))

const load = (store: Store, wanted: Partial<Wanted>) => store.change([], (locked) => locked.load({ ...want, ...wanted }))

const all = { after: 0, scopes: null, pointers: 1_000, bytes: 1_000_000 }
const place = ({ row }: KindRow): string => row.id

/** What every store does, whichever keeps the truth. */
export function conforms(open: () => Promise<Opened>): void {
  let store: Store
  let close: Opened['close']
  beforeEach(async () => {
    ;({ store, close } = await open())
    await store.found(ids.epoch(1))
  })
  afterEach(() => close())

  test('a founded feed stands at nothing, and founding it again changes nothing', async () => {
    await store.found(ids.epoch(2))
    const feed = await store.read(async (view) => view.feed)
    expect(feed).toEqual({ epoch: ids.epoch(1), head: 0, floor: 0, at: 0 })
  })

  test('what one transaction saves stands under one number, and is found by name, question and scope', async () => {
    const seq = await save(store, { at: 5, rows: rows(partyRow(1, [1]), caseRow(1), caseRow(2, { party: ids.party(1) })) })
    expect(seq).toBe(1)
    const loaded = await load(store, {
      rows: [{ kind: 'party', id: ids.party(1) }],
      questions: [{ lookup: 'case.ofParty', key: ids.party(1) }],
    })
    expect(loaded.feed).toEqual({ epoch: ids.epoch(1), head: 1, floor: 0, at: 5 })
    expect(loaded.rows.map(place).sort()).toEqual([ids.party(1), ids.case(1), ids.case(2)].sort())
    expect(loaded.rows.find(({ kind }) => kind === 'party')).toEqual(partyRow(1, [1]))
    expect(loaded.found.map((found) => found.id).sort()).toEqual([ids.case(1), ids.case(2)])
    const held = await store.read((view) => view.scope(queueScope(ids.queue(1))))
    expect(held.map(place).sort()).toEqual([ids.case(1), ids.case(2)])
  })

  test('a row that is not there is simply absent', async () => {
    const loaded = await load(store, { rows: [{ kind: 'case', id: ids.case(9) }], questions: [{ lookup: 'case.ofParty', key: 'x' }] })
    expect([loaded.rows, loaded.found, loaded.records]).toEqual([[], [], []])
  })

  test('a transaction that fails leaves no trace and frees its roots', async () => {
    const failing = store.change(['root'], async (locked) => {
      await locked.load(want)
      throw new Error('midway')
    })
    await expect(failing).rejects.toThrow('midway')
    const records = [record(1, { by: null })]
    expect(await save(store, { rows: rows(siteRow(1)), records })).toBe(1)
    await expect(save(store, { rows: rows(caseRow(1)), records })).rejects.toThrow()
    expect(await save(store, { rows: rows(siteRow(2)) })).toBe(2)
    expect(await store.read((view) => view.rows([{ kind: 'case', id: ids.case(1) }]))).toEqual([])
  })

  test('what is saved is kept, whatever its caller does then; and a transaction that has saved is over', async () => {
    const failing = store.change(['root'], async (locked) => {
      expect(await locked.save({ ...nothing, rows: rows(caseRow(1)) })).toBe(1)
      await expect(locked.save(nothing)).rejects.toThrow('ended')
      await expect(locked.load(want)).rejects.toThrow('ended')
      throw new Error('too late')
    })
    await expect(failing).rejects.toThrow('too late')
    expect(await store.read((view) => view.rows([{ kind: 'case', id: ids.case(1) }]))).toHaveLength(1)
    expect(await save(store, {})).toBe(2)
  })

  test('a row that moves is pointed at where it was, where it stays and where it enters', async () => {
    const before = caseRow(1, { owner: ids.agent(1) })
    const after = caseRow(1, { owner: ids.agent(2), queue: ids.queue(2) })
    await save(store, { rows: rows(before) })
    await save(store, { rows: rows([before, after]) })
    const window = await store.read((view) => view.window({ ...all, after: 1 }))
    expect(window.to).toBe(2)
    expect(window.entries).toHaveLength(1)
    const { pointed, scopes, body, ...entry } = window.entries[0]!
    expect(entry).toEqual({ kind: 'case', id: ids.case(1), last: 2, ver: 2 })
    expect(JSON.parse(body ?? '')).toEqual(after.row)
    const left = [queueScope(ids.queue(1)), userScope(ids.agent(1))]
    const now = [queueScope(ids.queue(2)), userScope(ids.agent(2)), partyScope(ids.party(1))]
    expect([...pointed].sort()).toEqual([...left, ...now].sort())
    expect([...scopes].sort()).toEqual([...now].sort())
    expect(await store.read((view) => view.scope(queueScope(ids.queue(1))))).toEqual([])
  })

  test('an index answers no more with a row that has moved on', async () => {
    const before = caseRow(1)
    const after = caseRow(1, { party: ids.party(2) })
    await save(store, { rows: rows(before) })
    await save(store, { rows: rows([before, after]) })
    expect(await store.read((view) => view.find({ lookup: 'case.ofParty', key: ids.party(1) }))).toEqual([])
    expect((await store.read((view) => view.find({ lookup: 'case.ofParty', key: ids.party(2) }))).map(place)).toEqual([ids.case(1)])
  })

  test("a command's end is kept under its id and its device's number, and told to the device in the same window as its effects", async () => {
    const told = [{ device: ids.device(1), command: ids.command(1) }]
    await save(store, { rows: rows(caseRow(1)), records: [record(1)], told })
    const byId = await load(store, { records: [ids.command(1)] })
    const byNumber = await load(store, { numbers: [{ device: ids.device(1), number: 1 }] })
    const { id, by, hash, outcome, actor } = record(1)
    expect(byId.records).toEqual([expect.objectContaining({ id, by, hash, outcome, actor, seq: 1 })])
    expect(byNumber.records).toEqual(byId.records)
    const window = await store.read((view) => view.window({ ...all, scopes: [`device:${ids.device(1)}`, queueScope(ids.queue(1))] }))
    expect(window.entries.map(({ kind, last }) => [kind, last]).sort()).toEqual([
      ['case', 1],
      ['result', 1],
    ])
    expect(JSON.parse(window.entries.find(({ kind }) => kind === 'result')?.body ?? '')).toEqual({ ok: true })
  })

  test("a device's newest ends are found by its own numbers", async () => {
    await save(store, { records: [record(1), record(3), record(9, { by: { device: ids.device(2), number: 9 } })] })
    await save(store, { records: [record(2), record(4, { outcome: refused(refuse('not-found')) })] })
    const ends = await store.read((view) => view.ends(ids.device(1), 3))
    expect(ends.map(({ id, last, body }) => [id, last, JSON.parse(body ?? '').ok])).toEqual([
      [ids.command(4), 2, false],
      [ids.command(3), 2, true],
      [ids.command(2), 2, true],
    ])
  })

  test('whether a command has come to an end is told, however it ended', async () => {
    await save(store, { records: [record(1), record(2, { outcome: refused(refuse('not-found')) })] })
    const ended = await store.read(async (view) => Promise.all([1, 2, 3].map((n) => view.ended(ids.command(n)))))
    expect(ended).toEqual([true, true, false])
  })

  test('one command is not recorded twice, nor two under one number of a device', async () => {
    await save(store, { records: [record(1)] })
    await expect(save(store, { records: [record(1, { by: null })] })).rejects.toThrow()
    await expect(save(store, { records: [record(2, { by: { device: ids.device(1), number: 1 } })] })).rejects.toThrow()
    expect(await save(store, { records: [record(3, { by: null }), record(4, { by: null })] })).toBe(2)
  })

  test('a window names each row once, as it is now, under the newest number that pointed at it', async () => {
    await save(store, { rows: rows(caseRow(1)) })
    await save(store, { rows: rows(caseRow(2)) })
    await save(store, { rows: rows([caseRow(1), caseRow(1, { subject: 'Newer' })]) })
    const window = await store.read((view) => view.window(all))
    expect(window.entries.map(({ id, last, ver }) => [id, last, ver])).toEqual([
      [ids.case(2), 2, 2],
      [ids.case(1), 3, 3],
    ])
    expect(JSON.parse(window.entries[1]?.body ?? '').subject).toBe('Newer')
  })

  test('a window that is cut ends between two transactions, never inside one', async () => {
    await save(store, { rows: rows(caseRow(1), caseRow(2)) })
    await save(store, { rows: rows(caseRow(3), caseRow(4)) })
    await save(store, { rows: rows(caseRow(5)) })
    const byPointers = await store.read((view) => view.window({ ...all, pointers: 3 }))
    expect([byPointers.to, byPointers.entries.length]).toEqual([1, 2])
    const byBytes = await store.read((view) => view.window({ ...all, bytes: 1 }))
    expect([byBytes.to, byBytes.entries.length]).toEqual([1, 2])
    const rest = await store.read((view) => view.window({ ...all, after: 1 }))
    expect([rest.to, rest.entries.length]).toEqual([3, 3])
  })

  test('a row that changed again beyond a cut window says so by its number', async () => {
    await save(store, { rows: rows(caseRow(1)) })
    await save(store, { rows: rows([caseRow(1), caseRow(1, { subject: 'Newer' })]) })
    const window = await store.read((view) => view.window({ ...all, pointers: 1 }))
    expect(window.to).toBe(1)
    expect(window.entries.map(({ last, ver }) => [last, ver])).toEqual([[1, 2]])
  })

  test('a window without anything for the asker still reaches the head', async () => {
    await save(store, { rows: rows(caseRow(1)) })
    expect(await store.read((view) => view.window({ ...all, scopes: ['ref'] }))).toEqual({ to: 1, entries: [] })
    expect(await store.read((view) => view.window({ ...all, after: 1 }))).toEqual({ to: 1, entries: [] })
  })

  test('pages of a scope follow one another without a gap or a double, whatever their size', async () => {
    await save(store, { rows: rows(...Array.from({ length: 7 }, (_, n) => caseRow(n + 1))) })
    const scope = queueScope(ids.queue(1))
    const taken: string[] = []
    let after: Ref | null = null
    for (let pages = 0; pages < 9; pages++) {
      const page = await store.read((view) => view.page({ scope, after, rows: 3, bytes: pages === 0 ? 1 : 1_000_000 }))
      const sent = JSON.parse(page.rows) as { id: string; ver: number; kind: string }[]
      expect(sent).toHaveLength(page.count)
      taken.push(...sent.map(({ id }) => id))
      after = page.next
      if (after === null) break
    }
    expect(taken).toEqual(Array.from({ length: 7 }, (_, n) => ids.case(n + 1)))
  })

  test('a view stands still while others change the store', async () => {
    await save(store, { rows: rows(caseRow(1)) })
    const seen = await store.read(async (view) => {
      await save(store, { rows: rows([caseRow(1), caseRow(1, { subject: 'Newer', queue: ids.queue(2) })], caseRow(2)) })
      return [await view.scope(queueScope(ids.queue(1))), await view.window(all), view.feed.head] as const
    })
    expect(seen[0]).toEqual([caseRow(1)])
    expect([seen[1].to, seen[1].entries.length, seen[2]]).toEqual([1, 1, 1])
  })

  test('changes of one root follow one another: no increment is lost', async () => {
    await save(store, { rows: rows(caseRow(1)) })
    const increment = (locked: Locked) =>
      locked.load({ ...want, rows: [{ kind: 'case', id: ids.case(1) }] }).then(({ rows: [row], feed }) => {
        if (row?.kind !== 'case') throw new Error('no case')
        const after: KindRow = { kind: 'case', row: { ...row.row, messages: row.row.messages + 1 } }
        return locked.save({ ...nothing, at: Math.max(1, feed.at), rows: rows([row, after]) })
      })
    await Promise.all(Array.from({ length: 12 }, () => store.change([ids.party(1), 'another'], increment)))
    const [row] = await store.read((view) => view.rows([{ kind: 'case', id: ids.case(1) }]))
    expect(row?.kind === 'case' && row.row.messages).toBe(12)
  })

  test('crossed roots do not lock each other out', async () => {
    const both = (roots: readonly string[]) => store.change(roots, (locked) => locked.save(nothing))
    const seqs = await Promise.all(Array.from({ length: 10 }, (_, n) => both(n % 2 ? ['a', 'b'] : ['b', 'a'])))
    expect(new Set(seqs).size).toBe(10)
  })

  test('time on the feed never goes back', async () => {
    await save(store, { at: 100 })
    await expect(save(store, { at: 99 })).rejects.toBeInstanceOf(Collided)
    expect(await save(store, { at: 100 })).toBe(2)
  })

  test('work to do after the commit is given out once, comes back if nobody finished it, and ends when finished', async () => {
    const work = { id: ids.message(1), kind: 'deliver', body: { message: ids.message(1) }, dueAt: 10 }
    await save(store, { outgoing: [work, { ...work, id: ids.message(2), dueAt: 50 }] })
    const asked = { kind: 'deliver', now: 10, until: 20, limit: 5 }
    expect(await store.claim({ ...asked, now: 9 })).toEqual([])
    expect(await store.claim(asked)).toEqual([work])
    expect(await store.claim({ ...asked, now: 11 })).toEqual([])
    expect(await store.claim({ ...asked, now: 20, until: 30 })).toEqual([work])
    await store.finish([work.id])
    expect(await store.claim({ ...asked, now: 40 })).toEqual([])
  })

  test('what is forgotten raises the floor, never past the head', async () => {
    await save(store, { rows: rows(caseRow(1)) })
    await save(store, { rows: rows(caseRow(2)) })
    await store.forget(1)
    const seen = await store.read(async (view) => [view.feed.floor, (await view.window({ ...all, after: 1 })).entries.length])
    expect(seen).toEqual([1, 1])
    await store.forget(99)
    expect(await store.read(async (view) => view.feed.floor)).toBe(2)
  })
}
