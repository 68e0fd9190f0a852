import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { StoryName } from './page/stories.ts'
import { test } from './pages.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const told: readonly StoryName[] = ['katharina', 'offline', 'filling', 'anonymous', 'long', 'names', 'absent', 'failed', 'slow']

for (const theme of ['light', 'dark'] as const)
  for (const story of told)
    test(`no barrier in the journey: ${story}, ${theme}`, async ({ show }) => {
      const page = await show({ story, theme, size: [1440, 1800] })
      if (story === 'katharina') {
        await page.getByText('Known: vouched for').click()
        await page.getByText('earlier promise').click()
        await page.getByRole('button', { name: /^Cancel: Written/ }).click()
        await page.getByRole('button', { name: 'Brakes grind when cold' }).click()
      }
      const found = await new AxeBuilder({ page }).include('.journey').withTags(tags).analyze()
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
      // What the edge of the scrolling pane cuts in half cannot be measured there; its like is measured further up.
      const doubtful = found.incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes)
      const unmeasured = doubtful.filter(({ any }) => any.every(({ data }) => data?.messageKey !== 'elmPartiallyObscured'))
      expect(unmeasured.map((node) => node.html)).toEqual([])
    })
