import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresLeases } from '../../../src/hub/attendance/postgres-leases.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { ids } from '../support/rows.ts'
import { attends } from './attend.conformance.ts'
import { conforms } from './leases.conformance.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})

afterAll(() => database.close())

const leasesOf = (group: number) => postgresLeases(database.opened.pool, ids.group(group))

conforms(async () => {
  await sql`truncate desk_lease`.execute(database.db)
  return leasesOf(1)
})

let groups = 100

attends(async () => {
  const group = ++groups
  const store = openPostgresStore(database.opened.pool, ids.group(group))
  await store.found(randomUUID())
  return { store, leases: leasesOf(group) }
})

test('one group’s desks are not there for another, nor for whoever does not say for which group', async () => {
  await sql`truncate desk_lease`.execute(database.db)
  await leasesOf(1).keep({ hub: randomUUID(), agents: [ids.agent(1)], until: 100 })
  expect(await leasesOf(2).live(50)).toEqual(new Set())
  const asHub = await database.db.transaction().execute(async (step) => {
    await sql`set local role forecourt_hub`.execute(step)
    return (await sql`select 1 from desk_lease`.execute(step)).rows.length
  })
  expect(asHub).toBe(0)
})
