import { expect } from '@playwright/test'
import { axe, tags } from '../../support/axe.ts'
import type { StoryName } from './page/stories.ts'
import { test } from './pages.ts'

const told: readonly StoryName[] = ['katharina', 'offline', 'filling', 'anonymous', 'long', 'names', 'absent', 'failed', 'slow']

/** A line's height: what stands nearer to an edge of the scrolling pane may be cut by it. */
const NEAR = 40

/** What the edge of the scrolling pane cuts cannot be measured there; its like is measured elsewhere in the pane. */
function inSight([selectors, near]: readonly [readonly string[], number]): readonly boolean[] {
  const pane = document.querySelector('.journey-scroll')?.getBoundingClientRect()
  return selectors.map((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect()
    return pane !== undefined && box !== undefined && box.top >= pane.top + near && box.bottom <= pane.bottom - near
  })
}

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
      const found = await axe(page, { include: '.journey', options: { runOnly: { type: 'tag', values: tags } } })
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
      const doubtful = found.incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes)
      const targets = doubtful.map(({ target }) => String(target[0]))
      const whole = await page.evaluate(inSight, [targets, NEAR] as const)
      expect(doubtful.filter((_, index) => whole[index]).map((node) => node.html)).toEqual([])
    })
