import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { kindNames } from '../../../src/domain/kind.ts'
import { applied } from '../../../src/domain/refusal.ts'
import { writtenOf } from '../../../src/hub/authority/changes.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { caseRow, ids } from '../support/rows.ts'
import { ages } from './ageing.conformance.ts'
import { audits } from './audit.conformance.ts'
import { conforms } from './conformance.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})
afterAll(() => database.close())

const opened = async () => ({
  store: openPostgresStore(database.opened.pool, GroupId.parse(randomUUID())),
  close: async () => undefined,
})
conforms(opened)
ages(opened)
audits(opened)

const tables = ['noun', 'noun_scope', 'noun_lookup', 'feed', 'pointer', 'command', 'audit', 'audit_link', 'audit_reason', 'outgoing']

async function twoGroups(): Promise<readonly [GroupId, GroupId]> {
  const groups = [GroupId.parse(randomUUID()), GroupId.parse(randomUUID())] as const
  for (const group of groups) {
    const store = openPostgresStore(database.opened.pool, group)
    await store.found(ids.epoch(1))
    const about = { subject: { case: ids.case(1), message: null }, why: 'Because' }
    const record = { id: ids.command(1), by: null, hash: 'ab', outcome: applied, actor: 'a', name: 'n', roots: ['r'], ...about }
    const work = { id: ids.message(1), kind: 'deliver', body: {}, dueAt: 1 }
    const rows = [writtenOf({ before: null, after: caseRow(1) })]
    await store.change([], (locked) => locked.save({ at: 1, rows, records: [record], told: [], outgoing: [work] }))
  }
  return groups
}

const asHub = async (group: string, text: string): Promise<readonly Record<string, unknown>[]> => {
  const client = await database.opened.pool.connect()
  try {
    await client.query('begin; set local role forecourt_hub')
    await client.query("select set_config('forecourt.group', $1, true)", [group])
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the hub, in one group, sees no row of another, in any table', async () => {
  const [one, other] = await twoGroups()
  for (const table of tables) {
    const seen = await asHub(one, `select distinct group_id from ${table}`)
    expect(seen, table).toEqual([{ group_id: one }])
    expect(await asHub(one, `select 1 from ${table} where group_id = '${other}'`), table).toEqual([])
  }
})

test('the hub, in no group, sees nothing at all', async () => {
  await twoGroups()
  for (const table of tables) expect(await asHub('', `select 1 from ${table}`), table).toEqual([])
})

test('the hub, in one group, can neither write into another nor take its rows', async () => {
  const [one, other] = await twoGroups()
  await expect(asHub(one, `insert into feed (group_id, epoch) values ('${randomUUID()}', '${randomUUID()}')`)).rejects.toThrow(
    /row-level security/,
  )
  await asHub(one, `update feed set head = 99 where group_id = '${other}'`)
  await asHub(one, `delete from noun where group_id = '${other}'`)
  expect(await openPostgresStore(database.opened.pool, other).read((view) => view.scope(`party:${ids.party(1)}`))).toEqual([caseRow(1)])
})

test('the hub does not run as the owner of its tables, and cannot go past their guard', async () => {
  const asked = "select rolsuper or rolbypassrls as free from pg_roles where rolname = 'forecourt_hub'"
  expect(await asHub('', asked)).toEqual([{ free: false }])
  const owned = await asHub('', "select tablename from pg_tables where tableowner = 'forecourt_hub'")
  const named = `relname = any('{${tables.join(',')}}')`
  const unguarded = await asHub('', `select relname from pg_class where ${named} and not (relrowsecurity and relforcerowsecurity)`)
  expect([owned, unguarded]).toEqual([[], []])
})

test('nobody changes or removes what the audit says, its owner included', async () => {
  const [group] = await twoGroups()
  const asOwner = async (order: string): Promise<void> => {
    const client = await database.opened.pool.connect()
    try {
      await client.query(`begin; select set_config('forecourt.group', '${group}', true)`)
      await client.query(order)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  const orders = [
    "update audit set actor = 'x'",
    'delete from audit',
    'truncate audit',
    'update audit_link set seq = 9',
    'delete from audit_link',
    'truncate audit_link',
  ]
  for (const order of orders) await expect(asOwner(order), order).rejects.toThrow(/append-only/)
  for (const table of ['audit', 'audit_link'])
    await expect(asHub(ids.group(1), `delete from ${table}`), table).rejects.toThrow(/permission denied/)
})

test('every kind of row has a table of its own', async () => {
  const found = await asHub('', "select relname from pg_class where relname like 'noun\\_%' and relispartition and relkind = 'r'")
  const names = found.map(({ relname }) => relname)
  expect(kindNames.filter((kind) => !names.includes(`noun_${kind}`))).toEqual([])
})
