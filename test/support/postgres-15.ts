import { spawnSync } from 'node:child_process'
import { chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseAccount } from '../../src/hub/postgres/choose-account.ts'
import { freePort } from '../../src/hub/postgres/pg-ctl.ts'
import { startPostmaster } from '../../src/hub/postgres/postmaster.ts'
import { run } from '../../src/hub/postgres/run.ts'
import { freshFolder, removeFolder } from './folder.ts'

/** Where this machine's own PostgreSQL has its programs; null where it has none. */
export const serverPrograms: string | null = (() => {
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  return asked.status === 0 ? asked.stdout.trim() : null
})()

/** A server as a dealer group would run one: another version, reached over TCP by a URL. */
export async function startServer(
  programs: string,
  initdbArgs: readonly string[],
  settings = '',
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = await freshFolder('server')
  const account = await chooseAccount(null)
  const data = join(folder, 'data')
  await mkdir(data, { mode: 0o700 })
  for (const path of account ? [folder, data] : []) await chown(path, account?.uid ?? 0, account?.gid ?? 0)
  const args = ['-D', data, '-U', 'forecourt', '--auth=trust', '--no-sync', ...initdbArgs]
  const made = await run(join(programs, 'initdb'), args, { cwd: data, account })
  if (made.code !== 0) throw new Error(made.output)
  const port = await freePort()
  const own = `listen_addresses = '127.0.0.1'\nport = ${port}\nunix_socket_directories = ''\n${settings}\n`
  await writeFile(join(data, 'postgresql.auto.conf'), own)
  const spec = { program: join(programs, 'postgres'), data, account, logFile: join(folder, 'log') }
  const started = await startPostmaster(spec)
  if (started.kind !== 'up') throw new Error(started.reason)
  return {
    url: `postgres://forecourt@127.0.0.1:${port}/postgres`,
    async stop() {
      await started.postmaster.stop()
      await removeFolder(folder)
    },
  }
}
