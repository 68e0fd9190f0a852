import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readVouched, signVouched } from '../../../src/hub/visitor/vouched.ts'

const secret = Buffer.from('the secret of a site')
const NOW = 1_800_000_000_000
const seconds = NOW / 1_000
const claims = { sub: 'K-1', name: 'Katharina Brandt', iat: seconds, exp: seconds + 300 }

/** A token with a head and body of one's own choice, rightly signed with this key. */
function forged(head: object, body: object, key: Uint8Array = secret): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const text = `${part(head)}.${part(body)}`
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
}

test("a token signed with the site's key vouches for its owner, with what the site knows of them", () => {
  const more = { ...claims, email: 'k@mail.example', phone: '+49 40 1', other: 'ignored' }
  expect(readVouched(secret, forged({ alg: 'HS256', typ: 'JWT' }, more), NOW)).toMatchObject({ sub: 'K-1', email: 'k@mail.example' })
  expect(readVouched(secret, signVouched(secret, claims), NOW)).toEqual(claims)
})

test('a token of another key, or changed anywhere, vouches for nobody', () => {
  const token = signVouched(secret, claims)
  expect(readVouched(Buffer.from('another secret'), token, NOW)).toBeNull()
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'Z', '.', '=', ''), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1)
      expect(changed === token ? null : readVouched(secret, changed, NOW)).toBeNull()
    }),
  )
})

test.each([
  ['no algorithm', { alg: 'none', typ: 'JWT' }],
  ['another algorithm', { alg: 'HS512', typ: 'JWT' }],
  ['an algorithm with keys in pairs', { alg: 'RS256', typ: 'JWT' }],
  ['a head that brings a key of its own', { alg: 'HS256', typ: 'JWT', jwk: { kty: 'oct', k: 'AA' } }],
  ['a head that names critical extensions', { alg: 'HS256', typ: 'JWT', crit: ['exp'] }],
  ['no head to speak of', {}],
])('a token with %s vouches for nobody, even rightly signed', (_what, head) => {
  expect(readVouched(secret, forged(head, claims), NOW)).toBeNull()
})

test.each([
  ['that is over', { exp: seconds - 1, iat: seconds - 300 }],
  ['of the future', { iat: seconds + 120, exp: seconds + 300 }],
  ['for longer than ten minutes', { exp: seconds + 3_600 }],
  ['that began long ago and ends soon', { iat: seconds - 3_600, exp: seconds + 60 }],
  ['without an end', { exp: undefined }],
  ['whose end is a word', { exp: 'tomorrow' }],
  ['for nobody', { sub: '' }],
  ['without a name', { name: undefined }],
])('a token %s vouches for nobody', (_what, more) => {
  expect(readVouched(secret, forged({ alg: 'HS256' }, { ...claims, ...more }), NOW)).toBeNull()
})

test('a site whose clock is half a minute fast is still believed', () => {
  expect(readVouched(secret, signVouched(secret, { ...claims, iat: seconds + 30, exp: seconds + 630 }), NOW)).not.toBeNull()
})

test('no text makes the reader fail', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      expect(readVouched(secret, text, NOW)).toBeNull()
    }),
  )
})
