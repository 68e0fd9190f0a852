import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { expect } from '@playwright/test'
import { launch, onRealElectron, test } from '../desktop/fixture.ts'

const app = join(import.meta.dirname, 'app')

test.skip(onRealElectron, 'a real machine has the keyring it has')

async function on(
  home: string,
  env: Readonly<Record<string, string>>,
  ask: (electron: ElectronApplication) => Promise<void>,
): Promise<void> {
  const electron = await launch({ app, home, env })
  await electron.firstWindow()
  await ask(electron)
  await electron.close()
}

const seal = (electron: ElectronApplication) =>
  electron.evaluate(async ({ safeStorage }) => ({
    backend: safeStorage.getSelectedStorageBackend(),
    available: await safeStorage.isAsyncEncryptionAvailable(),
    sealed: await safeStorage.encryptStringAsync('the key').then(
      (bytes) => bytes.toString('base64'),
      (error: Error) => error.message,
    ),
  }))

const unseal = (electron: ElectronApplication, sealed: string) =>
  electron.evaluate(
    ({ safeStorage }, text) =>
      safeStorage.decryptStringAsync(Buffer.from(text, 'base64')).then(
        (opened) => opened,
        (error: Error) => error.message,
      ),
    sealed,
  )

const failure = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.'

test('with a keyring, a secret survives a restart, and another keyring does not open it', async ({ home }) => {
  const keyring = { FORECOURT_HOST_SAFE_STORAGE: 'keyring', FORECOURT_HOST_KEYRING: join(home, 'keyring') }
  let sealed = ''
  await on(home, keyring, async (electron) => {
    const answer = await seal(electron)
    expect(answer).toMatchObject({ backend: 'gnome_libsecret', available: true })
    sealed = answer.sealed
    expect(Buffer.from(sealed, 'base64').toString('latin1')).toMatch(/^v11/)
  })
  await on(home, keyring, async (electron) => {
    expect(await unseal(electron, sealed)).toEqual({ result: 'the key', shouldReEncrypt: false })
  })
  await on(home, { ...keyring, FORECOURT_HOST_KEYRING: join(home, 'another') }, async (electron) => {
    expect(JSON.stringify(await unseal(electron, sealed))).not.toContain('the key')
  })
  await on(home, { FORECOURT_HOST_SAFE_STORAGE: 'basic_text' }, async (electron) => {
    expect(await unseal(electron, sealed)).toBe(failure)
  })
})

test('without a keyring, the backend says that it protects nothing', async ({ home }) => {
  await on(home, { FORECOURT_HOST_SAFE_STORAGE: 'basic_text' }, async (electron) => {
    const { backend, available, sealed } = await seal(electron)
    expect({ backend, available }).toEqual({ backend: 'basic_text', available: true })
    expect(await unseal(electron, sealed)).toEqual({ result: 'the key', shouldReEncrypt: false })
    const sync = () =>
      electron.evaluate(({ safeStorage }) => Reflect.apply(Reflect.get(safeStorage, 'isEncryptionAvailable'), safeStorage, []))
    expect(await sync()).toBe(false)
  })
})

test('with a keyring that stays locked, nothing is sealed', async ({ home }) => {
  await on(home, { FORECOURT_HOST_SAFE_STORAGE: 'unavailable' }, async (electron) => {
    expect(await seal(electron)).toEqual({
      backend: 'unknown',
      available: false,
      sealed: 'Error while encrypting the text provided to safeStorage.encryptStringAsync.',
    })
  })
})
