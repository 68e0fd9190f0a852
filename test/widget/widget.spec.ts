import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import type { Forecourt } from '../../src/widget/index.ts'
import { openHub, START, type TestHub, WIDGET } from '../hub/doors/open-hub.ts'
import { axe } from '../support/axe.ts'
import { openBrowser } from '../support/visitor.ts'

const script = join(import.meta.dirname, '../../out/widget/widget.js')

let hub: TestHub
let dealer: { readonly origin: string; close(): void }
let browser: Browser

/** A dealer's site of its own origin with as strict a policy as a site can have. */
function openDealer(hubUrl: () => string): Promise<typeof dealer> {
  const server = createServer((request, response) => {
    const address = hubUrl()
    const ask = request.url === '/asks' ? '' : 'data-consent="page"'
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${address}; connect-src ${address} ${address.replace('http', 'ws')}; require-trusted-types-for 'script'`,
    )
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="${request.url === '/de' ? 'de' : 'en'}"><title>Dealer</title><meta name="viewport" content="width=device-width"><main><h1>Cars</h1></main><script src="${address}/widget.js" data-site="${WIDGET}" ${ask} async></script></html>`,
    )
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() })
    })
  })
}

test.beforeEach(async () => {
  dealer = await openDealer(() => hub.url)
  hub = await openHub({ origins: [dealer.origin] })
  hub.turn(Date.now() - START)
  browser = await openBrowser()
})

test.afterEach(async () => {
  await browser.close()
  await hub.close()
  dealer.close()
})

interface Look {
  readonly path?: string
  readonly dark?: boolean
  readonly phone?: boolean
}

/** Opens the dealer's page; whatever the page's policy forbids, or the script throws, is kept. */
async function visit({
  path = '/',
  dark = false,
  phone = false,
}: Look = {}): Promise<{ readonly page: Page; readonly complaints: string[] }> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: phone,
    isMobile: phone,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.route('**/widget.js', (route) => route.fulfill({ path: script, contentType: 'text/javascript' }))
  await page.goto(dealer.origin + path)
  await page.locator('#forecourt-chat').waitFor({ state: 'attached' })
  return { page, complaints }
}

const barriers = async (page: Page): Promise<readonly string[]> => {
  const { violations, passed } = await axe(page, { include: '#forecourt-chat' })
  // It did look behind the shadow root: the launcher's and the panel's own colours were measured.
  expect(passed['color-contrast'] ?? 0).toBeGreaterThan(0)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

test('the chat works on another origin under the strictest policy, sets no cookie, and is spoken by keyboard alone', async () => {
  const { page, complaints } = await visit()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: /Chat with/ })).toBeVisible()
  await page.keyboard.type('Is the blue one still there?')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Sent \d\d:\d\d$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Chat with us' })).toBeFocused()
  expect(await page.context().cookies()).toEqual([])
  expect(complaints).toEqual([])
})

for (const look of [{}, { dark: true }, { phone: true }, { dark: true, phone: true }]) {
  test(`axe finds nothing, shut, open, with a thread and a question ${JSON.stringify(look)}`, async () => {
    const { page } = await visit({ ...look, path: '/asks' })
    expect(await barriers(page)).toEqual([])
    const saw = { kind: 'web_visit', data: { page: 'Cars', model: null } } satisfies Parameters<Forecourt['seen']>[0]
    await page.evaluate((told) => window.forecourt?.seen(told), saw)
    await expect(page.getByText('Your visit')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Yes, remember it' }).click()
    await page.getByRole('button', { name: 'Chat with us' }).click()
    await page.getByLabel('Your message').fill('Hello')
    await page.getByRole('button', { name: 'Send' }).click()
    await expect(page.getByText(/^Sent/)).toBeVisible()
    expect(await barriers(page)).toEqual([])
  })
}

test('what was half written is there after a reload, and a thread comes back', async () => {
  const { page } = await visit()
  await page.getByRole('button', { name: 'Chat with us' }).click()
  await page.getByLabel('Your message').fill('First')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText(/^Sent/)).toBeVisible()
  await page.getByLabel('Your message').fill('half a sen')
  await page.reload()
  await page.getByRole('button', { name: /Chat with us/ }).click()
  await expect(page.getByLabel('Your message')).toHaveValue('half a sen')
  await expect(page.getByRole('log').getByText('First')).toBeVisible()
})

test('without a hub it says so, keeps what is written, and marks it as waiting', async () => {
  const { page } = await visit()
  await page.route('**/v1/visitors', (route) => route.abort())
  await page.getByRole('button', { name: 'Chat with us' }).click()
  await page.getByLabel('Your message').fill('Anybody?')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('status')).toContainText('No connection just now')
  await expect(page.getByText('Kept, will be sent when the connection is back')).toBeVisible()
  await page.unroute('**/v1/visitors')
  await expect(page.getByText(/^Sent/)).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('status')).toBeHidden()
})

test('on a phone the chat takes the whole screen, and everything to touch is 44 pixels at least', async () => {
  const { page } = await visit({ phone: true })
  await page.getByRole('button', { name: 'Chat with us' }).tap()
  const box = await page.getByRole('dialog').boundingBox()
  expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 })
  for (const button of await page.locator('#forecourt-chat').getByRole('button').all()) {
    const size = await button.boundingBox()
    expect(Math.min(size?.width ?? 44, size?.height ?? 44), (await button.textContent()) ?? '').toBeGreaterThanOrEqual(44)
  }
})

test('a German page is spoken to in German', async () => {
  const { page } = await visit({ path: '/de' })
  await page.getByRole('button', { name: 'Mit uns chatten' }).click()
  await expect(page.getByLabel('Ihre Nachricht')).toBeFocused()
})
