import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Migration, migrate } from '../../../src/hub/postgres/migrate.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let db: Kysely<unknown>

beforeAll(async () => {
  database = await openTestDatabase()
  db = database.db
})

afterAll(() => database.close())

const step = (name: string, ...statements: string[]): Migration => ({
  name,
  up: async (tx) => {
    for (const statement of statements) await sql.raw(statement).execute(tx)
  },
})

const fresh = () => sql.raw('drop schema public cascade; create schema public').execute(db)
const names = async () =>
  (await sql<{ name: string }>`select name from forecourt_migration order by number`.execute(db)).rows.map(({ name }) => name)

const one = step('0001-people', 'create table person (id integer primary key)', 'insert into person values (1)')
const two = step('0002-cars', 'create table car (id integer primary key)')

test('an empty database is brought to the newest step in order, and a second time nothing happens', async () => {
  await fresh()
  expect(await migrate(db, [one])).toEqual(['0001-people'])
  expect(await migrate(db, [one, two])).toEqual(['0002-cars'])
  expect(await migrate(db, [one, two])).toEqual([])
  expect(await names()).toEqual(['0001-people', '0002-cars'])
})

test('a step that fails midway leaves no trace, keeps the steps before it, and can be tried again', async () => {
  await fresh()
  const broken = step('0002-cars', 'create table car (id integer)', 'insert into person values (2)', 'insert into person values (1)')

  await expect(migrate(db, [one, broken])).rejects.toThrow('duplicate key')

  expect(await names()).toEqual(['0001-people'])
  expect((await sql`select id, to_regclass('car') as car from person`.execute(db)).rows).toEqual([{ id: 1, car: null }])
  expect(await migrate(db, [one, two])).toEqual(['0002-cars'])
})

test('a database of a newer Forecourt is refused with the step it is ahead by, and nothing is changed', async () => {
  await fresh()
  await migrate(db, [one, two])

  await expect(migrate(db, [one])).rejects.toMatchObject({
    code: 'newer-schema',
    message: 'This database was made by a newer Forecourt (0002-cars): update the hub. Nothing was changed.',
  })
  expect(await names()).toEqual(['0001-people', '0002-cars'])
})

test('a database that took another road is refused, not guessed at', async () => {
  await fresh()
  await migrate(db, [one, two])
  await expect(migrate(db, [one, step('0002-lorries'), step('0003-vans')])).rejects.toMatchObject({ code: 'other-schema' })
})

test('hubs that start together bring the database forward once', async () => {
  await fresh()
  const slow = step('0001-people', 'select pg_sleep(0.1)', 'create table person (id integer)')

  const applied = await Promise.all([1, 2, 3].map(() => migrate(db, [slow, two])))

  expect(applied.flat().toSorted()).toEqual(['0001-people', '0002-cars'])
  expect(await names()).toEqual(['0001-people', '0002-cars'])
})
