import { access, chmod, chown, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isRoot } from '../../../src/hub/postgres/account.ts'
import { chooseAccount } from '../../../src/hub/postgres/choose-account.ts'
import { openEmbedded } from '../../../src/hub/postgres/embedded.ts'
import { open } from '../../../src/hub/postgres/open.ts'
import { databaseFolder } from '../../support/database.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { keptLog } from '../../support/log.ts'
import { killHubAfter } from './killed-hub.ts'

const { log } = keptLog()
const asRoot = test.skipIf(!isRoot())
let base = ''

beforeEach(async () => {
  base = await freshFolder('place')
})

afterEach(() => removeFolder(base))

/** Opens, asks, stops: what a hub run amounts to here. */
async function ask(folder: string, question: string): Promise<unknown> {
  const embedded = await openEmbedded({ folder, log, outside: [join(base, 'outside')] })
  const { db, close } = await open<unknown>(embedded, { log })
  try {
    return (await sql.raw(question).execute(db)).rows
  } finally {
    await close()
    await embedded.stop()
  }
}

asRoot('for root the database runs as another user, who owns it', async () => {
  const folder = await databaseFolder('root')
  const embedded = await openEmbedded({ folder, log })
  const owner = await stat(join(folder, 'data'))
  const server = await readFile(`/proc/${embedded.pid()}/status`, 'utf8').catch(() => '')
  await embedded.stop()
  await removeFolder(folder)

  expect(owner.uid).not.toBe(0)
  expect(owner.mode & 0o777).toBe(0o700)
  if (process.platform === 'linux') expect(server).toContain(`Uid:\t${owner.uid}\t${owner.uid}\t`)
})

asRoot('where root keeps its home closed the database lies outside, is found again, and is missed when it is gone', async () => {
  const home = join(base, 'closed')
  await mkdir(home, { mode: 0o700 })
  await mkdir(join(base, 'outside'), { mode: 0o755 })
  const folder = join(home, 'forecourt', 'postgres')

  await ask(folder, 'create table kept as select 7 as seven')
  await chmod(home, 0o711)
  expect(await ask(folder, 'select * from kept')).toEqual([{ seven: 7 }])

  const { database } = JSON.parse(await readFile(join(folder, 'place.json'), 'utf8'))
  expect(database.startsWith(join(base, 'outside', 'forecourt'))).toBe(true)
  await rm(database, { recursive: true })
  await expect(ask(folder, 'select 1')).rejects.toMatchObject({ code: 'place-gone', message: expect.stringContaining(database) })
  await expect(access(database)).rejects.toThrow()
})

asRoot('a database that an ordinary user made is taken up by root as that user, and then by the user again', async () => {
  const account = await chooseAccount(null)
  const owner = { uid: account?.uid ?? 0, gid: account?.gid ?? 0 }
  const folder = await databaseFolder('ordinary')
  await chown(folder, owner.uid, owner.gid)
  await chown(join(folder, 'secret.json'), owner.uid, owner.gid)
  const run = { ...owner, env: { PATH: process.env.PATH ?? '' }, cwd: '/' }

  await killHubAfter(2, folder, run)
  expect(await ask(folder, 'delete from kept where number < 100000 returning 1 as gone')).toContainEqual({ gone: 1 })
  await killHubAfter(2, folder, run)
  expect(await ask(folder, 'select 1 from kept where number = 1')).toHaveLength(1)
  await removeFolder(folder)
})
