import { afterEach, beforeEach, expect, test } from 'vitest'
import { refuse, refused } from '../../../src/domain/refusal.ts'
import { firstLink } from '../../../src/hub/audit/digest.ts'
import { verify } from '../../../src/hub/audit/verify.ts'
import type { CommandRecord, Store } from '../../../src/hub/store/store.ts'
import { ids } from '../support/rows.ts'
import type { Opened } from './conformance.ts'

/** A decision about a case. */
export const decided = (n: number, more: Partial<CommandRecord> = {}): CommandRecord => ({
  id: ids.command(n),
  by: null,
  hash: 'ab'.repeat(32),
  outcome: { ok: true },
  actor: ids.agent(1),
  name: 'case.claim',
  roots: [ids.party(1)],
  subject: { case: ids.case(1), message: null },
  why: null,
  ...more,
})

/** Commits decisions together; the number they stand under. */
export const commit = (store: Store, at: number, records: readonly CommandRecord[]): Promise<number> =>
  store.change([], (locked) => locked.save({ at, rows: [], records, told: [], outgoing: [] }))

/** What every store keeps of what was decided, and how it binds it. */
export function audits(open: () => Promise<Opened>): void {
  let store: Store
  let close: Opened['close']
  beforeEach(async () => {
    ;({ store, close } = await open())
    await store.found(ids.epoch(1))
  })
  afterEach(() => close())

  const history = (before: number | null, most: number, of = 1) => store.read((view) => view.history({ case: ids.case(of), before, most }))

  test('a chain begins with its group, and an empty one is whole', async () => {
    expect(await store.walk((chain) => chain.stand())).toEqual({ linkedAfter: '0', head: '0', link: firstLink(store.group, '0') })
    expect(await verify({ store })).toMatchObject({ entries: 0, broken: null, epochs: [] })
  })

  test('every number has a link, also one under which nothing was decided, in pages of any size', async () => {
    for (let n = 1; n <= 7; n++) await commit(store, n, n === 4 ? [] : [decided(n * 10), decided(n * 10 + 1, { why: `Reason ${n}` })])
    const whole = await verify({ store })
    expect(whole).toMatchObject({ entries: 12, broken: null, newest: { seq: '7' } })
    for (const page of [1, 2, 7]) expect(await verify({ store, page })).toEqual(whole)
    const { link } = await store.walk((chain) => chain.stand())
    expect(whole.newest.link).toBe(link)
  })

  test('a link that was written down is found again, and one of elsewhere is not', async () => {
    await commit(store, 1, [decided(1)])
    const { newest } = await verify({ store })
    await commit(store, 2, [decided(2)])
    expect((await verify({ store, expect: newest.link })).expectedAt).toBe('1')
    expect((await verify({ store, expect: 'ab'.repeat(32) })).expectedAt).toBeNull()
    expect((await verify({ store, expect: firstLink(store.group, '0') })).expectedAt).toBe('0')
  })

  test('many who commit at once leave one chain', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => commit(store, 1, [decided(n + 1), decided(n + 101)])))
    expect(await verify({ store })).toMatchObject({ entries: 40, broken: null, newest: { seq: '20' } })
  })

  test('the chain goes on through another epoch, and says where it began', async () => {
    await commit(store, 1, [decided(1)])
    await store.renew(ids.epoch(1), ids.epoch(2))
    await commit(store, 2, [decided(2)])
    expect((await verify({ store })).epochs).toEqual([
      { epoch: ids.epoch(1), from: '1' },
      { epoch: ids.epoch(2), from: '2' },
    ])
  })

  test('the history of a case is told newest first, with who, what, how it ended and why', async () => {
    await commit(store, 5, [decided(1), decided(2, { subject: { case: ids.case(2), message: null } })])
    const message = ids.message(1)
    const refusal = refused(refuse('already-claimed'))
    await commit(store, 6, [
      decided(3, { name: 'case.raise', why: 'She is furious', subject: { case: ids.case(1), message } }),
      decided(4, { actor: ids.agent(2), outcome: refusal }),
    ])
    const told = { at: 6, actor: ids.agent(1), code: null, message: null, why: null }
    expect(await history(null, 100)).toEqual([
      { ...told, seq: 2, command: ids.command(4), name: 'case.claim', actor: ids.agent(2), code: 'already-claimed' },
      { ...told, seq: 2, command: ids.command(3), name: 'case.raise', message, why: 'She is furious' },
      { ...told, seq: 1, at: 5, command: ids.command(1), name: 'case.claim' },
    ])
    expect(await history(null, 100, 3)).toEqual([])
  })

  test('a page of a history never divides what was decided together', async () => {
    for (let n = 1; n <= 3; n++) await commit(store, n, [decided(n * 10), decided(n * 10 + 1)])
    const seqs = async (before: number | null, most: number) => (await history(before, most)).map(({ seq }) => seq)
    expect(await seqs(null, 1)).toEqual([3, 3])
    expect(await seqs(null, 3)).toEqual([3, 3, 2, 2])
    expect(await seqs(3, 1)).toEqual([2, 2])
    expect(await seqs(1, 5)).toEqual([])
  })
}
