import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../postgres/durable-file.ts'

/** The hub's secrets, all of one root, so that none opens what another guards. */
export type HubKeys = {
  /** Signs access tokens of desks. */
  readonly ticket: Uint8Array
  /** Signs tokens of visitors. */
  readonly visitor: Uint8Array
  /** Encrypts seals and the sites' shared secrets in the database. */
  readonly seal: Uint8Array
  /** Who shows this may replay stored data through the doors, with a limit of its own. */
  readonly replay: string
  /** Says which root this is without giving it away: a hub with another one must not open this database. */
  readonly print: string
}

const kept = /^[A-Za-z0-9_-]{43}$/

/** Opens the hub's root key, a file that only its user can read; made at the first start and never changed. */
export async function openHubKeys(folder: string): Promise<HubKeys> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'hub.key')
  const found = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  const text = found === null ? randomBytes(32).toString('base64url') : found.trim()
  if (!kept.test(text)) throw new Error(`${path} is damaged: put it back from a backup. Without it nobody's sign-in can be read.`)
  if (found === null) await writeDurably(path, `${text}\n`)
  return deriveKeys(Buffer.from(text, 'base64url'))
}

/** All keys of one root (HKDF, RFC 5869). */
export function deriveKeys(root: Uint8Array): HubKeys {
  const key = (use: string): Uint8Array => new Uint8Array(hkdfSync('sha256', root, 'forecourt', use, 32))
  return {
    ticket: key('ticket'),
    visitor: key('visitor'),
    seal: key('seal'),
    replay: Buffer.from(key('replay')).toString('base64url'),
    print: Buffer.from(key('print')).toString('base64url'),
  }
}
