import { expect, type Page } from '@playwright/test'
import { test } from '../screens.ts'

const told = (page: Page, ask: string) =>
  page.evaluate((name) => window.fixture.told.filter((one) => one.ask === name).map((one) => one.argument), ask)
const toSync = async (page: Page): Promise<void> => {
  await page.keyboard.press('g')
  await page.keyboard.press('y')
  await page.locator('.verdict').waitFor()
}
const choose = (page: Page, words: string): Promise<void> => page.locator('.sync-row', { hasText: words }).click()

test('the first line says whether the device may be shut down, and every count agrees with it', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('Do not shut down yet: 5 changes are only on this device')
  await expect(page.locator('.rail-place[aria-current] .rail-count')).toHaveText('5')
  await expect(page.locator('.connection-waiting')).toHaveText(/^5/)
  await expect(page.getByRole('button', { name: '4 need you' })).toBeVisible()
  await expect(page.getByRole('radio', { name: /Decisions/ })).toHaveText(/4/)
})

test('nothing waits: the desk may be shut down, and says so', async ({ show }) => {
  const page = await show()
  await toSync(page)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText('You can shut this down: nothing is only on this device')
  await expect(page.getByText('Everything is sent')).toBeVisible()
  await expect(page.locator('.connection-waiting')).toBeHidden()
})

test('off line it counts down to the next try, and tries at once when asked', async ({ show }) => {
  const page = await show({ world: 'waiting' })
  await toSync(page)
  await expect(page.getByText('Next try in 0:42')).toBeVisible()
  await page.getByRole('button', { name: 'Try now' }).click()
  expect(await told(page, 'reconnect')).toHaveLength(1)
})

test('a late reply shows what came since, and goes as it is once a person has said so', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await choose(page, 'I have asked the workshop')
  const side = page.locator('#region-side')
  await expect(side.getByText('A colleague has answered meanwhile.')).toBeVisible()
  await expect(side.getByText('2 messages came since you wrote it')).toBeVisible()
  await expect(side.getByText('Thank you, that explains it.')).toBeVisible()
  await side.getByRole('button', { name: 'Send as it is' }).click()
  expect(await told(page, 'resend')).toMatchObject([{ text: null, knows: 5 }])
  await expect(page.getByRole('button', { name: '3 need you' })).toBeVisible()
})

test('words are changed where they stand, and go as changed', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await choose(page, 'I have asked the workshop')
  await page.getByRole('button', { name: 'Edit and send' }).click()
  const field = page.getByRole('textbox', { name: 'Your words' })
  await expect(field).toBeFocused()
  await field.fill('Mr Oltmanns, my colleague has told you all.')
  await page.getByRole('button', { name: 'Send these words' }).click()
  expect(await told(page, 'resend')).toMatchObject([{ text: 'Mr Oltmanns, my colleague has told you all.', knows: 5 }])
})

test('a taken slot is answered with the free ones; the words held for it are set right and go with it', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await expect(page.getByRole('heading', { name: 'This slot is taken. Choose a free one' })).toBeVisible()
  await page.locator('.slot-radio', { hasText: '17:45' }).click()
  await page.getByRole('textbox', { name: 'Your words to the customer' }).fill('We can see your car today at 17:45.')
  await page.getByRole('button', { name: 'Book 17:45' }).click()
  expect(await told(page, 'rebook')).toMatchObject([{ text: 'We can see your car today at 17:45.' }])
})

test('two decisions about one field stand side by side, and either may be kept', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await choose(page, 'Kind settled')
  const row = page.getByRole('row', { name: /Kind/ })
  await expect(row).toHaveText(/ComplaintEnquiry/)
  await expect(page.getByText('The same on both sides: Settled')).toBeVisible()
  await page.getByRole('button', { name: 'Keep mine' }).click()
  expect(await told(page, 'keepMine')).toHaveLength(1)
})

test('what was refused can be given to a supervisor, with the question', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await choose(page, 'The 18th at 9:30')
  await page.getByRole('button', { name: 'Send to supervisor' }).click()
  await page.getByRole('textbox', { name: 'What should they decide?' }).fill('May I promise the 18th?')
  await page.getByRole('button', { name: 'Send to supervisor' }).click()
  expect(await told(page, 'raiseItem')).toMatchObject([{ reason: 'May I promise the 18th?' }])
})

test('nothing is discarded by one press: it is asked once more, and says what falls with it', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText('1 thing held with it goes with it.')).toBeVisible()
  await expect(page.getByRole('button', { name: '4 need you' })).toBeVisible()
  await page.getByRole('button', { name: 'Discard for good' }).click()
  await expect(page.getByRole('button', { name: '3 need you' })).toBeVisible()
  await expect(page.locator('.rail-place[aria-current] .rail-count')).toHaveText('3')
})

test('by keyboard alone: down the list, into what stands beside it, and back to the inbox', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await toSync(page)
  await page.keyboard.press('j')
  await expect(page.locator('.sync-row[aria-current=true]')).toBeFocused()
  await expect(page.getByRole('heading', { name: 'Held with what it rests on' })).toBeVisible()
  await page.keyboard.press('F6')
  await expect(page.locator('#region-side')).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('i')
  await expect(page.getByRole('listbox')).toBeVisible()
})

test('the button in the top bar goes to what needs a person, and only that', async ({ show }) => {
  const page = await show({ world: 'decisions' })
  await page.getByRole('button', { name: '4 need you' }).click()
  await expect(page.getByRole('radio', { name: /Decisions/ })).toBeChecked()
  await expect(page.locator('.sync-row')).toHaveCount(5)
})
