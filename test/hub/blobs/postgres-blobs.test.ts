import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresBlobs } from '../../../src/hub/blobs/postgres-blobs.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { ids } from '../support/rows.ts'
import { conforms } from './blobs.conformance.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})

afterAll(() => database.close())

conforms(async () => {
  await sql`truncate blob, blob_part`.execute(database.db)
  return postgresBlobs(database.db, ids.group(1))
})

test('one group’s files are not there for another, even by the same hash', async () => {
  await sql`truncate blob, blob_part`.execute(database.db)
  const bytes = randomBytes(100)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const chunk = { sha256, offset: 0, length: 100, bytes, at: 1 }
  await postgresBlobs(database.db, ids.group(1)).append(chunk)
  const other = postgresBlobs(database.db, ids.group(2))
  expect(await other.held(sha256)).toBe(null)
  expect(await other.append(chunk)).toMatchObject({ kind: 'taken', held: { whole: true } })
  // Two files of one part each, seen by nobody who does not say for which group.
  const asHub = await database.db.transaction().execute(async (step) => {
    await sql`set local role forecourt_hub`.execute(step)
    return (await sql`select 1 from blob`.execute(step)).rows.length
  })
  expect(asHub).toBe(0)
})

test('a file of three megabytes in chunks of one comes back in pieces, byte for byte', async () => {
  const blobs = postgresBlobs(database.db, ids.group(1))
  const bytes = randomBytes(3 * 1_024 * 1_024 + 17)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  for (let offset = 0; offset < bytes.byteLength; offset += 1_024 * 1_024)
    await blobs.append({ sha256, offset, length: bytes.byteLength, bytes: bytes.subarray(offset, offset + 1_024 * 1_024), at: 1 })
  const back = createHash('sha256')
  let pieces = 0
  for await (const piece of blobs.read(sha256, 0, bytes.byteLength)) {
    back.update(piece)
    pieces++
  }
  expect([back.digest('hex'), pieces]).toEqual([sha256, 13])
})
