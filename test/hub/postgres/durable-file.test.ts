import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeDurably } from '../../../src/hub/postgres/durable-file.ts'
import { makeSecret, readSecret } from '../../../src/hub/postgres/secret.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'

test('a file is replaced whole, for its owner only, and no draft stays behind', async () => {
  const folder = await freshFolder('durable')
  const path = join(folder, 'note')
  await writeFile(path, 'old')
  await chmod(path, 0o644)

  await writeDurably(path, 'new')

  expect(await readFile(path, 'utf8')).toBe('new')
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['note'])
  await expect(writeDurably(join(folder, 'note', 'below'), 'x')).rejects.toThrow()
  await removeFolder(folder)
})

test('the password is long, kept, and needs no quoting anywhere', async () => {
  const folder = await freshFolder('secret')
  expect(await readSecret(folder)).toBeNull()
  const password = await makeSecret(folder)
  expect(password).toMatch(/^[\w-]{43}$/)
  expect(await readSecret(folder)).toBe(password)
  await removeFolder(folder)
})
