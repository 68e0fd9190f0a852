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

/** Runs axe in the page as it stands. It stays there, so looking again costs less. */
export async function axe(page: Page, { include, exclude, options = {} }: Look = {}): Promise<AxeResults> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const at = { include: [include ?? ':root'], ...(exclude === undefined ? {} : { exclude: [exclude] }) }
  return page.evaluate(([context, run]) => (Reflect.get(window, 'axe') as typeof import('axe-core')).run(context, run), [
    at,
    options,
  ] as const)
}
