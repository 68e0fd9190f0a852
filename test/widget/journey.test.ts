import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestHub } from '../hub/doors/open-hub.ts'
import { until } from '../hub/gateway/raw-desk.ts'
import { Browser, heldOf, hubNow } from './world.ts'

let hub: TestHub
let browser: Browser

const visit = (page: string) => ({ kind: 'web_visit', data: { page, model: null } }) as const
const saved = {
  kind: 'config_saved',
  data: { model: 'Aurel E4', summary: 'Dual Motor, Moss', price: { minor: 4_955_000, currency: 'EUR' } },
} as const
const pages = async (): Promise<readonly unknown[]> => (await heldOf(hub, browser, 'touchpoint')).map(({ data }) => data.page ?? data.model)

beforeEach(async () => {
  hub = await hubNow()
  browser = new Browser()
})

afterEach(async () => {
  browser.shut()
  await hub.close()
})

test('before consent nothing a page shows is told or kept, and the hub is not even called', async () => {
  const page = browser.page(hub.url, true)
  page.saw(visit('Tarn 3'))
  page.saw(saved)
  expect(page.held.now()).toMatchObject({ asking: true, line: 'idle' })
  expect(browser.keep.keys('')).toEqual([])
})

test('with consent the page in front of the visitor is the first that counts, and configurations follow', async () => {
  const page = browser.page(hub.url, true)
  page.saw(visit('Tarn 3'))
  page.saw(visit('Aurel E4'))
  page.consent(true)
  expect(page.held.now().asking).toBe(false)
  await until(() => browser.keep.get('consent-told') === 'given')
  page.saw(saved)
  await until(async () => (await pages()).length === 2)
  expect(await pages()).toEqual(['Aurel E4', 'Aurel E4'])
  expect((await heldOf(hub, browser, 'consent')).map(({ purpose, state }) => `${purpose} ${state}`)).toEqual(['journey given'])
})

test('a consent lasts over pages, is told once, and the line is hung up again when nobody chats', async () => {
  const first = browser.page(hub.url)
  first.consent(true)
  await until(() => first.held.now().line === 'idle' && browser.keep.get('consent-told') === 'given')
  browser.shut()
  const next = browser.page(hub.url)
  next.saw(visit('Aurel E6'))
  next.consent(true)
  await until(async () => (await pages()).length === 1)
  expect(next.held.now().line).toBe('idle')
  expect(await heldOf(hub, browser, 'consent')).toHaveLength(1)
})

test('after a refusal nothing is asked again, kept or told', async () => {
  const page = browser.page(hub.url, true)
  page.consent(false)
  page.saw(visit('Aurel E4'))
  expect(page.held.now()).toMatchObject({ consent: 'withdrawn', asking: false, line: 'idle' })
  expect(browser.keep.keys('seen:')).toEqual([])
})

test('a consent taken back is told to the hub, and what was still waiting is thrown away', async () => {
  const page = browser.page(hub.url)
  page.saw(visit('Aurel E4'))
  page.consent(true)
  await until(async () => browser.keep.get('ticket') !== null && (await pages()).length === 1)
  page.consent(false)
  await until(() => browser.keep.get('consent-told') === 'withdrawn')
  page.saw(visit('Tarn 3'))
  expect(await pages()).toEqual(['Aurel E4'])
  expect((await heldOf(hub, browser, 'consent')).map(({ state }) => state)).toEqual(['given', 'withdrawn'])
})
