import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { Vouched } from '../../domain/contract/visitor.ts'

const shape = /^([A-Za-z0-9_-]{10,200})\.([A-Za-z0-9_-]{10,3500})\.([A-Za-z0-9_-]{43})$/

/** One algorithm, said by us and not chosen by the token (RFC 8725, 3.1). */
const Header = z.strictObject({ alg: z.literal('HS256'), typ: z.literal('JWT').optional(), kid: z.string().max(100).optional() })

const LIFE_S = 600
/** A dealer's clock may be a little off. */
const SKEW_S = 60

function readPart<T>(schema: z.ZodType<T>, part: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(part, 'base64url').toString()))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** What a site's `identify` token vouches for (JWT, HS256), or null where it is not the site's, not of now, or for too long. */
export function readVouched(secret: Uint8Array, token: string, now: number): Vouched | null {
  const [, head = '', body = '', mac = ''] = shape.exec(token) ?? []
  const given = Buffer.from(mac, 'base64url')
  const made = createHmac('sha256', secret).update(`${head}.${body}`).digest()
  if (given.length !== made.length || !timingSafeEqual(given, made) || !readPart(Header, head)) return null
  const vouched = readPart(Vouched, body)
  const seconds = now / 1_000
  if (!vouched || vouched.exp <= seconds || vouched.iat > seconds + SKEW_S) return null
  return vouched.exp <= seconds + LIFE_S + SKEW_S && vouched.exp - vouched.iat <= LIFE_S + SKEW_S ? vouched : null
}

/** Signs such a token, as a dealer's site does for its signed-in owner. */
export function signVouched(secret: Uint8Array, vouched: Vouched): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(vouched)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}
