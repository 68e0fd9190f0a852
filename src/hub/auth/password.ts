import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** What one guess costs, as stored beside each password, so that it can be raised later. */
export type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number }

/** 19 MiB and two passes: OWASP's first choice for Argon2id, about 50 ms of one core. */
const standard: Cost = { memory: 19_456, passes: 2, parallelism: 1 }

const derive = promisify(argon2)
const stored = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/

/** A password as it is kept (PHC string format): Argon2id with a salt of its own. */
export async function hashPassword(password: string, cost: Cost = standard): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, cost)
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${bare(salt)}$${bare(tag)}`
}

/** Whether this is the password; a text that is no stored password matches none. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const parts = stored.exec(kept)
  if (!parts) return false
  const [, memory = '', passes = '', parallelism = '', salt = '', tag = ''] = parts
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return timingSafeEqual(await tagOf(password, Buffer.from(salt, 'base64'), cost), Buffer.from(tag, 'base64'))
}

// The same word typed on two keyboards must be the same bytes (NIST SP 800-63B 3.1.1.2).
const tagOf = (password: string, nonce: Uint8Array, cost: Cost): Promise<Buffer> =>
  derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: 32, ...cost })

const bare = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
