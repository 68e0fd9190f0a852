import { expect, type Page } from '@playwright/test'
import type { Line } from '../../../src/domain/contract/bridge.ts'
import { ids, NOW } from '../../support/rows.ts'
import { test } from '../screens.ts'

const away: Line = { state: 'offline', since: NOW, seenAt: NOW, reason: 'the hub is away' }
const live: Line = { state: 'live', since: NOW, seenAt: NOW, reason: null }

/** Words in the thread, and not where the journey tells of them. */
const said = (page: Page, text: string) => page.getByRole('log').getByText(text)

async function toCase(page: Page): Promise<void> {
  await page
    .getByRole('option', { name: /Katharina/ })
    .first()
    .click()
  await page.locator('.composer').waitFor()
  await page.evaluate((id) => {
    for (let n = 0; n < 25; n++) window.fixture.hear(id, `Word ${n}`)
  }, ids.case)
  await expect(said(page, 'Word 24')).toBeInViewport()
}

test('whoever reads the newest words goes on reading them while words come, the line is lost and comes back, and the window changes', async ({
  show,
}) => {
  const page = await show()
  await toCase(page)
  for (let round = 0; round < 6; round++) {
    // In one breath: the bar comes up or goes, and words of two lines come with it, before and after the frame is drawn.
    await page.evaluate(
      async ([id, line, at]) => {
        const say = (n: number): void => window.fixture.hear(id, `Next ${at * 10 + n}\nand a second line`)
        say(0)
        window.fixture.lined(line)
        say(1)
        await new Promise(requestAnimationFrame)
        say(2)
        await new Promise(requestAnimationFrame)
        for (let n = 3; n < 10; n++) {
          say(n)
          await new Promise((done) => setTimeout(done, 15))
        }
      },
      [ids.case, round % 2 === 0 ? away : live, round] as const,
    )
    await expect(said(page, `Next ${round * 10 + 9}`)).toBeInViewport()
    await page.setViewportSize({ width: 1440, height: round % 2 === 0 ? 700 : 900 })
    await expect(said(page, `Next ${round * 10 + 9}`)).toBeInViewport()
    await expect(page.locator('.to-end')).toHaveCount(0)
  }
})

test('a window that shrinks while the thread is on its way to its end, in the same frame, leaves nobody behind', async ({ show }) => {
  const page = await show()
  await toCase(page)
  await page.evaluate((id) => {
    const thread = document.querySelector<HTMLElement>('.thread')
    // Right after the row is in the page and the thread was moved, and before that it scrolled is told.
    const row = new MutationObserver(() => {
      row.disconnect()
      if (thread) thread.style.maxHeight = `${thread.clientHeight - 120}px`
    })
    row.observe(document.querySelector('.thread-inner') ?? document.body, { childList: true })
    window.fixture.hear(id, 'The last of all')
  }, ids.case)
  await expect(said(page, 'The last of all')).toBeInViewport({ ratio: 1 })
  await expect(page.locator('.to-end')).toHaveCount(0)
  await page.evaluate((id) => window.fixture.hear(id, 'And one more'), ids.case)
  await expect(said(page, 'And one more')).toBeInViewport({ ratio: 1 })
})

test('whoever has gone back to read stays there when words come, is told how many, and is led to what they say themselves', async ({
  show,
}) => {
  const page = await show()
  await toCase(page)
  const thread = page.locator('.thread')
  await thread.hover()
  await page.mouse.wheel(0, -900)
  await expect(page.locator('.to-end')).toBeVisible()
  await expect(said(page, 'Word 24')).not.toBeInViewport()
  const before = await thread.evaluate((element) => element.scrollTop)
  await page.evaluate((id) => window.fixture.hear(id, 'Are you still there?'), ids.case)
  await expect(page.getByRole('button', { name: /new message/ })).toBeVisible()
  expect(await thread.evaluate((element) => element.scrollTop)).toBe(before)
  await page.keyboard.press('n')
  await page.keyboard.type('Rings back at four.')
  await page.keyboard.press('Control+Enter')
  await expect(said(page, 'Rings back at four.')).toBeInViewport()
  await expect(page.locator('.to-end')).toHaveCount(0)
  // One key is enough to go back again.
  await page.keyboard.press('Escape')
  for (let n = 0; n < 6 && (await page.evaluate(() => document.activeElement?.id)) !== 'region-log'; n++) await page.keyboard.press('F6')
  await page.keyboard.press('PageUp')
  await expect(page.locator('.to-end')).toBeVisible()
})

test('its bar dragged upwards leaves the end too, and dragged back holds it again', async ({ show }) => {
  const page = await show()
  await toCase(page)
  const to = (top: number) => page.locator('.thread').evaluate((element, at) => element.scrollTo({ top: at }), top)
  await page.waitForTimeout(500)
  await to(100)
  await expect(page.locator('.to-end')).toBeVisible()
  await to(1_000_000)
  await expect(page.locator('.to-end')).toHaveCount(0)
  await page.evaluate((id) => window.fixture.hear(id, 'And now?'), ids.case)
  await expect(said(page, 'And now?')).toBeInViewport()
})

test('by keys alone: F6 to the thread, Home and Page Up leave the end, End holds it again', async ({ show }) => {
  const page = await show()
  await toCase(page)
  await page.keyboard.press('F6')
  for (let n = 0; n < 6 && (await page.evaluate(() => document.activeElement?.id)) !== 'region-log'; n++) await page.keyboard.press('F6')
  await expect(page.getByRole('log')).toBeFocused()
  await page.keyboard.press('PageUp')
  await expect(page.locator('.to-end')).toBeVisible()
  await page.evaluate((id) => window.fixture.hear(id, 'Meanwhile'), ids.case)
  await expect(said(page, 'Meanwhile')).not.toBeInViewport()
  await page.keyboard.press('End')
  await expect(page.locator('.to-end')).toHaveCount(0)
  await page.evaluate((id) => window.fixture.hear(id, 'And now?'), ids.case)
  await expect(said(page, 'And now?')).toBeInViewport()
})

test('whoever turns the wheel back while words pour in is let go', async ({ show }) => {
  const page = await show()
  await toCase(page)
  await page.locator('.thread').hover()
  const pouring = page.evaluate(async (id) => {
    for (let n = 0; n < 120; n++) {
      window.fixture.hear(id, `Pours ${n}`)
      await new Promise(requestAnimationFrame)
    }
  }, ids.case)
  for (let turns = 0; turns < 10; turns++) {
    await page.mouse.wheel(0, -120)
    await page.waitForTimeout(30)
  }
  await pouring
  await expect(page.locator('.to-end')).toBeVisible()
  await expect(said(page, 'Pours 119')).not.toBeInViewport()
})
