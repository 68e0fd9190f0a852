import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { appPath } from '../app-paths.ts'
import { modelled } from '../modelled.ts'
import { requireReady, state } from '../state.ts'

type Backend = 'keyring' | 'basic_text' | 'unavailable'

/** Which machine is played: one with a keyring, one without (Chromium's fixed password), or one whose keyring is locked for good. */
function backend(): Backend {
  const wanted = process.env.FORECOURT_HOST_SAFE_STORAGE ?? 'basic_text'
  if (wanted === 'keyring' || wanted === 'basic_text' || wanted === 'unavailable') return wanted
  throw new Error(`FORECOURT_HOST_SAFE_STORAGE is '${wanted}': it may be keyring, basic_text or unavailable`)
}

/** The keyring's secret. It lives outside the app's data, as a keyring does; another file is another keyring. */
function keyringSecret(): string {
  const file = process.env.FORECOURT_HOST_KEYRING ?? join(appPath('appData', ''), 'forecourt-stand-in-keyring')
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(16).toString('base64'), { mode: 0o600 })
  }
  return readFileSync(file, 'utf8')
}

// As Chromium on Linux: v11 for what the keyring protects, v10 for what its fixed password does not.
const key = (secret: string): Buffer => pbkdf2Sync(secret, 'saltysalt', 1, 16, 'sha1')
const keys = { v10: () => key('peanuts'), v11: () => key(keyringSecret()) }
const start = Buffer.alloc(16, ' ')

let plainText = false

const syncAvailable = (): boolean => state.ready && (backend() === 'keyring' || (backend() === 'basic_text' && plainText))

function encrypt(text: string, from: string): Buffer {
  if (backend() === 'unavailable') throw new Error(`Error while encrypting the text provided to safeStorage.${from}.`)
  const version = backend() === 'keyring' ? 'v11' : 'v10'
  const cipher = createCipheriv('aes-128-cbc', keys[version](), start)
  return Buffer.concat([Buffer.from(version), cipher.update(text, 'utf8'), cipher.final()])
}

function decrypt(data: Buffer, from: string): string {
  const failed = `Error while decrypting the ciphertext provided to safeStorage.${from}.`
  const version = data.toString('latin1', 0, 3)
  if (version !== 'v10' && version !== 'v11') throw new Error(`${failed} Ciphertext does not appear to be encrypted.`)
  if (backend() === 'unavailable' || (version === 'v11' && backend() !== 'keyring')) throw new Error(failed)
  try {
    const decipher = createDecipheriv('aes-128-cbc', keys[version](), start)
    return Buffer.concat([decipher.update(data.subarray(3)), decipher.final()]).toString('utf8')
  } catch {
    throw new Error(failed)
  }
}

const beforeReady = 'safeStorage cannot be used before app is ready'

/** Electron's safeStorage, with the keyring that FORECOURT_HOST_SAFE_STORAGE says the machine has. */
export const safeStorage: Electron.SafeStorage = modelled('safeStorage', {
  isEncryptionAvailable: syncAvailable,
  isAsyncEncryptionAvailable: async () => {
    requireReady(beforeReady)
    return backend() !== 'unavailable'
  },
  encryptString: (text: string) => {
    requireReady(beforeReady)
    if (!syncAvailable()) {
      throw new Error('Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.')
    }
    return encrypt(text, 'encryptString')
  },
  decryptString: (data: Buffer) => {
    requireReady(beforeReady)
    if (!Buffer.isBuffer(data)) throw new Error('Expected the first argument of decryptString() to be a buffer')
    if (!syncAvailable()) {
      throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString. Decryption is not available.')
    }
    return decrypt(data, 'decryptString')
  },
  encryptStringAsync: async (text: string) => {
    requireReady(beforeReady)
    return encrypt(text, 'encryptStringAsync')
  },
  decryptStringAsync: async (data: Buffer) => {
    requireReady(beforeReady)
    if (!Buffer.isBuffer(data)) throw new Error('Expected the first argument of decryptStringAsync() to be a buffer')
    return {
      result: decrypt(data, 'decryptStringAsync'),
      shouldReEncrypt: data.toString('latin1', 0, 3) === 'v10' && backend() === 'keyring',
    }
  },
  getSelectedStorageBackend: () => {
    if (!state.ready || backend() === 'unavailable') return 'unknown'
    return backend() === 'keyring' ? 'gnome_libsecret' : 'basic_text'
  },
  setUsePlainTextEncryption: (use: boolean) => {
    plainText = use
  },
})
