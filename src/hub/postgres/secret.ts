import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file.ts'

const stored = z.object({ password: z.string().regex(/^[\w-]{20,}$/) })

/** The hub's own password to its own database: made once, kept in a file only the hub's user can read. */
export async function readSecret(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'secret.json'), 'utf8').catch(() => null)
  return text === null ? null : stored.parse(JSON.parse(text)).password
}

/** Makes a new password and keeps it before anything can depend on it. */
export async function makeSecret(folder: string): Promise<string> {
  const password = newPassword()
  await writeDurably(join(folder, 'secret.json'), `${JSON.stringify({ password })}\n`)
  return password
}

/** 256 random bits in characters that need no quoting in SQL or in a URL. */
export function newPassword(): string {
  return randomBytes(32).toString('base64url')
}
