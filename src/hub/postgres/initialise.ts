import { randomBytes } from 'node:crypto'
import { chown, mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { syncFolder } from './durable-file.ts'
import type { Place } from './place.ts'
import { run } from './run.ts'
import { newPassword } from './secret.ts'
import { type Listening, writeSettings } from './settings.ts'
import { StartRefused } from './start-refused.ts'

/** The role and the database the hub works in; the role owns the database but is no superuser, so row-level security binds it. */
export const hubName = 'forecourt'

/** The collation of every embedded database: by code point, the same on every platform and for ever. */
export const collation = 'C.UTF-8'

const draftPrefix = 'data.draft-'

/** What lies where the data should be. */
export type Found = { readonly kind: 'none' } | { readonly kind: 'data'; readonly major: number } | { readonly kind: 'other' }

/** Looks, and touches nothing. */
export async function inspectData(data: string): Promise<Found> {
  const folder = await open(data, 'r').catch(() => null)
  if (!folder) return { kind: 'none' }
  await folder.close()
  const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')
  const major = Number.parseInt(version, 10)
  return Number.isInteger(major) ? { kind: 'data', major } : { kind: 'other' }
}

export type Initialisation = {
  readonly place: Place
  readonly binaries: Binaries
  readonly listening: Listening
  readonly password: string
}

/** Makes the database beside its place and moves it in when it is whole, so a half-made one is never opened. */
export async function initialise({ place, binaries, listening, password }: Initialisation): Promise<void> {
  await clearDrafts(place.root)
  // A name of its own: an initdb that outlived a killed hub may still be writing under the last one.
  const draft = join(place.root, `${draftPrefix}${randomBytes(4).toString('hex')}`)
  await mkdir(draft, { mode: 0o700 })
  if (place.account) await chown(draft, place.account.uid, place.account.gid)
  await initdb(draft, binaries, place.account)
  await writeSettings(draft, listening, place.account)
  await runSingleUser({ binaries, data: draft, account: place.account }, [
    `CREATE ROLE ${hubName} LOGIN CREATEROLE PASSWORD '${password}'`,
    `CREATE DATABASE ${hubName} OWNER ${hubName}`,
  ])
  await rename(draft, place.data)
  await syncFolder(place.root)
}

/** What first starts that were cut short left behind; none of it ever held a row. */
async function clearDrafts(root: string): Promise<void> {
  const drafts = (await readdir(root)).filter((name) => name.startsWith(draftPrefix))
  for (const name of drafts) await rm(join(root, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/** Gives the role a new password where the file that kept it was lost. */
export function resetPassword({ place, binaries, password }: Omit<Initialisation, 'listening'>): Promise<void> {
  return runSingleUser({ binaries, ...place }, [`ALTER ROLE ${hubName} PASSWORD '${password}'`])
}

async function initdb(data: string, binaries: Binaries, account: Account | null): Promise<void> {
  const passwordFile = `${data}.password`
  const file = await open(passwordFile, 'wx', 0o600)
  // The superuser's password is kept nowhere: the hub never signs in as superuser.
  await file.writeFile(newPassword())
  if (account) await file.chown(account.uid, account.gid)
  await file.close()
  const choices = ['--encoding=UTF8', '--locale-provider=builtin', `--builtin-locale=${collation}`, '--locale=C']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const ran = await run(binaries.initdb, ['-D', data, ...choices, ...access, '--data-checksums', '--no-instructions'], {
    cwd: data,
    account,
  })
  await unlink(passwordFile)
  if (ran.code !== 0) throw cannotMake(ran.output)
}

type SingleUser = { readonly binaries: Binaries; readonly data: string; readonly account: Account | null }

async function runSingleUser({ binaries, data, account }: SingleUser, statements: readonly string[]): Promise<void> {
  const args = ['--single', '-D', data, '-c', 'exit_on_error=on', 'postgres']
  const ran = await run(binaries.postgres, args, { cwd: data, account, input: `${statements.join(';\n')};\n` })
  if (ran.code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(ran.output)) throw cannotMake(ran.output)
}

function cannotMake(output: string): StartRefused {
  const last = output.trim().split('\n').at(-1) ?? ''
  return new StartRefused('cannot-start', `PostgreSQL could not make the hub's database: ${last}`)
}
