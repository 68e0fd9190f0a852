import { expect, type Page } from '@playwright/test'
import { ids, NOW } from '../../support/rows.ts'
import { test } from '../screens.ts'

const status = (page: Page) => page.locator('.status')
const said = (page: Page) =>
  page.evaluate(() => window.fixture.ran.filter(({ name }) => name === 'presence.set').map(({ args }) => args as { mode: string }))
const away = { state: 'offline', since: NOW - 3 * 86_400_000, seenAt: NOW - 3 * 86_400_000, reason: null } as const

test('two keys say what one is doing: it stands in the top bar at once, with the time since when', async ({ show }) => {
  const page = await show()
  await expect(status(page)).toHaveText(/Available\s*13:08/)
  await page.keyboard.press('i')
  await page.keyboard.press('p')
  await expect(status(page)).toHaveText(/On a break\s*14:00/)
  expect(await said(page)).toEqual([{ agent: ids.lena, mode: 'break' }])
  await expect(page.getByText('Your status: On a break')).toBeAttached()
  await page.keyboard.press('i')
  await page.keyboard.press('p')
  await page.keyboard.press('i')
  await page.keyboard.press('a')
  await expect(status(page)).toHaveText(/Available/)
  expect((await said(page)).map(({ mode }) => mode)).toEqual(['break', 'available'])
})

test('while somebody writes, the same letters are words', async ({ show }) => {
  const page = await show()
  await page.getByRole('option', { name: /Katharina/ }).click()
  await expect(page.locator('.case-name')).toHaveText(/Katharina/)
  await page.keyboard.press('n')
  const note = page.getByRole('textbox', { name: 'Internal note' })
  await expect(note).toBeFocused()
  await page.keyboard.type('ipib')
  await expect(note).toHaveValue('ipib')
  expect(await said(page)).toEqual([])
})

test('the menu is used by keyboard alone, says which one holds, and what working offline is for', async ({ show }) => {
  const page = await show()
  await status(page).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio')).toHaveCount(6)
  await expect(page.getByRole('menuitemradio', { checked: true })).toHaveAccessibleName('Available')
  const offline = page.getByRole('menuitemradio', { name: 'Working offline' })
  await expect(offline).toHaveAccessibleDescription(/before you go offline: others then see that you are at work/)
  await page.keyboard.press('End')
  await expect(offline).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(status(page)).toBeFocused()
  await expect(status(page)).toHaveText(/Working offline/)
  expect((await said(page)).map(({ mode }) => mode)).toEqual(['working-offline'])
})

test('the palette knows every status but the one that holds', async ({ show }) => {
  const page = await show()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('status')
  await expect(page.getByRole('option', { name: /^Status:/ })).toHaveCount(5)
  await expect(page.getByRole('option', { name: /Status: available/ })).toHaveCount(0)
  await page.keyboard.type(' wrap')
  await page.keyboard.press('Enter')
  await expect(status(page)).toHaveText(/Wrap-up/)
})

test('off line it changes at once, says that nobody else knows yet, and the sync centre words it', async ({ show }) => {
  const page = await show({ world: 'offline' })
  await page.keyboard.press('i')
  await page.keyboard.press('o')
  await expect(status(page)).toHaveText(/Working offline/)
  await status(page).click()
  await expect(page.getByText('On this device only; colleagues see it when the hub has it.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('y')
  await expect(page.getByRole('heading', { name: /Yourself/ })).toBeVisible()
  await expect(page.locator('.sync-row')).toHaveText(/Your status: .Working offline.*On this device/)
})

test('whoever never said anything is told so, and everything can be said', async ({ show }) => {
  const page = await show({ world: 'empty' })
  await expect(status(page)).toHaveText('Your statusNot said')
  await page.keyboard.press('i')
  await page.keyboard.press('a')
  await expect(status(page)).toHaveText(/Available/)
})

test('with all there is to say at once, in German, nothing of the top bar is cut off or lies on another', async ({ show }) => {
  for (const size of [
    [1440, 900],
    [1181, 700],
    [1024, 700],
    [861, 700],
    [720, 450],
  ] as const) {
    const page = await show({ world: 'parked', lang: 'de', size })
    await page.evaluate((line) => window.fixture.lined(line), away)
    await page.keyboard.press('i')
    await page.keyboard.press('w')
    await expect(status(page).locator('.status-words')).toHaveText('Nachbearbeitung')
    const boxes = await page
      .locator('.search-field, .parked-button, .connection, .status, .me')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => ({ left, right })))
    expect(boxes).toHaveLength(5)
    for (const [place, { left, right }] of boxes.entries()) {
      expect(right, `${size[0]}`).toBeLessThanOrEqual(size[0])
      expect(left, `${size[0]}, part ${place}`).toBeGreaterThanOrEqual(boxes[place - 1]?.right ?? 0)
    }
  }
})
