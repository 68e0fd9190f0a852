import { createHash } from 'node:crypto'
import { access, chmod, mkdir, mkdtemp, readFile, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { type Embedded, openEmbedded } from '../../src/hub/postgres/embedded.ts'
import { type Opened, open } from '../../src/hub/postgres/open.ts'
import { findPackage } from '../../src/hub/postgres/platform-package.ts'
import { run } from '../../src/hub/postgres/run.ts'
import { freshFolder, removeFolder } from './folder.ts'
import { keptLog } from './log.ts'

/** A real database of this test's own, empty. */
export type TestDatabase = {
  readonly embedded: Embedded
  readonly opened: Opened<unknown>
  readonly db: Kysely<unknown>
  close(): Promise<void>
}

/** Opens the hub's own PostgreSQL on a folder of its own; closing it takes the folder away. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const folder = await databaseFolder('database')
  const { log } = keptLog()
  const embedded = await openEmbedded({ folder, log })
  const opened = await open<unknown>(embedded, { log })
  return {
    embedded,
    opened,
    db: opened.db,
    async close() {
      await opened.close()
      await embedded.stop()
      await removeFolder(folder)
    },
  }
}

/** A fresh folder that already holds an empty database: a copy, because making one takes a second of a whole core. */
export async function databaseFolder(name: string): Promise<string> {
  const folder = await freshFolder(name)
  // Windows makes its own: its files cannot be copied with their rights by one command.
  if (process.platform !== 'win32') await mustRun('cp', ['-a', `${await template()}/.`, folder])
  await chmod(folder, 0o711)
  return folder
}

/** One empty database for all test files, named by what made it, so a change there makes another. */
async function template(): Promise<string> {
  const { version } = await findPackage()
  const makers = ['initialise', 'postmaster', 'prepare', 'settings'].map((name) =>
    join(import.meta.dirname, `../../src/hub/postgres/${name}.ts`),
  )
  const texts = await Promise.all(makers.map((path) => readFile(path, 'utf8')))
  const key = createHash('sha256')
    .update([version, process.getuid?.(), ...texts].join('\n'))
    .digest('hex')
    .slice(0, 12)
  const path = join(tmpdir(), `forecourt-template-${key}`)
  const there = () =>
    access(path).then(
      () => true,
      () => false,
    )
  if (await there()) return path
  const draft = await mkdtemp(`${path}-`)
  await chmod(draft, 0o711)
  await mkdir(join(draft, 'home'), { mode: 0o711 })
  await (await openEmbedded({ folder: join(draft, 'home'), log: keptLog().log })).stop()
  // Whoever is first wins; the others drop theirs.
  await rename(join(draft, 'home'), path).catch((error: Error) => there().then((exists) => exists || Promise.reject(error)))
  await removeFolder(draft)
  return path
}

async function mustRun(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await run(command, args, { cwd: '/' })
  if (code !== 0) throw new Error(output)
}
