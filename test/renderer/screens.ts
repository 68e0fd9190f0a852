import type { Page } from '@playwright/test'
import { NOW } from '../support/rows.ts'
import { inBrowser, SCREEN, type Size } from './in-browser.ts'

interface Shown {
  readonly world?: string
  /** `system` is light until the page is told that it is dark. */
  readonly theme?: 'light' | 'dark' | 'system'
  readonly lang?: 'en' | 'de' | 'pseudo'
  readonly size?: Size
}

interface Screens {
  /** Opens the window over a made-up desk; the clock stands where the sample rows are. */
  show: (shown?: Shown) => Promise<Page>
}

/** The screens in a plain browser, over the real commands and rows in memory. */
export const test = inBrowser('screens').extend<Screens>({
  show: async ({ open, page }, use) => {
    await use(async ({ world = 'busy', theme = 'light', lang = 'en', size = SCREEN } = {}) => {
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
      await page.clock.setFixedTime(NOW)
      return open({ world, theme, lang }, size, '.shell, .sign-in')
    })
  },
})

/** Rows of the queue that are on screen, by the customer's name. */
export const names = (page: Page): Promise<readonly string[]> => page.locator('.row-name').allInnerTexts()

/** The window is put out of sight, or comes back. */
export const look = (page: Page, state: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { value: now, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
