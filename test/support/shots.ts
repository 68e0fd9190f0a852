import { join } from 'node:path'
import type { Page } from '@playwright/test'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const

/** Photographs a step in light and dark at both sizes, where somebody wants to look (`FORECOURT_SHOTS=1`); leaves the page as it was. */
export async function photograph(page: Page, folder: string, step: string): Promise<void> {
  if (process.env.FORECOURT_SHOTS !== '1') return
  const before = page.viewportSize() ?? sizes[0]
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(folder, `${step}-${colorScheme}-${size.width}x${size.height}.png`) })
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(before)
}
