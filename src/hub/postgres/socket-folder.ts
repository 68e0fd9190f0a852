import { chown, lstat, mkdir, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { socketPort } from './settings.ts'
import { shortName } from './short-name.ts'

/** A private folder for the socket. Not TMPDIR: a socket's path must stay under about 100 bytes. */
export async function makeSocketFolder(folder: string, account: Account | null): Promise<string> {
  const owner = account ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const path = join('/tmp', `forecourt-${shortName(folder)}`)
  await mkdir(path, { mode: 0o700 }).then(
    () => chown(path, owner.uid, owner.gid),
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  const found = await lstat(path)
  if (found.isDirectory() && found.uid === owner.uid && (found.mode & 0o077) === 0) return path
  // /tmp is everybody's, so a stranger may have taken the name: then one that nobody can foresee.
  const other = await mkdtemp('/tmp/forecourt-')
  await chown(other, owner.uid, owner.gid)
  return other
}

/** Takes a dead server's socket away, so that its lock file cannot be taken for a living one's. */
export async function clearSocket(folder: string): Promise<void> {
  const socket = join(folder, `.s.PGSQL.${socketPort}`)
  await Promise.all([socket, `${socket}.lock`].map((path) => rm(path, { force: true })))
}

/** Takes the folder away when the server is down; one that is in use stays. */
export async function removeSocketFolder(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined)
}
