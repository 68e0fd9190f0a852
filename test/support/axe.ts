import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 to level AA, and what the makers of axe hold to be good besides. */
export const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Look {
  /** By selector; without it, the whole page. */
  readonly include?: string
  readonly exclude?: string
  readonly options?: RunOptions
}

/** What axe found. Of what it found nothing in it tells only how often each rule looked: whole, it is half a megabyte a page. */
interface Found extends Pick<AxeResults, 'violations' | 'incomplete'> {
  readonly passed: Readonly<Record<string, number>>
}

/** Runs axe in the page as it stands. It stays there, so looking again costs less. */
export async function axe(page: Page, { include, exclude, options = {} }: Look = {}): Promise<Found> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const at = { include: [include ?? ':root'], ...(exclude === undefined ? {} : { exclude: [exclude] }) }
  const found = await page.evaluate(
    async ([context, run]) => {
      const { violations, incomplete, passes } = await (Reflect.get(window, 'axe') as typeof import('axe-core')).run(context, run)
      const passed = Object.fromEntries(passes.map(({ id, nodes }) => [id, nodes.length]))
      return JSON.stringify({ violations, incomplete, passed })
    },
    [at, options] as const,
  )
  return JSON.parse(found) as Found
}

/** A theme changes colours and nothing else: in the dark only they are looked at again. */
export const colours: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } }
