import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { NOW } from '../../support/rows.ts'
import { servePage } from '../serve.ts'
import type { StoryName } from './page/stories.ts'

export interface Shown {
  readonly story?: StoryName
  readonly theme?: 'light' | 'dark'
  readonly lang?: 'en' | 'de' | 'pseudo'
  readonly size?: readonly [number, number]
}

interface Pages {
  /** Opens the case of a story with its journey beside it, at the moment the stories are told in. */
  show: (shown?: Shown) => Promise<Page>
}

const system = '/usr/bin/chromium'
const launch = existsSync(system) ? { executablePath: system, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] } : {}

/** The journey in a plain browser, in the whole window, over the real commands and rows in memory. */
export const test = base.extend<Pages, { address: string }>({
  address: [
    async ({}, use) => {
      const page = await servePage(join(import.meta.dirname, 'page'))
      await use(page.url)
      await page.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  launchOptions: [launch, { scope: 'worker' }],
  timezoneId: 'Europe/Berlin',
  show: async ({ address, page }, use) => {
    await use(async ({ story = 'katharina', theme = 'light', lang = 'en', size = [1440, 900] } = {}) => {
      await page.setViewportSize({ width: size[0], height: size[1] })
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.clock.install({ time: NOW })
      await page.goto(`${address}?story=${story}&theme=${theme}&lang=${lang}`)
      await page.locator('.journey-head, .journey .empty, .journey-skeleton').waitFor({ state: 'attached' })
      await page.evaluate(() => document.fonts.ready)
      return page
    })
  },
})
