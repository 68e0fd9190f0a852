import { existsSync } from 'node:fs'
import { test as base, type Page } from '@playwright/test'
import { NOW } from '../support/rows.ts'
import { servePage } from './serve.ts'

export interface Shown {
  readonly world?: string
  /** `system` is light until the page is told that it is dark. */
  readonly theme?: 'light' | 'dark' | 'system'
  readonly lang?: 'en' | 'de' | 'pseudo'
  readonly size?: readonly [number, number]
}

interface Screens {
  /** Opens the window over a made-up desk; the clock stands where the sample rows are. */
  show: (shown?: Shown) => Promise<Page>
}

const system = '/usr/bin/chromium'
const launch = existsSync(system) ? { executablePath: system, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] } : {}

/** The screens in a plain browser, over the real commands and rows in memory. */
export const test = base.extend<Screens, { address: string }>({
  address: [
    async ({}, use) => {
      const page = await servePage()
      await use(page.url)
      await page.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  launchOptions: [launch, { scope: 'worker' }],
  timezoneId: 'Europe/Berlin',
  show: async ({ address, page }, use) => {
    await use(async ({ world = 'busy', theme = 'light', lang = 'en', size = [1440, 900] } = {}) => {
      await page.setViewportSize({ width: size[0], height: size[1] })
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
      await page.clock.setFixedTime(NOW)
      await page.goto(`${address}?world=${world}&theme=${theme}&lang=${lang}`)
      await page.locator('.shell, .sign-in').waitFor()
      await page.evaluate(() => document.fonts.ready)
      return page
    })
  },
})

/** Rows of the queue that are on screen, by the customer's name. */
export const names = (page: Page): Promise<readonly string[]> => page.locator('.row-name').allInnerTexts()
