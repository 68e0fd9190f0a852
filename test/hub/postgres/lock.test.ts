import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lock, lockAddress } from '../../../src/hub/postgres/lock.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'

test('a folder is held by one hub at a time, whatever name it is reached by, and is free again after', async () => {
  const folder = await freshFolder('lock')
  await symlink(folder, join(folder, 'alias'))
  const held = await lock(folder)

  await expect(lock(join(folder, 'alias'))).rejects.toMatchObject({ code: 'in-use' })
  await held.release()
  await (await lock(folder)).release()
  await removeFolder(folder)
})

test('each platform has a lock the kernel frees when its holder dies', () => {
  expect(lockAddress('00000001aaaaaaaa', 'linux')).toEqual({ path: '\0forecourt-00000001aaaaaaaa' })
  expect(lockAddress('00000001aaaaaaaa', 'win32')).toEqual({ path: '\\\\.\\pipe\\forecourt-00000001aaaaaaaa' })
  expect(lockAddress('00000001aaaaaaaa', 'darwin')).toEqual({ host: '127.0.0.1', port: 20_001 })
})
