import { randomBytes } from 'node:crypto'
import { safeStorage } from 'electron'

/** The platform keyring's part of the key: a secret kept there, and the bytes by which it is asked back. */
export interface Kept {
  readonly secret: Buffer
  readonly blob: string
}

/** Whether the platform protects anything: `basic_text` is a password known to everybody, so it counts as no keyring. */
export async function hasKeyring(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())
}

/** Makes a secret and has the keyring keep it; null where there is no keyring worth the name. */
export async function keepSecret(): Promise<Kept | null> {
  if (!(await hasKeyring())) return null
  const secret = randomBytes(32)
  const blob = await safeStorage.encryptStringAsync(secret.toString('base64'))
  return { secret, blob: blob.toString('base64') }
}

/** Asks the keyring for the secret again; null when it no longer can, as after a change of keyring. */
export async function recallSecret(blob: string): Promise<Buffer | null> {
  if (!(await hasKeyring())) return null
  try {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(blob, 'base64'))
    return Buffer.from(result, 'base64')
  } catch {
    return null
  }
}
