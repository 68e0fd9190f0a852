import { expect, type Page } from '@playwright/test'
import { anId } from '../../support/rows.ts'
import { test } from '../screens.ts'

const toFloor = async (page: Page): Promise<void> => {
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await page.locator('.floor-row').first().waitFor()
}
const ran = (page: Page) => page.evaluate(() => window.fixture.ran.map(({ name, args }) => ({ name, args })))

const toAssign = async (page: Page): Promise<void> => {
  await toFloor(page)
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await page.locator('.assign-hand[data-focused]').waitFor()
}

test('safety stands first among those who need somebody, and whoever waits longest first among those who wait', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toFloor(page)
  await expect(page.locator('.floor-needs .floor-line b').first()).toHaveText('K. Brandstätter-Meyerhoff')
  await expect(page.locator('.floor-waiting .floor-line > b')).toHaveText([
    /^Autohaus Lindner/,
    'K. Brandstätter-Meyerhoff',
    'Dirk Ahrens',
    'Rana Yilmaz',
    'Hanna Krüger',
    'Unknown visitor',
  ])
})

test('two keys assign to whoever is free and holds least', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toAssign(page)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await ran(page)).toMatchObject([{ name: 'case.assign', args: { case: anId(0x5100), to: anId(0xb4), fence: 1, note: null } }])
})

test('a letter chooses somebody else, and a note goes with the case', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toAssign(page)
  await page.keyboard.press('j')
  await expect(page.getByRole('button', { name: 'Assign to Jonas Feld' })).toBeVisible()
  await page.getByRole('textbox').fill('She knows the car.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await ran(page)).toMatchObject([{ args: { to: anId(0xb2), note: { text: 'She knows the car.' } } }])
})

test('a letter and Enter assign to whom the letter chose, not to whom stood there first', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toAssign(page)
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await ran(page)).toMatchObject([{ args: { to: anId(0xb2), note: null } }])
})

test('Enter opens the case in the workspace, and the floor’s filter is as it was when one comes back', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toFloor(page)
  await page.getByLabel('Kind').selectOption('complaint')
  await page.getByRole('button', { name: 'Floor', exact: true }).focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.locator('.composer')).toBeVisible()
  await toFloor(page)
  await expect(page.getByLabel('Kind')).toHaveValue('complaint')
})

test('Escape leaves the picture for the wall, and what a figure counts is said on focus', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toFloor(page)
  await page.keyboard.press('Shift+W')
  await expect(page.locator('.rail')).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.locator('.rail')).toBeVisible()
  await page.getByLabel('Queue').focus()
  for (let n = 0; n < 2; n++) await page.keyboard.press('Tab')
  await expect(page.getByRole('tooltip')).toContainText('that nobody has answered yet')
})

test('a row far off what is on screen keeps its name and its height, and is drawn when it comes near', async ({ show }) => {
  const page = await show({ world: 'floor' })
  await toFloor(page)
  const row = page.locator('.floor-waiting .floor-row').last()
  const list = page.locator('.floor-waiting .floor-list')
  const height = async () => (await row.boundingBox())?.height
  const before = await height()
  await list.evaluate((element) => Object.assign(element.style, { paddingBlockStart: '4000px' }))
  await expect(row).toHaveAccessibleName(/^Unknown visitor: ./)
  await expect(row).toHaveText('')
  expect(await height()).toBe(before)
  await list.evaluate((element) => Object.assign(element.style, { paddingBlockStart: '' }))
  await expect(row).toContainText('Unknown visitor')
  await expect(row).not.toHaveAttribute('aria-label')
})

test('without a line nothing is shown as live', async ({ show }) => {
  const page = await show({ world: 'floorAway' })
  await toFloor(page)
  await expect(page.locator('.floor')).toHaveAttribute('data-stale', 'true')
  await expect(page.locator('.floor-head')).toContainText('offline since')
})

test('an agent is shown no floor', async ({ show }) => {
  const page = await show()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.locator('.floor')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Floor', exact: true })).toBeHidden()
})
