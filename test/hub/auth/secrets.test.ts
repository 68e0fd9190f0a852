import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { decrypt, encrypt } from '../../../src/hub/auth/envelope.ts'
import { deriveKeys, openHubKeys } from '../../../src/hub/auth/keys.ts'
import { hashPassword, isPassword } from '../../../src/hub/auth/password.ts'
import { readSigned, sign } from '../../../src/hub/auth/signed.ts'
import { ACCESS_MS, readTicket, ticketsFor } from '../../../src/hub/auth/tickets.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { ids } from '../support/rows.ts'

let folder: string

beforeAll(async () => {
  folder = await freshFolder('keys')
})

afterAll(() => removeFolder(folder))

const cheap = { memory: 64, passes: 1, parallelism: 1 }

test('a password is kept as Argon2id with its own salt and stated cost, and only it matches', async () => {
  const [one, other] = [await hashPassword('four brown foxes'), await hashPassword('four brown foxes')]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
  expect(await isPassword('four brown foxes', one)).toBe(true)
  expect(await isPassword('four brown foxe', one)).toBe(false)
})

test('a password kept at another cost still matches, and the same word typed on another keyboard too', async () => {
  const kept = await hashPassword('Brandstätter', cheap)
  expect(await isPassword('Brandst\u0061\u0308tter', kept)).toBe(true)
})

test('a text that is no stored password matches nothing', async () => {
  const kept = await hashPassword('x', cheap)
  for (const broken of ['', 'x', kept.slice(1), `${kept}A`, kept.replace('argon2id', 'argon2i'), kept.replace('m=64', 'm=99999999')]) {
    expect(await isPassword('x', broken)).toBe(false)
  }
})

const key = Buffer.alloc(32, 1)
const Claims = z.strictObject({ who: z.string() })

test('a signed token is read by its key alone, and by no other', () => {
  const token = sign(key, { who: 'lena' })
  expect(readSigned(key, Claims, token)).toEqual({ who: 'lena' })
  expect(readSigned(Buffer.alloc(32, 2), Claims, token)).toBeNull()
  expect(readSigned(key, z.strictObject({ who: z.number() }), token)).toBeNull()
  expect(readSigned(key, Claims, sign(key, { who: 'lena', admin: true }))).toBeNull()
})

test('a token with any character changed, added or left out is none', () => {
  const token = sign(key, { who: 'lena' })
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '.', '=', '\n', ' ', ''), (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1)
      expect(changed === token ? null : readSigned(key, Claims, changed)).toBeNull()
    }),
    { numRuns: 500 },
  )
})

test('no text at all makes the reader of tokens fail', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      expect(readSigned(key, Claims, text)).toBeNull()
      expect(readSigned(key, Claims, `v1.${text}.${'A'.repeat(43)}`)).toBeNull()
    }),
  )
})

test('an access token says whose it is for ten minutes, and never beyond the end of the sign-in', () => {
  const session = {
    id: ids.command(1),
    group: ids.group(1),
    agent: ids.agent(1),
    device: ids.device(1),
    openedAt: 0,
    endsAt: 900_000,
    machine: null,
    revokedAt: null,
  }
  const { access, accessUntil } = ticketsFor(key, session, { refresh: 'r', now: 0 })
  expect(accessUntil).toBe(ACCESS_MS)
  expect(readTicket(key, access, ACCESS_MS - 1)).toMatchObject({ agent: ids.agent(1), session: session.id })
  expect(readTicket(key, access, ACCESS_MS)).toBeNull()
  expect(ticketsFor(key, session, { refresh: 'r', now: 800_000 }).accessUntil).toBe(900_000)
})

test('what is encrypted opens only with its key, at its place, unchanged', () => {
  const sealed = encrypt(key, 'seal one', Buffer.from('secret'))
  expect(decrypt(key, 'seal one', sealed).toString()).toBe('secret')
  expect(sealed.includes('secret')).toBe(false)
  expect(() => decrypt(key, 'seal two', sealed)).toThrow()
  expect(() => decrypt(Buffer.alloc(32, 2), 'seal one', sealed)).toThrow()
  const changed = Buffer.from(sealed)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(() => decrypt(key, 'seal one', changed)).toThrow()
})

test("the hub's key is made once, readable by its user alone, and the same at the next start", async () => {
  const first = await openHubKeys(join(folder, 'hub'))
  const path = join(folder, 'hub', 'hub.key')
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await openHubKeys(join(folder, 'hub'))).toEqual(first)
  expect(await readFile(path, 'utf8')).not.toContain(first.replay)
})

test('each use has a key of its own', () => {
  const { ticket, visitor, seal, replay, print } = deriveKeys(key)
  const all = [ticket, visitor, seal].map((one) => Buffer.from(one).toString('base64url'))
  expect(new Set([...all, replay, print]).size).toBe(5)
})

test('a damaged key file stops the start with a sentence and is not replaced', async () => {
  const path = join(folder, 'hub', 'hub.key')
  await writeFile(path, 'half a k')
  await expect(openHubKeys(join(folder, 'hub'))).rejects.toThrow('put it back from a backup')
  expect(await readFile(path, 'utf8')).toBe('half a k')
})
