import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Embedded, openEmbedded } from '../../../src/hub/postgres/embedded.ts'
import { type Opened, open } from '../../../src/hub/postgres/open.ts'
import type { Postmaster, Started } from '../../../src/hub/postgres/postmaster.ts'
import { prepare } from '../../../src/hub/postgres/prepare.ts'
import { identify } from '../../../src/hub/postgres/process-table.ts'
import { serverFor } from '../../../src/hub/postgres/server.ts'
import { databaseFolder } from '../../support/database.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { keptLog } from '../../support/log.ts'
import { killHubAfter } from './killed-hub.ts'

const { log, lines } = keptLog()
const closers: (() => Promise<void>)[] = []
let folder = ''

beforeAll(async () => {
  folder = await databaseFolder('embedded')
})

beforeEach(() => {
  lines.length = 0
})

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

afterAll(() => removeFolder(folder))

async function start(on = folder): Promise<Embedded> {
  const embedded = await openEmbedded({ folder: on, log })
  closers.push(() => embedded.stop())
  return embedded
}

async function connect(embedded: Embedded): Promise<Opened<unknown>> {
  const opened = await open<unknown>(embedded, { log })
  closers.push(() => opened.close())
  return opened
}

/** The table the rows of a test lie in; a killed hub makes it itself. */
const newTable = ({ db }: Opened<unknown>) => sql.raw('drop table if exists kept; create table kept (number integer)').execute(db)

const count = async ({ db }: Opened<unknown>) => (await sql<{ rows: number }>`select count(*) as rows from kept`.execute(db)).rows[0]?.rows

test('a first start makes a database in an empty folder that sorts by code point, checks its pages and confirms only what is on disk', async () => {
  const empty = await freshFolder('first')
  closers.push(() => removeFolder(empty))
  const { db } = await connect(await start(empty))

  const facts = await sql`
    select current_setting('server_encoding') as encoding, datlocprovider::text || ':' || datlocale as collation,
           current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
           current_setting('synchronous_commit') as synchronous_commit, current_setting('password_encryption') as passwords,
           current_setting('listen_addresses') as listening, rolsuper as superuser, rolbypassrls as sees_all
    from pg_database, pg_roles where datname = current_database() and rolname = current_user`.execute(db)

  expect(facts.rows).toEqual([
    {
      encoding: 'UTF8',
      collation: 'b:C.UTF-8',
      checksums: 'on',
      fsync: 'on',
      synchronous_commit: 'on',
      passwords: 'scram-sha-256',
      listening: '',
      superuser: false,
      sees_all: false,
    },
  ])
  const sorted = await sql<{ word: string }>`select word from (values ('b'), ('A'), ('é'), ('a'), ('B')) as w(word) order by word`.execute(
    db,
  )
  expect(sorted.rows.map(({ word }) => word)).toEqual(['A', 'B', 'a', 'b', 'é'])
})

test('the server is reached by a short private socket, and not without the password', async () => {
  const { connection } = await start()

  expect(Buffer.byteLength(`${connection.host}/.s.PGSQL.${connection.port}.lock`)).toBeLessThan(100)
  const stranger = new Client({ ...connection, password: 'guess' })
  stranger.on('error', () => undefined)
  await expect(stranger.connect()).rejects.toThrow('password authentication failed')
})

test('what was written is there after a stop and a new start, and the server is gone in between', async () => {
  const first = await start()
  const before = await connect(first)
  await newTable(before)
  await sql`insert into kept select generate_series(1, 3)`.execute(before.db)
  const pid = first.pid()
  await before.close()
  await first.stop()
  expect(await identify(pid ?? 0, join(folder, 'data'))).toBe('gone')
  expect(await readdir(first.connection.host).catch(() => 'gone')).toBe('gone')

  expect(await count(await connect(await start()))).toBe(3)
})

async function dropTable(): Promise<void> {
  const embedded = await start()
  const opened = await connect(embedded)
  await sql`drop table if exists kept`.execute(opened.db)
  await opened.close()
  await embedded.stop()
}

test('after the hub is killed a new one stops the server it left, recovers, and every confirmed row is there', async () => {
  await dropTable()
  const killed = await killHubAfter(20, folder)
  expect(await identify(killed.serverPid, join(folder, 'data'))).toBe('ours')

  const rows = await count(await connect(await start()))

  expect(await identify(killed.serverPid, join(folder, 'data'))).toBe('gone')
  expect(rows).toBeGreaterThanOrEqual(killed.lastKept)
  expect(lines.join('')).toContain('postgres.orphan-stopped')
})

test('hub and server killed together lose nothing that was confirmed', async () => {
  await dropTable()
  const killed = await killHubAfter(20, folder)
  process.kill(killed.serverPid, 'SIGKILL')

  expect(await count(await connect(await start()))).toBeGreaterThanOrEqual(killed.lastKept)
})

test('a server killed twice under a living hub comes back twice, and the same pool goes on', async () => {
  const embedded = await start()
  const opened = await connect(embedded)
  await newTable(opened)
  const heard: number[] = []
  embedded.onRestarted((restarts) => heard.push(restarts))

  for (const round of [1, 2]) {
    const busy = await opened.pool.connect()
    const asked = busy.query('select pg_sleep(60)').catch((error: Error) => error)
    const back = new Promise<void>((resolve) => {
      const forget = embedded.onRestarted(() => {
        forget()
        resolve()
      })
    })
    process.kill(embedded.pid() ?? 0, 'SIGKILL')
    expect(await asked).toBeInstanceOf(Error)
    busy.release(true)
    // Not waiting for the restart first: the pool itself is patient.
    await sql`insert into kept values (${round})`.execute(opened.db)
    await back
  }

  expect(heard).toEqual([1, 2])
  expect(await count(opened)).toBe(2)
})

test('a second hub on the same folder is told to stop the first or to go elsewhere, and disturbs nothing', async () => {
  const first = await start()
  const opened = await connect(first)
  const pid = first.pid()

  await expect(openEmbedded({ folder, log })).rejects.toMatchObject({
    code: 'in-use',
    message: `Another hub is already running on ${folder}. Stop that one first, or set FORECOURT_HOME to another folder (and FORECOURT_PORT to another port) for a second hub.`,
  })

  expect((await sql`select 1 as here`.execute(opened.db)).rows).toEqual([{ here: 1 }])
  expect(first.pid()).toBe(pid)
})

test('a database of a newer or an older PostgreSQL is refused with what to do, and left as it is', async () => {
  const marker = join(folder, 'data', 'PG_VERSION')
  const own = await readFile(marker, 'utf8')
  const names = await readdir(join(folder, 'data'))
  const refusals: unknown[] = []
  for (const version of ['19\n', '17\n']) {
    await writeFile(marker, version)
    refusals.push(await openEmbedded({ folder, log }).catch((error: unknown) => error))
    expect(await readFile(marker, 'utf8')).toBe(version)
    expect(await readdir(join(folder, 'data'))).toEqual(names)
  }
  await writeFile(marker, own)

  expect(refusals).toMatchObject([
    { code: 'newer-data', message: expect.stringContaining('update the hub. Nothing was changed.') },
    { code: 'older-data', message: expect.stringContaining('load it into a new folder. Nothing was changed.') },
  ])
})

test('a folder named data that holds something else is refused and kept as it is', async () => {
  await rename(join(folder, 'data'), join(folder, 'aside'))
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'data', 'photo'), 'not ours')

  await expect(openEmbedded({ folder, log })).rejects.toMatchObject({ code: 'not-a-database' })

  expect(await readdir(join(folder, 'data'))).toEqual(['photo'])
  await rm(join(folder, 'data'), { recursive: true })
  await rename(join(folder, 'aside'), join(folder, 'data'))
})

test('after a power cut a stranger may carry the old server number: it is left alone and the hub starts', async () => {
  const stale = `${process.pid}\n${join(folder, 'data')}\n1700000000\n5432\n/tmp\n\n  1234567         1\nready   \n`
  await writeFile(join(folder, 'data', 'postmaster.pid'), stale)

  const { db } = await connect(await start())

  expect((await sql`select 1 as here`.execute(db)).rows).toEqual([{ here: 1 }])
})

test('children of a dead server are waited for, also where a stranger carries its number: two never write to one folder', async () => {
  const prepared = await prepare(folder, { outside: [], log })
  const server = serverFor(prepared, log)
  const first = await server.start()
  if (first.kind !== 'up') throw new Error(first.reason)
  const secret = { user: 'forecourt', database: 'forecourt', password: prepared.password }
  const client = new Client({ host: prepared.listening.kind === 'socket' ? prepared.listening.folder : '', port: 5432, ...secret })
  client.on('error', () => undefined)
  await client.connect()
  // As on a machine with too much to do: it has not noticed yet that its server is dead.
  const child = Number((await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid)
  process.kill(child, 'SIGSTOP')
  process.kill(first.postmaster.pid, 'SIGKILL')
  await first.postmaster.exited
  const note = join(prepared.place.data, 'postmaster.pid')
  await writeFile(note, (await readFile(note, 'utf8')).replace(/^\d+/, String(process.ppid)))

  expect(await server.start()).toMatchObject({ kind: 'blocked', reason: expect.stringContaining('pre-existing shared memory block') })

  process.kill(child, 'SIGCONT')
  const next = await bringUp(server.start)
  await next.stop()
})

/** Asks again while what a dead server left is going. */
async function bringUp(begin: () => Promise<Started>): Promise<Postmaster> {
  for (;;) {
    const started = await begin()
    if (started.kind === 'up') return started.postmaster
    if (started.kind === 'failed') throw new Error(started.reason)
    await new Promise((done) => setTimeout(done, 50))
  }
}

test('a lost password file is replaced, and the rows are still there', async () => {
  const first = await start()
  const before = await connect(first)
  await newTable(before)
  await sql`insert into kept values (1)`.execute(before.db)
  await before.close()
  await first.stop()
  await rm(join(folder, 'secret.json'))

  expect(await count(await connect(await start()))).toBe(1)
})

test('a server that cannot start says why, and gives the folder free', async () => {
  await rename(join(folder, 'data', 'global'), join(folder, 'global'))

  await expect(start()).rejects.toMatchObject({ code: 'cannot-start', message: expect.stringContaining('PostgreSQL did not start: ') })

  await rename(join(folder, 'global'), join(folder, 'data', 'global'))
  await start()
})

test('a server that keeps dying is given up, and the hub is told', async () => {
  const embedded = await start()
  const given = embedded.lost.then((reason) => reason)
  const kill = () => process.kill(embedded.pid() ?? 0, 'SIGKILL')
  embedded.onRestarted(kill)
  kill()

  expect(await given).toContain('keeps dying')
})
