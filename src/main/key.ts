import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, scrypt } from 'node:crypto'

/** A key shut inside AES-256-GCM, all parts base64. */
export interface Sealed {
  readonly nonce: string
  readonly tag: string
  readonly text: string
}

/** Shuts bytes under a 32-byte key. */
export function seal(key: Buffer, plain: Buffer): Sealed {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: text.toString('base64') }
}

/** Opens what `seal` shut; null when the key is another. */
export function unseal(key: Buffer, { nonce, tag, text }: Sealed): Buffer | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'))
    decipher.setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()])
  } catch {
    return null
  }
}

const COST = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 1024 * 1024 }

/** The key made of the password and, where the platform keeps one, the keyring's secret. Slow on purpose (scrypt, 64 MiB). */
export function passwordKey(password: string, keyring: Buffer | null, salt: Buffer): Promise<Buffer> {
  const secret = Buffer.concat([createHash('sha256').update(password.normalize('NFKC')).digest(), keyring ?? Buffer.alloc(0)])
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

/** The key made of the hub's seal for this device and person: opens the data when the keyring or the password changed. */
export const sealKey = (hubSeal: string, salt: Buffer): Buffer => Buffer.from(hkdfSync('sha256', hubSeal, salt, 'forecourt desk key', 32))

export const newKey = (): Buffer => randomBytes(32)
