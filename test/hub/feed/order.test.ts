import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { writtenOf } from '../../../src/hub/authority/changes.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { caseRow, ids } from '../support/rows.ts'

const WRITERS = 8
const EACH = 40

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})
afterAll(() => database.close())

/** Eight writers who dawdle between writing and committing, and a reader that never looks back. */
async function race(write: (n: number) => Promise<void>, read: (after: number) => Promise<readonly (readonly [number, string])[]>) {
  const seen: string[] = []
  let cursor = 0
  let writing = true
  const look = async (): Promise<void> => {
    const rows = await read(cursor)
    seen.push(...rows.map(([, id]) => id))
    cursor = rows.at(-1)?.[0] ?? cursor
  }
  const reader = (async () => {
    while (writing) await look()
    await look()
  })()
  const writer = async (w: number): Promise<void> => {
    for (let n = 0; n < EACH; n++) await write(w * EACH + n)
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, w) => writer(w)))
  writing = false
  await reader
  return seen
}

const dawdle = (n: number): Promise<void> => wait((n * 7) % 5)

test('I14: a reader who moves its cursor never misses a row, with eight writers at once', async () => {
  const group = GroupId.parse(randomUUID())
  const store = openPostgresStore(database.opened.pool, group)
  await store.found(ids.epoch(1))
  const seen = await race(
    (n) =>
      store.change([`root ${n % 5}`], async (locked) => {
        const rows = [writtenOf({ before: null, after: caseRow(n) })]
        await locked.save({ at: 1, rows, records: [], told: [], outgoing: [] })
        await dawdle(n)
      }),
    (after) =>
      store.read(async (view) => {
        const { entries, to } = await view.window({ after, scopes: null, pointers: 20, bytes: 1_000_000 })
        expect(entries.every(({ last }) => last > after && last <= to)).toBe(true)
        return entries.map(({ last, id }) => [last, id])
      }),
  )
  expect(seen.sort()).toEqual(Array.from({ length: WRITERS * EACH }, (_, n) => ids.case(n)))
})

test('the same race over a plain sequence does miss rows: so the test above can fail', async () => {
  const client = await database.opened.pool.connect()
  await client.query('create table naive (seq bigserial primary key, id text)')
  const query = async <T extends object>(text: string, n?: number): Promise<T[]> => {
    const session = await database.opened.pool.connect()
    try {
      await session.query('begin')
      const { rows } = await session.query<T>(text)
      if (n !== undefined) await dawdle(n)
      await session.query('commit')
      return rows
    } finally {
      session.release()
    }
  }
  const seen = await race(
    async (n) => void (await query(`insert into naive (id) values ('${n}')`, n)),
    async (after) => {
      const rows = await query<{ seq: number; id: string }>(`select seq, id from naive where seq > ${after} order by seq`)
      return rows.map(({ seq, id }) => [seq, id])
    },
  )
  client.release()
  expect(seen.length).toBeLessThan(WRITERS * EACH)
})
