import { expect, type Page } from '@playwright/test'
import { ids, NOW } from '../../support/rows.ts'
import { test } from '../screens.ts'

const openCase = async (page: Page): Promise<void> => {
  await page.getByRole('option', { name: /Katharina/ }).click()
  await page.locator('.composer').waitFor()
}

const history = (page: Page) => page.getByRole('dialog', { name: 'History of this case' })
const asked = (page: Page) => page.evaluate(() => window.fixture.told.filter(({ ask }) => ask === 'audit').map(({ argument }) => argument))

test('a supervisor reads by keyboard alone who did what to a case, why, and what was refused', async ({ show }) => {
  const page = await show({ world: 'leading' })
  await openCase(page)
  await page.keyboard.press('h')
  const entries = history(page).getByRole('listitem')
  await expect(entries).toHaveCount(6)
  await expect(entries.nth(0)).toContainText('wanted to take it')
  await expect(entries.nth(0)).toContainText('Refused: somebody else had it')
  await expect(entries.nth(1)).toContainText('Lena Vogt asked a supervisor for help')
  await expect(entries.nth(1)).toContainText('Reason: May I promise a courtesy car for the whole week?')
  await expect(entries.nth(4)).toContainText('The hub gave it back to its queue')
  await expect(entries.nth(5)).toContainText('The customer wrote')
  const time = entries.nth(2).locator('time')
  await expect(time).toHaveText('30m ago')
  expect(await time.getAttribute('datetime')).toBe(new Date(NOW - 30 * 60_000).toISOString())
  await time.hover()
  expect(await time.getAttribute('title')).toContain('12 Nov 2026')
  await page.keyboard.press('Escape')
  await expect(history(page)).toBeHidden()
})

test('older decisions are asked for with a button, until there are none', async ({ show }) => {
  const page = await show({ world: 'leading' })
  await openCase(page)
  await page.keyboard.press('h')
  const older = history(page).getByRole('button', { name: 'Older' })
  await older.focus()
  await page.keyboard.press('Enter')
  await expect(history(page).getByRole('listitem')).toHaveCount(8)
  await expect(history(page).getByRole('listitem').nth(6)).toContainText('Somebody who is no longer here changed something')
  await expect(older).toBeHidden()
  expect(await asked(page)).toEqual([
    { case: ids.case, before: null },
    { case: ids.case, before: 64 },
  ])
})

test('it is found in the palette; whoever leads nobody at the site is not offered it', async ({ show }) => {
  const page = await show({ world: 'leading' })
  await openCase(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('History of this')
  await page.keyboard.press('Enter')
  await expect(history(page)).toBeVisible()

  const plain = await show()
  await openCase(plain)
  await plain.keyboard.press('h')
  await plain.keyboard.press('Control+k')
  await plain.keyboard.type('History of this')
  await expect(plain.getByRole('option', { name: /History of this case/ })).toHaveCount(0)
  await expect(history(plain)).toBeHidden()
  expect(await asked(plain)).toEqual([])
})

test('without a line it says that the hub keeps it, and shows it by itself once the line is back', async ({ show }) => {
  const page = await show({ world: 'leading-away' })
  await openCase(page)
  await page.keyboard.press('h')
  await expect(history(page)).toContainText('The history is kept by the hub; there is no line.')
  expect(await asked(page)).toEqual([])
  await page.evaluate((now) => window.fixture.lined({ state: 'live', since: now, seenAt: now, reason: null }), NOW)
  await expect(history(page).getByRole('listitem')).toHaveCount(6)
})

test('a history that the hub does not tell, one that is on its way and one of nothing each say so', async ({ show }) => {
  for (const [world, words] of [
    ['leading-refused', 'The hub does not show you this history.'],
    ['leading-none', 'Nothing was decided about this case yet.'],
  ] as const) {
    const page = await show({ world })
    await openCase(page)
    await page.keyboard.press('h')
    await expect(history(page)).toContainText(words)
  }
  const page = await show({ world: 'leading-silent' })
  await openCase(page)
  await page.keyboard.press('h')
  await expect(history(page).getByRole('status', { name: 'Asking the hub' })).toBeVisible()
})
