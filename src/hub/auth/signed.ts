import { createHmac, timingSafeEqual } from 'node:crypto'
import type { z } from 'zod'

const shape = /^v1\.([A-Za-z0-9_-]{2,1800})\.([A-Za-z0-9_-]{43})$/

const macOf = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** Claims as a short text that only a holder of the key can have made: one version, one algorithm, nothing to choose. */
export function sign(key: Uint8Array, claims: object): string {
  const head = `v1.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`
  return `${head}.${macOf(key, head).toString('base64url')}`
}

/** The claims of a token signed with this key, or null. Nothing of it is read before the signature is checked. */
export function readSigned<T>(key: Uint8Array, schema: z.ZodType<T>, token: string): T | null {
  const [, payload = '', mac = ''] = shape.exec(token) ?? []
  const given = Buffer.from(mac, 'base64url')
  const made = macOf(key, `v1.${payload}`)
  if (given.length !== made.length || !timingSafeEqual(given, made)) return null
  return readJson(schema, Buffer.from(payload, 'base64url').toString())
}

function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
