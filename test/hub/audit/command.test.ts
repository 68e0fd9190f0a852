import { execFile } from 'node:child_process'
import { mkdir, readdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditCommand } from '../../../src/hub/audit/command.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { type Embedded, openEmbedded } from '../../../src/hub/postgres/embedded.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { type Opened, open } from '../../../src/hub/postgres/open.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { databaseFolder } from '../../support/database.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { keptLog } from '../../support/log.ts'
import { furnish, openTestHub } from '../support/hub.ts'
import { agentRow, caseRow, grant, ids } from '../support/rows.ts'

const { log } = keptLog()
let home: string
let folder: string
let embedded: Embedded
let database: Opened<unknown>

async function begin(): Promise<void> {
  embedded = await openEmbedded({ folder, log })
  database = await open<unknown>(embedded, { log })
}

async function end(): Promise<void> {
  await database.close()
  await embedded.stop()
}

beforeAll(async () => {
  home = await freshFolder('audit-home')
  folder = await databaseFolder('audit')
  await mkdir(join(home, 'hub'))
  await symlink(folder, join(home, 'hub', 'database'))
  await begin()
})
afterAll(async () => {
  await end()
  await removeFolder(home)
  await removeFolder(folder)
})

async function audit(...words: string[]): Promise<{ readonly well: boolean; readonly lines: readonly string[] }> {
  const lines: string[] = []
  const well = await auditCommand({ config: { home, databaseUrl: null }, words, say: (line) => lines.push(line) })
  return { well, lines }
}

/** The same as a program of its own, as `npm run audit` starts it. */
function program(...words: string[]): Promise<{ readonly code: number; readonly output: string }> {
  const index = join(import.meta.dirname, '../../../src/hub/index.ts')
  const env = { ...process.env, FORECOURT_HOME: home, DATABASE_URL: '' }
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [index, 'audit', ...words], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` }),
    )
  })
}

test('a database that no hub has brought to this version says so, and a folder without one too', async () => {
  await expect(audit()).rejects.toThrow(/start its hub once/)
  const other = { home: join(home, 'nowhere'), databaseUrl: null }
  await expect(auditCommand({ config: other, words: [], say: () => undefined })).rejects.toThrow(/no database of a hub/)
  expect(await readdir(home)).toEqual(['hub'])
})

let noted = ''

test('beside a hub that runs, the audit is walked along and its newest link is printed to be noted', async () => {
  await migrate(database.db, migrations)
  await sql`insert into hub_home (print, group_id) values ('print', ${ids.group(1)})`.execute(database.db)
  const hub = openTestHub(openPostgresStore(database.pool, ids.group(1)))
  await hub.store.found(ids.epoch(1))
  await furnish(hub)
  await hub.bring(agentRow(4, [grant(1)]), caseRow(1))
  hub.clock.now = Date.UTC(2026, 10, 12, 13)
  const named = { case: ids.case(1), party: ids.party(1) }
  await hub.say('case.claim', named, { source: { kind: 'agent', id: ids.agent(1) } })
  await hub.say('case.claim', named, { source: { kind: 'agent', id: ids.agent(3) } })
  await hub.say('case.raise', { ...named, reason: 'Her second breakdown', note: null }, { source: { kind: 'agent', id: ids.agent(1) } })
  await hub.authority.close()
  const { well, lines } = await audit()
  expect(well).toBe(true)
  expect(lines[0]).toBe('9 entries, whole')
  noted = /^Newest link, of number 9: ([0-9a-f]{64})$/.exec(lines[1] ?? '')?.[1] ?? ''
  expect(noted).not.toBe('')
})

test('the history of a case is printed, by its id and by its number', async () => {
  const { well, lines } = await audit('--case', 'C-1')
  expect(well).toBe(true)
  expect(lines.map((line) => line.trim())).toEqual([
    '9  2026-11-12T13:00:00.000Z  Agent 1  case.raise  reason: Her second breakdown',
    '8  2026-11-12T13:00:00.000Z  Agent 3  case.claim  refused: already-claimed',
    '7  2026-11-12T13:00:00.000Z  Agent 1  case.claim',
    '6  1970-01-01T00:00:01.000Z  system:test  import.rows',
  ])
  expect((await audit('--case', ids.case(1))).lines).toEqual(lines)
  expect(await audit('--case', 'C-404')).toEqual({ well: false, lines: ['Nothing was decided about a case C-404.'] })
})

test('it changes nothing, even if it would', async () => {
  const kept = await sql<{ n: number }>`select count(*) as n from forecourt_migration`.execute(database.db)
  expect(kept.rows).toEqual([{ n: migrations.length }])
})

test('without a hub it starts the database and stops it again; the noted link is found', async () => {
  await end()
  expect((await audit('--expect', noted)).lines.at(-1)).toMatch(/stands at number 9: up to there everything is as it was/)
  expect(await readdir(join(folder, 'data'))).not.toContain('postmaster.pid')
  await begin()
})

test('as a program it ends with 0 while the audit is whole, and with 1 and the place where it is not', async () => {
  expect(await program()).toMatchObject({ code: 0, output: expect.stringContaining('9 entries, whole') })
  expect((await program('--expect', 'ab'.repeat(32))).code).toBe(1)
  expect(await program('--expect', 'short')).toMatchObject({ code: 1, output: expect.stringContaining('usage: audit') })
  const client = await database.pool.connect()
  await client.query(`select set_config('forecourt.group', '${ids.group(1)}', false); alter table audit disable trigger user`)
  await client.query(`update audit set actor = '${ids.agent(2)}' where seq = 7`)
  client.release(true)
  const { code, output } = await program()
  expect([code, output.trim()]).toEqual([
    1,
    expect.stringMatching(/^NOT WHOLE: number 7, command [0-9a-f-]{36}, 2026-11-12T13:00:00.000Z: the entry does not say what was decided/),
  ])
})
