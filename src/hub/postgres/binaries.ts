import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Account } from './account.ts'
import type { PlatformPackage } from './platform-package.ts'
import { type Ran, run } from './run.ts'
import { StartRefused } from './start-refused.ts'
import { applySymlinks } from './symlinks.ts'

/** The three programs the hub runs. */
export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string }

export type BinariesRequest = {
  readonly found: PlatformPackage
  /** A folder of ours for a copy, where the package's own folder does not serve. */
  readonly place: string
  readonly account: Account | null
}

/** The programs where they lie, if the account can run them there; else a copy of them in our own folder. */
export async function readyBinaries({ found, place, account }: BinariesRequest): Promise<Binaries> {
  const linked = await applySymlinks(found.root).then(
    () => true,
    () => false,
  )
  const inPlace = programs(found.root)
  if (linked && (await tryOut(inPlace, place, account)).code === 0) return inPlace

  const copy = join(place, `binaries-${found.version}`)
  const copied = programs(copy)
  if ((await tryOut(copied, place, account)).code === 0) return copied
  await copyTo(copy, found)
  const ran = await tryOut(copied, place, account)
  if (ran.code === 0) return copied
  throw new StartRefused(
    'cannot-start',
    `PostgreSQL cannot run on this machine: ${ran.output.trim()}. Set DATABASE_URL to a PostgreSQL 15 or newer instead.`,
  )
}

function programs(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(root, 'native', 'bin', name + suffix)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

/** Really starting it is the one check that sees folder rights, noexec mounts and missing libraries alike. */
function tryOut(binaries: Binaries, cwd: string, account: Account | null): Promise<Ran> {
  return run(binaries.postgres, ['--version'], { cwd, account })
}

async function copyTo(copy: string, found: PlatformPackage): Promise<void> {
  const place = join(copy, '..')
  const earlier = (await readdir(place)).filter((name) => name.startsWith('binaries-'))
  const draft = `${copy}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o755 })
  await cp(join(found.root, 'native'), join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a') && basename(source) !== 'pkgconfig',
  })
  await applySymlinks(draft)
  // One flush of the file system: a thousand small fsyncs would take seconds.
  await run('sync', process.platform === 'linux' ? ['-f', draft] : [], { cwd: draft })
  for (const name of earlier) await rm(join(place, name), { recursive: true, force: true })
  await rename(draft, copy)
}
