import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { openHome } from '../../../src/hub/auth/home.ts'
import { postgresVault, type VaultTables } from '../../../src/hub/auth/postgres-vault.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { ids } from '../support/rows.ts'
import { conforms } from './vault.conformance.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})

afterAll(() => database.close())

const db = () => database.db.withTables<VaultTables>()

conforms(async () => {
  await sql`truncate account, session, refresh_token, seal, wiped, widget_key, events_key, hub_home`.execute(database.db)
  return postgresVault(db())
})

test('a database is for the group and the hub key it was first opened with', async () => {
  await sql`truncate hub_home`.execute(database.db)
  const first = { print: 'one', keyFolder: '/home/hub', group: ids.group(1), sample: false }
  expect(await openHome(db(), first)).toEqual({ ok: true, group: ids.group(1) })
  expect(await openHome(db(), { ...first, group: GroupId.parse(ids.group(2)) })).toEqual({ ok: true, group: ids.group(1) })
  expect(await openHome(db(), { ...first, print: 'two' })).toMatchObject({ ok: false, sentence: expect.stringContaining('/home/hub') })
  expect(await openHome(db(), { ...first, group: ids.group(2), sample: true })).toMatchObject({ ok: false })
})
