import type { Page } from '@playwright/test'
import { NOW } from '../../support/rows.ts'
import { inBrowser, SCREEN, type Size } from '../in-browser.ts'
import type { StoryName } from './page/stories.ts'

interface Shown {
  readonly story?: StoryName
  readonly theme?: 'light' | 'dark' | 'system'
  readonly lang?: 'en' | 'de' | 'pseudo'
  readonly size?: Size
}

interface Pages {
  /** Opens the case of a story with its journey beside it, at the moment the stories are told in. */
  show: (shown?: Shown) => Promise<Page>
}

/** The journey in a plain browser, in the whole window, over the real commands and rows in memory. */
export const test = inBrowser('journey').extend<Pages>({
  show: async ({ open, page }, use) => {
    await use(async ({ story = 'katharina', theme = 'light', lang = 'en', size = SCREEN } = {}) => {
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
      await page.clock.install({ time: NOW })
      return open({ story, theme, lang }, size, '.journey-head, .journey .empty, .journey-skeleton')
    })
  },
})
