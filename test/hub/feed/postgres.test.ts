import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { feeds } from './conformance.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})
afterAll(() => database.close())

feeds(async () => ({
  store: openPostgresStore(database.opened.pool, GroupId.parse(randomUUID())),
  close: async () => undefined,
}))
