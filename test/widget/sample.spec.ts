import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { axe } from '../support/axe.ts'
import { openBrowser } from '../support/visitor.ts'

const folder = join(import.meta.dirname, '../../out/widget/sample')
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
}

let origin: string
let browser: Browser
let close: () => void

test.beforeEach(async () => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://here').pathname.replace('/sample/', '')
    const body = /^[\w.-]+$/.test(path) ? readFileSync(join(folder, path)) : ''
    response.setHeader('content-type', types[extname(path)] ?? 'text/javascript').end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = () => server.close()
  browser = await openBrowser()
})

test.afterEach(async () => {
  await browser.close()
  close()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`the sample dealership has nothing that axe finds, and scrolls one way only, ${colorScheme} at ${width}`, async () => {
      // Five pages, measured whole.
      test.setTimeout(150_000)
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
      const page = await context.newPage()
      for (const name of ['index', 'aurel-e4', 'tarn-3', 'configure', 'account']) {
        await page.goto(`${origin}/sample/${name}.html`)
        const { violations } = await axe(page)
        expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
      }
      await context.close()
    })
  }
}

test('a configuration is priced as it is put together, and what was saved is found again', async () => {
  const page = await browser.newPage()
  await page.goto(`${origin}/sample/configure.html?model=three`)
  await expect(page.locator('#price')).toHaveText('€24,190')
  await page.getByRole('radio', { name: /automatic/ }).check({ force: true })
  await page.getByRole('checkbox', { name: /Tow bar/ }).check({ force: true })
  await expect(page.locator('#price')).toHaveText('€27,520')
  await page.getByRole('button', { name: 'Save configuration' }).click()
  await expect(page.getByRole('status')).toHaveText('Saved. You find it again under My Nordhaus.')
  await page.goto(`${origin}/sample/account.html`)
  await expect(page.locator('#built')).toHaveText('Your saved configuration: Tarn 3: 1.2 automatic, winter pack, Fjord Blue, Tow bar')
})
