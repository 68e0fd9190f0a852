import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { open } from '../../../src/hub/postgres/open.ts'
import { openTestDatabase } from '../../support/database.ts'
import { keptLog } from '../../support/log.ts'
import { serverPrograms, startServer } from '../../support/postgres-15.ts'

const { log } = keptLog()
const withServer = test.skipIf(serverPrograms === null)
const sorted = ['--encoding=UTF8', '--lc-collate=C', '--lc-ctype=C.UTF-8']

withServer('a server of a dealer group serves as the embedded one does', async () => {
  const server = await startServer(serverPrograms ?? '', sorted)
  const { db, close } = await open<unknown>(server.url, { log })

  const applied = await migrate(db, [
    { name: '0001-first', up: async (tx) => void (await sql`create table first (at bigint)`.execute(tx)) },
  ])
  await sql`insert into first values (1795328100000)`.execute(db)
  const { rows } = await sql`select at from first`.execute(db)

  await close()
  await server.stop()
  expect(applied).toEqual(['0001-first'])
  expect(rows).toEqual([{ at: 1_795_328_100_000 }])
})

withServer('a server that sorts by other rules, or does not wait for its disk, is refused with what to do', async () => {
  const plain = await startServer(serverPrograms ?? '', ['--encoding=LATIN1', '--locale=C'])
  await expect(open(plain.url, { log })).rejects.toMatchObject({
    code: 'unfit-server',
    message: expect.stringContaining('CREATE DATABASE'),
  })
  await plain.stop()

  const hasty = await startServer(serverPrograms ?? '', sorted, 'fsync = off')
  await expect(open(hasty.url, { log })).rejects.toMatchObject({
    code: 'unfit-server',
    message: 'The database server runs with fsync = off, so it can lose what it confirmed. Turn it on.',
  })
  await hasty.stop()
})

test('a sequence number too large for a number is an error, never a wrong number', async () => {
  const database = await openTestDatabase()
  const ask = (value: string) => sql`select ${sql.raw(value)}::bigint as n`.execute(database.db)

  expect((await ask('9007199254740991')).rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }])
  await expect(ask('9007199254740993')).rejects.toThrow('does not fit')
  expect((await ask('1')).rows).toEqual([{ n: 1 }])
  await database.close()
})
