import { afterEach, beforeEach, expect, test } from 'vitest'
import type { KindRow } from '../../../src/domain/kind.ts'
import { applied } from '../../../src/domain/refusal.ts'
import { partyScope, queueScope, type Scope, userScope } from '../../../src/domain/scope.ts'
import { writtenOf } from '../../../src/hub/authority/changes.ts'
import { sortFor } from '../../../src/hub/feed/cargo.ts'
import { deviceScope, type Store } from '../../../src/hub/store/store.ts'
import { type Random, seeded } from '../support/random.ts'
import { caseRow, ids, partyRow } from '../support/rows.ts'
import type { Opened } from './conformance.ts'

const COMMITS = 24
const device = deviceScope(ids.device(1))
const held: readonly Scope[] = [queueScope(ids.queue(1)), userScope(ids.agent(1)), partyScope(ids.party(1))]

/** What one who holds these scopes has: rows by name, and commands whose end it knows. */
interface Picture {
  readonly rows: Map<string, string>
  readonly ends: Set<string>
}

/** Rows that come, change, wander between scopes, and ends of commands: many commits of a small world. */
async function live(store: Store, random: Random, each: () => Promise<void>): Promise<void> {
  const now = new Map<number, KindRow>()
  for (let commit = 1; commit <= COMMITS; commit++) {
    const chosen = new Set([1 + random.below(6), 1 + random.below(6)])
    const rows = [...chosen].map((n) => {
      const before = now.get(n) ?? null
      const owner = random.once(2) ? ids.agent(1 + random.below(2)) : null
      const after = caseRow(n, { party: ids.party(1 + (n % 2)), queue: ids.queue(1 + random.below(3)), owner, subject: `Turn ${commit}` })
      now.set(n, after)
      return writtenOf({ before, after })
    })
    const command = ids.command(commit)
    const by = { device: ids.device(1), number: commit }
    const about = { subject: { case: null, message: null }, why: null }
    const record = { id: command, by, hash: 'ab'.repeat(32), outcome: applied, actor: 'agent', name: 'test', roots: [], ...about }
    const told = [{ device: ids.device(1), command: ids.command(1 + random.below(commit)) }]
    await store.change([], (locked) => locked.save({ at: commit * 100, rows, records: [record], told, outgoing: [] }))
    await each()
  }
}

/** What one has who starts from a picture and reads on from a number, in windows of any size. */
async function readOn(store: Store, from: number, { start, pointers }: { start: Picture; pointers: number }): Promise<Picture> {
  const rows = new Map(start.rows)
  const ends = new Set(start.ends)
  const holds = (scope: string): boolean => (held as readonly string[]).includes(scope)
  for (let after = from; ; ) {
    const { head, to, entries } = await store.read(async (view) => {
      const window = await view.window({ after, scopes: [...held, device], pointers, bytes: 1_000_000 })
      return { head: view.feed.head, ...window }
    })
    const cargo = sortFor({ from: after, to, holds, deviceScope: device }, entries)
    for (const { kind, id } of cargo.gone.map((text) => JSON.parse(text))) rows.delete(`${kind} ${id}`)
    for (const { kind, id, body } of cargo.rows.map((text) => JSON.parse(text))) rows.set(`${kind} ${id}`, JSON.stringify(body))
    for (const { command } of cargo.decided.map((text) => JSON.parse(text))) ends.add(command)
    after = to
    if (to >= head) return { rows, ends }
  }
}

async function truth(store: Store): Promise<ReadonlyMap<string, unknown>> {
  const rows = await store.read(async (view) => (await Promise.all(held.map((scope) => view.scope(scope)))).flat())
  return new Map(rows.map(({ kind, row }) => [`${kind} ${row.id}`, row]))
}

const rowsOf = ({ rows }: Picture): ReadonlyMap<string, unknown> => new Map([...rows].map(([name, body]) => [name, JSON.parse(body)]))

/** How every store lets its past go. */
export function ages(open: () => Promise<Opened>): void {
  let store: Store
  let close: Opened['close']
  beforeEach(async () => {
    ;({ store, close } = await open())
    await store.found(ids.epoch(1))
  })
  afterEach(() => close())

  const empty: Picture = { rows: new Map(), ends: new Set() }
  /** A life, and what a reader had at each number of it. */
  const lived = async (seed: number): Promise<readonly Picture[]> => {
    const had: Picture[] = [empty]
    await live(store, seeded(seed), async () => {
      had.push(await readOn(store, had.length - 1, { start: had.at(-1) ?? empty, pointers: 1_000 }))
    })
    return had
  }

  test('I12: whoever reads on from any number ends with the same rows and the same ends, before and after compaction, however cut', async () => {
    for (const seed of [1, 2]) {
      const had = await lived(seed)
      const head = await store.read(async (view) => view.feed.head)
      const whole = await readOn(store, 0, { start: empty, pointers: 1_000 })
      for (const upTo of [Math.floor(head / 2), head]) {
        expect(await store.compact(upTo)).toBeGreaterThan(0)
        for (const [place, start] of had.entries()) {
          // Who stood at this number, and how large its windows are.
          const picture = await readOn(store, place, { start, pointers: 1 + (place % 7) })
          expect(rowsOf(picture), `seed ${seed}, from ${place}, compacted to ${upTo}`).toEqual(await truth(store))
          expect([...picture.ends].sort()).toEqual([...whole.ends].sort())
        }
      }
      await close()
      ;({ store, close } = await open())
      await store.found(ids.epoch(1))
    }
  })

  test('compaction keeps the newest word on every row in every scope, also where it says that it left', async () => {
    await store.change([], (locked) =>
      locked.save({ at: 1, rows: [writtenOf({ before: null, after: caseRow(1) })], records: [], told: [], outgoing: [] }),
    )
    const moved = writtenOf({ before: caseRow(1), after: caseRow(1, { queue: ids.queue(2) }) })
    await store.change([], (locked) => locked.save({ at: 2, rows: [moved], records: [], told: [], outgoing: [] }))
    expect(await store.compact(2)).toBe(2)
    expect(await store.compact(2)).toBe(0)
    const window = await store.read((view) => view.window({ after: 0, scopes: [queueScope(ids.queue(1))], pointers: 9, bytes: 9_999 }))
    expect(window.entries.map(({ id, last, scopes }) => [id, last, [...scopes].includes(queueScope(ids.queue(1)))])).toEqual([
      [ids.case(1), 2, false],
    ])
  })

  test('what is newer than the number is left as it is', async () => {
    await lived(7)
    const count = (after: number) =>
      store.read(async (view) => (await view.window({ after, scopes: null, pointers: 9_999, bytes: 1e9 })).entries)
    const before = await count(12)
    await store.compact(12)
    expect(await count(12)).toEqual(before)
  })

  test('the newest number at or before a time is found, whatever lies between', async () => {
    await lived(4)
    const at = (time: number) => store.read((view) => view.seqAt(time))
    const head = await store.read(async (view) => view.feed.head)
    expect(await at(99)).toBe(0)
    expect(await at(100)).toBe(1)
    expect(await at(1_250)).toBe(12)
    expect(await at(9_999_999)).toBe(head)
  })

  test('a new epoch begins once, from the one that was meant', async () => {
    await store.renew(ids.epoch(1), ids.epoch(2))
    await store.renew(ids.epoch(1), ids.epoch(3))
    expect(await store.read(async (view) => view.feed.epoch)).toBe(ids.epoch(2))
  })

  test('a digest counts what stands in a scope and changes with each row, each version and each place', async () => {
    const scopes = [queueScope(ids.queue(1)), partyScope(ids.party(1)), queueScope(ids.queue(9))]
    const digests = async (kinds = ['case', 'party']) => {
      const all = await store.read((view) => view.digests(scopes, kinds))
      return scopes.map((scope) => all.find((one) => one.scope === scope))
    }
    const put = (before: KindRow | null, after: KindRow) =>
      store.change([], (locked) => locked.save({ at: 1, rows: [writtenOf({ before, after })], records: [], told: [], outgoing: [] }))
    expect((await digests()).map((digest) => [digest?.n, digest?.xor])).toEqual([0, 1, 2].map(() => [0, '0'.repeat(16)]))
    await put(null, caseRow(1))
    await put(null, partyRow(1, [1]))
    // sha256('case 01900006-0000-7000-8000-000000000001 1'), the first eight bytes.
    expect((await digests())[0]).toEqual({ scope: scopes[0], n: 1, xor: 'dd98086fa3356402' })
    const [queue, party, none] = await digests()
    expect([queue?.n, party?.n, none?.n]).toEqual([1, 2, 0])
    expect((await digests(['case']))[1]).toEqual({ ...queue, scope: scopes[1] })
    await put(caseRow(1), caseRow(1, { subject: 'Newer' }))
    const newer = await digests()
    expect(newer[0]?.n).toBe(1)
    expect(newer[0]?.xor).not.toBe(queue?.xor)
    await put(caseRow(1, { subject: 'Newer' }), caseRow(1, { queue: ids.queue(2) }))
    expect((await digests())[0]).toEqual({ scope: scopes[0], n: 0, xor: '0'.repeat(16) })
  })
}
