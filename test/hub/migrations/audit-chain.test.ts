import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { verify } from '../../../src/hub/audit/verify.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { commit, decided } from '../store/audit.conformance.ts'
import { id, ids } from '../support/rows.ts'

const before = migrations.slice(
  0,
  migrations.findIndex(({ name }) => name === '0008-audit-chain'),
)
const groups = [GroupId.parse(id(1, 1)), GroupId.parse(id(1, 2))] as const
const HEAD = 12

let database: TestDatabase

/** What a hub of the version before had written: two groups, numbers with several entries, with one and with none. */
async function asBefore(db: Kysely<unknown>, group: string): Promise<void> {
  await sql`select set_config('forecourt.group', ${group}, false)`.execute(db)
  await sql`insert into feed (group_id, epoch, head, at) values (${group}, ${ids.epoch(1)}, ${HEAD}, ${HEAD})`.execute(db)
  for (let seq = 1; seq <= HEAD; seq++)
    for (let n = 0; n < seq % 4; n++)
      await sql`insert into audit (group_id, seq, command, at, actor, name, roots, code)
        values (${group}, ${seq}, ${ids.command(seq * 10 + n)}, ${seq}, ${ids.agent(1)}, ${'case.claim'},
          ${n === 1 ? [] : ['Käthe "x"', 'ref', '']}::text[], ${n === 2 ? 'not-found' : null})`.execute(db)
}

beforeAll(async () => {
  database = await openTestDatabase()
  expect(before).toHaveLength(7)
  await migrate(database.db, before)
  await database.db.connection().execute(async (db) => {
    for (const group of groups) await asBefore(db, group)
  })
  await migrate(database.db, migrations)
})
afterAll(() => database.close())

test('what was kept before the chain is linked afterwards, for every group, and says so', async () => {
  for (const group of groups) {
    const verdict = await verify({ store: openPostgresStore(database.opened.pool, group) })
    expect(verdict).toMatchObject({ entries: 18, broken: null, linkedAfter: String(HEAD), newest: { seq: String(HEAD) } })
  }
})

test('what is decided from now on goes on in the same chain', async () => {
  const store = openPostgresStore(database.opened.pool, groups[0])
  await store.found(ids.epoch(9))
  expect(await commit(store, 20, [decided(900)])).toBe(HEAD + 1)
  expect(await verify({ store })).toMatchObject({ entries: 19, broken: null, linkedAfter: String(HEAD) })
})

test('an old entry that is changed now is named; so is a chain that claims to be older than it is', async () => {
  const client = await database.opened.pool.connect()
  const store = openPostgresStore(database.opened.pool, groups[1])
  try {
    await client.query(`select set_config('forecourt.group', '${groups[1]}', false); alter table audit disable trigger user`)
    await client.query("update audit set code = 'too-late' where seq = 7 and code is not null")
    expect((await verify({ store })).broken).toMatchObject({ seq: '7', what: 'entry' })
    await client.query("update audit set code = 'not-found' where seq = 7 and code is not null")
    expect((await verify({ store })).broken).toBeNull()
    await client.query('update feed set linked_after = 0')
    expect((await verify({ store })).broken).toMatchObject({ seq: '1', what: 'link' })
  } finally {
    client.release(true)
  }
})

test('the guard stands again: the owner is held to one group, and the audit cannot be changed', async () => {
  const guarded = await sql<{
    relname: string
  }>`select relname from pg_class where relname in ('audit', 'audit_link', 'audit_reason', 'feed')
    and relrowsecurity and relforcerowsecurity order by relname`.execute(database.db)
  expect(guarded.rows.map(({ relname }) => relname)).toEqual(['audit', 'audit_link', 'audit_reason', 'feed'])
  const held = await sql<{ tgname: string }>`select tgname from pg_trigger where not tgisinternal and tgenabled = 'D'
    and tgrelid = 'audit_link'::regclass`.execute(database.db)
  expect(held.rows).toEqual([])
})
