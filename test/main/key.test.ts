import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { newKey, passwordKey, seal, sealKey, unseal } from '../../src/main/key.ts'

const salt = Buffer.alloc(16, 7)

test('what is sealed opens with the same key only, and never after a bit has changed', () => {
  const key = newKey()
  const sealed = seal(key, Buffer.from('the database key'))
  expect(unseal(key, sealed)?.toString()).toBe('the database key')
  expect(unseal(newKey(), sealed)).toBeNull()
  const text = Buffer.from(sealed.text, 'base64')
  text[0] = (text[0] ?? 0) ^ 1
  expect(unseal(key, { ...sealed, text: text.toString('base64') })).toBeNull()
  expect(unseal(key, { ...sealed, tag: '' })).toBeNull()
})

test('the password and the keyring are both needed', async () => {
  const keyring = randomBytes(32)
  const right = await passwordKey('a long password', keyring, salt)
  expect(await passwordKey('a long password', keyring, salt)).toEqual(right)
  for (const wrong of [
    passwordKey('a long passwore', keyring, salt),
    passwordKey('a long password', null, salt),
    passwordKey('a long password', randomBytes(32), salt),
  ])
    expect(await wrong).not.toEqual(right)
})

test('a password typed on another keyboard in another form is the same password', async () => {
  expect(await passwordKey('Grün', null, salt)).toEqual(await passwordKey('Gru\u0308n', null, salt))
})

test("the hub's seal opens what it sealed, for this salt only", () => {
  expect(sealKey('seal', salt)).toEqual(sealKey('seal', salt))
  expect(sealKey('seal', salt)).not.toEqual(sealKey('seal', Buffer.alloc(16, 8)))
})
