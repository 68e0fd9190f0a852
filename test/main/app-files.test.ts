import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { appFile } from '../../src/main/app-files.ts'

const home = mkdtempSync(join(tmpdir(), 'app-files-'))
const folder = join(home, 'renderer')
mkdirSync(join(folder, 'assets'), { recursive: true })
writeFileSync(join(folder, 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'assets', 'index.js'), 'export {}')
writeFileSync(join(folder, 'assets', 'index.js.map'), '{}')
writeFileSync(join(home, 'secret.js'), 'secret')
mkdirSync(join(home, 'renderer-other'))
writeFileSync(join(home, 'renderer-other', 'x.js'), 'secret')

test('the built page and its parts are served with their types', async () => {
  expect(await appFile(folder, '/')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
  expect(await appFile(folder, '/assets/index.js')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' })
})

test.each(['/../secret.js', '/..%2fsecret.js', '/%2e%2e/secret.js', '/assets/../../secret.js', '/../renderer-other/x.js', '/%00', '/%zz'])(
  'nothing outside the folder is served: %s',
  async (path) => {
    const { status, body } = await appFile(folder, path)
    expect({ status, body }).toEqual({ status: 403, body: null })
  },
)

test('what is missing, and what is of a kind we do not ship, is not found', async () => {
  symlinkSync('/nowhere', join(folder, 'broken.js'))
  for (const path of ['/assets/index.js.map', '/nothing.js', '/broken.js', '/assets'])
    expect((await appFile(folder, path)).status).toBe(404)
})
