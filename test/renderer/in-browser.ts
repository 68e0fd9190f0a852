import { test as base, type Page } from '@playwright/test'
import { inChromium } from '../support/visitor.ts'
import { addressOf, type PageName } from './serve.ts'

/** A window's size, in pixels. */
export type Size = readonly [width: number, height: number]

/** What specs look at unless they say otherwise. */
export const SCREEN: Size = [1440, 900]

interface InBrowser {
  /** Opens the page of these specs, told in its address what to show, and waits until `there` is in it. */
  open: (told: Readonly<Record<string, string>>, size: Size, there: string) => Promise<Page>
}

/**
 * Our screens in a plain browser, over a desk in memory. One page a worker, emptied between two specs:
 * to start a process for each of them costs three times what they do.
 */
export const inBrowser = (name: PageName) =>
  base.extend<InBrowser, { address: string }>({
    address: [async ({}, use) => use(await addressOf(name)), { scope: 'worker', timeout: 120_000 }],
    launchOptions: [async ({}, use) => use(inChromium()), { scope: 'worker' }],
    reuseContext: [true, { scope: 'worker' }],
    timezoneId: 'Europe/Berlin',
    open: async ({ address, page }, use) => {
      await use(async (told, [width, height], there) => {
        await page.setViewportSize({ width, height })
        await page.goto(`${address}?${new URLSearchParams(told)}`)
        await page.locator(there).waitFor({ state: 'attached' })
        await page.evaluate(() => document.fonts.ready)
        return page
      })
    },
  })
