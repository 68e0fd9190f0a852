import { expect, type Page } from '@playwright/test'
import { ids } from '../../support/rows.ts'
import { test } from '../screens.ts'

const toToday = async (page: Page): Promise<void> => {
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.locator('.today').waitFor()
}
const ran = (page: Page) => page.evaluate(() => window.fixture.ran.map(({ name, args }) => ({ name, args })))

test('the day stands in the order of the clock, each with what must be known at the door', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await expect(page.locator('.guest-who b')).toHaveText([
    'Samir Haddad',
    'Tomasz Wiśniewski',
    'Gesa Petersen',
    'Katharina Brandstätter-Meyerhoff',
  ])
  const katharina = page.locator('.guest', { hasText: 'Katharina' })
  await expect(katharina).toContainText('1 recall')
  await expect(katharina).toContainText('1 open case')
  await expect(katharina).toContainText('2 promises due')
  await expect(katharina).toContainText('HH-KB 2104')
})

test('a press says that somebody is here: the appointment is closed and the journey knows of the visit', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await page.locator('.guest', { hasText: 'Tomasz' }).getByRole('button', { name: 'Arrived' }).click()
  await expect(page.locator('.guest', { hasText: 'Tomasz' })).toHaveAttribute('data-state', 'arrived')
  expect(await ran(page)).toMatchObject([
    { name: 'appointment.close', args: { state: 'arrived' } },
    { name: 'touchpoint.record', args: { kind: 'walk_in', data: { reason: 'Visit' } } },
  ])
})

test('only who is late can be marked as missed', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await expect(page.locator('.guest', { hasText: 'Gesa' }).getByRole('button', { name: 'Missed' })).toBeHidden()
  await page.locator('.guest', { hasText: 'Tomasz' }).getByRole('button', { name: 'Missed' }).click()
  await expect(page.locator('.guest', { hasText: 'Tomasz' })).toContainText('Did not come')
})

test('the whole journey is a press away, and the way back too', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await page.locator('.guest-who', { hasText: 'Katharina' }).click()
  await expect(page.locator('#region-journey')).toContainText('Changed since last contact')
  await page.getByRole('button', { name: 'Back to the day' }).click()
  await expect(page.getByText('My open cases')).toBeVisible()
})

test('what is logged from the day is about the customer one looks at', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await page.locator('.guest-who', { hasText: 'Katharina' }).click()
  await page.getByRole('button', { name: 'Log a test drive' }).click()
  await expect(page.getByRole('dialog')).toContainText('Katharina Brandstätter-Meyerhoff')
  await page.getByRole('textbox', { name: 'Model driven' }).fill('Tarn 5')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await ran(page)).toMatchObject([
    { name: 'touchpoint.record', args: { kind: 'test_drive_done', party: ids.katharina, data: { model: 'Tarn 5' } } },
  ])
})

test('the next day is one key away and says which it is', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.day-switch')).toContainText('Tomorrow')
  await expect(page.locator('.guest-who b')).toHaveText(['Familie Sandhöfer'])
  await page.getByRole('button', { name: 'The next day' }).click()
  await expect(page.getByText('Nobody is expected on this day')).toBeVisible()
})

test('a promise due is kept from the day itself', async ({ show }) => {
  const page = await show()
  await toToday(page)
  await page.getByRole('button', { name: 'Keep: Ring with the answer of the workshop' }).click()
  await page.getByRole('button', { name: 'Mark as kept' }).click()
  expect(await ran(page)).toMatchObject([{ name: 'commitment.close', args: { state: 'kept' } }])
})

test('whether one may leave the line behind is said with what is missing', async ({ show }) => {
  const page = await show({ world: 'waiting' })
  await toToday(page)
  await expect(page.getByText('Not quite: 1 thing is missing.')).toBeVisible()
  await expect(page.getByText('2 are still missing. Stay on the line for a moment.')).toBeVisible()
})

test('a day that is not all here says so, and one that cannot be read offers to try again', async ({ show }) => {
  const page = await show({ world: 'fetching' })
  await toToday(page)
  await expect(page.getByText('Not all of this day is on this device yet.')).toBeVisible()
  const broken = await show({ world: 'closed' })
  await toToday(broken)
  await expect(broken.getByText('The day could not be read')).toBeVisible()
  await expect(broken.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('everything that is pressed on the day is at least 44 pixels high', async ({ show }) => {
  const page = await show()
  await toToday(page)
  const low = await page
    .locator('.today button:not(.today-for):visible, .today select:visible')
    .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML))
  expect(low).toEqual([])
})
