import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { refuse, refused } from '../../../src/domain/refusal.ts'
import { verify } from '../../../src/hub/audit/verify.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import type { CommandRecord, Store } from '../../../src/hub/store/store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { commit, decided } from '../store/audit.conformance.ts'
import { seeded } from '../support/random.ts'
import { ids } from '../support/rows.ts'
import { flip } from './tampering.ts'

const NUMBERS = 40

let database: TestDatabase
let store: Store
/** Whoever owns the tables, and has put their guard aside. */
let owner: PoolClient

beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
  owner = await database.opened.pool.connect()
  for (const table of ['audit', 'audit_link', 'audit_reason', 'feed'])
    await owner.query(`alter table ${table} no force row level security, disable trigger user`)
})
afterAll(async () => {
  owner.release()
  await database.close()
})

let last = 0
function record(seq: number): CommandRecord {
  const n = ++last
  const about = { subject: { case: ids.case(1 + (n % 5)), message: n % 3 ? null : ids.message(n) } }
  const ended = n % 4 ? {} : { outcome: refused(refuse('already-claimed')) }
  return decided(n, { ...about, ...ended, why: n % 5 ? null : `Reason ${seq}`, roots: n % 7 ? [ids.party(n), 'ref'] : [] })
}

/** A history of forty numbers, some of them empty, through two epochs. */
beforeEach(async () => {
  store = openPostgresStore(database.opened.pool, GroupId.parse(randomUUID()))
  await store.found(ids.epoch(1))
  for (let seq = 1; seq <= NUMBERS; seq++) {
    if (seq === 20) await store.renew(ids.epoch(1), ids.epoch(2))
    const count = seq % 9 === 0 ? 0 : 1 + (seq % 3)
    await commit(
      store,
      seq,
      Array.from({ length: count }, () => record(seq)),
    )
  }
})

const tamper = async (text: string): Promise<void> => {
  const { rowCount } = await owner.query(text.replaceAll('GROUP', `group_id = '${store.group}'`))
  expect(rowCount, text).toBeGreaterThan(0)
}

const broken = async () => (await verify({ store, page: 16 })).broken

test('whatever byte of the audit is flipped, a thousand times over, the number at which it does not hold is named', async () => {
  const random = seeded(20_261_122)
  const kinds = new Set<string>()
  const whole = await verify({ store })
  expect(whole.broken).toBeNull()
  for (let flips = 0; flips < 1_000; ) {
    const done = await flip(owner, store.group, random)
    if (!done) continue
    flips++
    const found = await broken()
    expect(found, done.what).not.toBeNull()
    expect(done.seqs, `${done.what} was named as ${found?.what} of ${found?.seq}`).toContain(found?.seq)
    kinds.add(`${done.what.split(' ')[0]}`)
    await done.undo()
  }
  expect(await verify({ store })).toEqual(whole)
  // Every column of every table had its turn.
  expect(kinds.size).toBe(13 + 4 + 2 + 3)
}, 240_000)

test('an entry that was changed is named by its command and its time', async () => {
  await tamper('update audit set actor = actor || $$x$$ where GROUP and seq = 7 and place = 1')
  const [entry] = (await store.walk((chain) => chain.chain('6', 1))).entries.filter(({ place }) => place === '1')
  expect(await broken()).toEqual({ seq: '7', command: entry?.command, at: '7', what: 'entry' })
})

test('a removed entry is named, with its digest made to fit or not', async () => {
  await tamper('delete from audit where GROUP and seq = 11 and place = 1')
  expect(await broken()).toMatchObject({ seq: '11', what: 'link' })
})

test('an entry put in between is named, and so is one put behind the end', async () => {
  const copy = (seq: number, place: number) => `insert into audit (group_id, seq, place, command, at, actor, name, roots, digest)
    select group_id, ${seq}, ${place}, '${ids.command(9_000 + seq)}', at, actor, name, roots, digest from audit where GROUP and seq = 5 and place = 0`
  await tamper(copy(NUMBERS + 3, 0))
  expect(await broken()).toMatchObject({ seq: String(NUMBERS + 3), what: 'unlinked' })
  await tamper(copy(0, 0))
  expect(await broken()).toMatchObject({ seq: '0', what: 'unlinked' })
  await tamper(`update audit set seq = 9 where GROUP and seq = 0`)
  expect(await broken()).toMatchObject({ seq: '9', what: 'entry' })
})

test('two entries that changed places are named, within a number and between two', async () => {
  await tamper('update audit set place = 9 - place where GROUP and seq = 8')
  expect(await broken()).toMatchObject({ seq: '8', what: 'entry' })
  await tamper('update audit set place = 9 - place where GROUP and seq = 8')
  expect(await broken()).toBeNull()
  await tamper('update audit set seq = 43 - seq, place = place + 10 where GROUP and seq in (21, 22)')
  await tamper('update audit set place = place - 10 where GROUP and seq in (21, 22)')
  expect(await broken()).toMatchObject({ seq: '21', what: 'link' })
})

test('a removed link is named, whether something was decided under it or not', async () => {
  await tamper('delete from audit_link where GROUP and seq = 18')
  expect(await broken()).toEqual({ seq: '18', command: null, at: null, what: 'missing' })
  await tamper('delete from audit_link where GROUP and seq = 10')
  expect(await broken()).toMatchObject({ seq: '10', what: 'unlinked' })
})

test('what was cut off the end is noticed by the row of the feed', async () => {
  await tamper('delete from audit where GROUP and seq > 30')
  await tamper('delete from audit_link where GROUP and seq > 30')
  expect(await broken()).toMatchObject({ seq: String(NUMBERS), what: 'head' })
})

test('cut off together with the row of the feed, it looks whole; only a link noted elsewhere tells', async () => {
  const { newest } = await verify({ store })
  await tamper('delete from audit where GROUP and seq > 30')
  await tamper('delete from audit_link where GROUP and seq > 30')
  await tamper('update feed f set head = 30, link = l.link from audit_link l where f.GROUP and l.group_id = f.group_id and l.seq = 30')
  expect(await verify({ store, expect: newest.link })).toMatchObject({ broken: null, newest: { seq: '30' }, expectedAt: null })
})

test('the words of a reason can be erased and the chain holds; other words in their place are named', async () => {
  await tamper('update audit_reason set words = $$Nothing happened$$ where GROUP')
  expect(await broken()).toMatchObject({ what: 'reason' })
  await tamper('delete from audit_reason where GROUP')
  expect(await broken()).toBeNull()
  const told = await store.read((view) => view.history({ case: ids.case(1), before: null, most: 100 }))
  expect(told.every(({ why }) => why === null)).toBe(true)
})
