import { chmod, mkdir, readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { z } from 'zod'
import { type Account, isRoot } from './account.ts'
import { chooseAccount } from './choose-account.ts'
import { writeDurably } from './durable-file.ts'
import { shortName } from './short-name.ts'
import { StartRefused } from './start-refused.ts'

/** Where the database lies, and as whom it runs. */
export type Place = { readonly root: string; readonly data: string; readonly account: Account | null }

const note = z.object({ database: z.string().min(1) })

/** Outside the hub's own folder, in this order, when root's database user cannot reach that folder (as under /root). */
export const outside: readonly string[] = ['/var/lib', '/var/tmp']

/** Decides once where the data goes and remembers it in `place.json`; never silently begins anew elsewhere. */
export async function choosePlace(folder: string, bases: readonly string[] = outside): Promise<Place> {
  const noted = await readNote(folder)
  if (noted) return { ...at(noted), account: await chooseAccount(await ownerOf(noted)) }
  const account = await chooseAccount(await ownerOf(folder))
  if (!account || (await canReach(folder, account))) return { ...at(folder), account }
  const root = await settleOutside(folder, bases)
  await writeDurably(join(folder, 'place.json'), `${JSON.stringify({ database: root })}\n`)
  return { ...at(root), account }
}

/** Where the data of a hub's folder lies, for whoever only looks: nothing is decided or made. */
export async function dataOf(folder: string): Promise<string> {
  return at((await readNote(folder)) ?? folder).data
}

/** The hub's folder, made if it is missing: as root others may pass through it, but not look into it. */
export async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
  return realpath(folder)
}

function at(root: string): { root: string; data: string } {
  return { root, data: join(root, 'data') }
}

async function readNote(folder: string): Promise<string | null> {
  const path = join(folder, 'place.json')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const { database } = note.parse(JSON.parse(text))
  if (await stat(database).catch(() => null)) return database
  throw new StartRefused(
    'place-gone',
    `This hub's database was kept in ${database}, which is gone. Bring that folder back; or, to begin with an empty database, delete ${path}.`,
  )
}

async function ownerOf(root: string): Promise<Account | null> {
  const found = await stat(join(root, 'data')).catch(() => null)
  return found && { uid: found.uid, gid: found.gid }
}

async function canReach(folder: string, account: Account): Promise<boolean> {
  const steps = folder.split(sep).map((_, index, all) => all.slice(0, index + 1).join(sep) || sep)
  for (const step of steps) {
    const { mode, uid, gid } = await stat(step)
    const passes = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & passes) === 0) return false
  }
  return true
}

async function settleOutside(folder: string, bases: readonly string[]): Promise<string> {
  for (const base of bases) {
    const root = join(base, 'forecourt', shortName(folder))
    const made = await mkdir(root, { recursive: true, mode: 0o711 }).catch(() => null)
    if (made === null) continue
    // In a folder open to all, somebody else could have been here first: only root's own will do.
    const [mine, parent] = await Promise.all([stat(root), stat(dirname(root))])
    if (mine.uid !== 0 || parent.uid !== 0) continue
    await chmod(dirname(root), 0o711)
    return root
  }
  throw new StartRefused(
    'no-account',
    `PostgreSQL's user cannot reach ${folder}, and no folder could be made in ${bases.join(' or ')}. Set FORECOURT_HOME to a folder that other users can pass through.`,
  )
}
