import { expect, type Page } from '@playwright/test'
import type { RunOptions } from 'axe-core'
import { axe, colours, tags } from '../../support/axe.ts'
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

/** What axe finds in the journey, and what it is in doubt about and could have seen. */
async function faults(page: Page, options: RunOptions): Promise<unknown> {
  const found = await axe(page, { include: '.journey', options })
  const doubtful = found.incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => nodes)
  const targets = doubtful.map(({ target }) => String(target[0]))
  const whole = await page.evaluate(inSight, [targets, NEAR] as const)
  return [
    ...found.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]),
    ...doubtful.filter((_, index) => whole[index]).map((node) => node.html),
  ]
}

for (const story of told)
  test(`no barrier in the journey: ${story}, light and dark`, async ({ show }) => {
    const page = await show({ story, theme: 'system', size: [1440, 1800] })
    if (story === 'katharina') {
      await page.getByText('Known: vouched for').click()
      await page.getByText('earlier promise').click()
      await page.getByRole('button', { name: /^Cancel: Written/ }).click()
      await page.getByRole('button', { name: 'Brakes grind when cold' }).click()
    }
    expect(await faults(page, { runOnly: { type: 'tag', values: tags } })).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    expect(await faults(page, colours), 'dark').toEqual([])
  })
