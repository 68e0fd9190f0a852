import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { photograph } from '../support/shots.ts'
import { openBrowser, say, visitTheSite } from '../support/visitor.ts'
import { type Hub, startHub, test } from './fixture.ts'

const COMPLAINT = 'The brake noise is back after the second repair. Is it safe to drive to Kassel with the children tomorrow?'
const ANSWER = 'Please do not drive until our master technician has looked at it. We collect the car today.'
const NOTE = 'Caliper is in stock. Frank takes the car at five.'
const PROMISE = 'Call with the result of the brake test'

test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.use({ actionTimeout: 20_000 })

let hub: Hub
let browser: Browser

test.beforeAll(async () => {
  test.setTimeout(180_000)
  hub = await startHub()
  browser = await openBrowser()
})

test.afterAll(async () => {
  await browser?.close()
  await hub?.stop()
})

const texts = (page: Page): Promise<string[]> => page.getByRole('log', { name: 'Conversation' }).locator('li').allInnerTexts()

/** How often each of these stands on the page, as words somebody wrote. */
async function counts(page: Page, words: readonly string[]): Promise<number[]> {
  const said = await texts(page)
  return words.map((word) => said.filter((text) => text.includes(word)).length)
}

/** Goes down the queue by J until this row is the one that is open. */
async function stepTo(page: Page, row: Locator): Promise<void> {
  for (let i = 0; i < 30 && (await row.getAttribute('aria-selected')) !== 'true'; i++) await page.keyboard.press('j')
  await expect(row).toHaveAttribute('aria-selected', 'true')
}

test('a customer writes, an agent answers with the whole journey in view, and nothing is lost when the hub dies', async ({
  start,
  home,
}, info) => {
  const shots = info.outputPath('story')
  const env = { FORECOURT_HUB: hub.url }
  const app = await start({ env })
  const desk = await app.firstWindow()
  await desk.setViewportSize({ width: 1440, height: 900 })
  await expect(desk.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 30_000 })
  await photograph(desk, shots, '01-first-screen')

  // The customer's visit, then the complaint.
  const site = await browser.newPage({ locale: 'en-GB' })
  await visitTheSite(site, hub.url)
  await photograph(site, shots, '02-site')
  await site.setViewportSize({ width: 1280, height: 800 })
  await say(site, COMPLAINT)
  await photograph(site, shots, '03-chat')

  // It is in the queue with name, car and kind; opening it is J by keyboard.
  await desk.keyboard.press('Control+3')
  const row = desk.getByRole('option', { name: /Katharina Brandstätter-Meyerhoff/ })
  await expect(row).toBeVisible({ timeout: 15_000 })
  await expect(row).toContainText('HH-KB 2104')
  await stepTo(desk, row)
  const region = desk.getByRole('main', { name: 'Case' })
  await expect(region.getByRole('heading', { name: /Katharina/ })).toBeVisible()
  await expect(region.getByRole('region', { name: 'Safety' })).toContainText('May not be safe to drive')
  expect(await counts(desk, [COMPLAINT])).toEqual([1])

  // The journey beside it.
  const journey = desk.getByRole('complementary', { name: 'Journey' })
  await expect(journey.getByRole('region', { name: /Journey: Aurel E4, HH-KB 2104/ })).toBeVisible()
  await expect(journey).toContainText(/Looked at /)
  await expect(journey).toContainText(/Saved a configuration: Aurel E4/)
  await expect(journey).toContainText('2 offers held while this complaint is open')
  await expect(journey).toContainText('Likely cause')
  await expect(journey.getByText(/Workshop: /).first()).toBeVisible()
  await expect(journey).toContainText(/Promise broken/)
  await photograph(desk, shots, '04-case-and-journey')

  // Claimed, answered, noted, promised: by keyboard alone.
  await desk.keyboard.press('a')
  await expect(region.getByRole('button', { name: /Give back/ })).toBeVisible()
  await desk.keyboard.press('r')
  await expect(desk.getByRole('textbox', { name: 'Reply' })).toBeFocused()
  await desk.keyboard.type(ANSWER, { delay: 5 })
  await expect(site.getByText(/is writing/)).toBeVisible()
  await desk.keyboard.press('Control+Enter')
  await expect(site.getByText(ANSWER)).toBeVisible()
  await photograph(site, shots, '05-answered')
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('n')
  await expect(desk.getByRole('textbox', { name: 'Internal note' })).toBeFocused()
  await desk.keyboard.type(NOTE)
  await desk.keyboard.press('Control+Enter')
  await expect.poll(() => counts(desk, [COMPLAINT, ANSWER, NOTE])).toEqual([1, 1, 1])
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('c')
  await desk.getByRole('dialog').getByRole('textbox').first().fill(PROMISE)
  await photograph(desk, shots, '06-promise')
  await desk.keyboard.press('Enter')
  await expect(journey.getByText(PROMISE).first()).toBeVisible()
  expect(await site.getByText(NOTE).count()).toBe(0)

  // The customer answers; the agent sees it.
  await say(site, 'Thank you. Five is fine, the key is with my neighbour.')
  await expect(desk.getByText('Thank you. Five is fine, the key is with my neighbour.').first()).toBeVisible()
  await photograph(desk, shots, '07-answered-back')

  // The hub is killed and comes back: nothing is missing on either side.
  await hub.kill()
  await expect(desk.getByRole('banner').getByText(/Offline|Connecting/)).toBeVisible({ timeout: 20_000 })
  await photograph(desk, shots, '08-hub-gone')
  await hub.restart()
  await expect(desk.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 60_000 })
  expect(await counts(desk, [COMPLAINT, ANSWER, NOTE, 'Five is fine'])).toEqual([1, 1, 1, 1])
  await site.reload()
  await site.getByRole('button', { name: /Chat with us/ }).click()
  await expect(site.getByText(ANSWER)).toBeVisible({ timeout: 30_000 })
  expect(await site.getByText(COMPLAINT).count()).toBe(1)

  // A draft survives the desk's own sudden death.
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('r')
  await expect(desk.getByRole('textbox', { name: 'Reply' })).toBeFocused()
  await desk.keyboard.type('We will be at your door at')
  await expect(desk.getByText('Draft kept on this device')).toBeVisible()
  app.process().kill('SIGKILL')
  await hub.kill()

  // The desk is started again with the hub down: everything is there, readable and searchable, marked with its age.
  const again = await start({ env, home })
  const dark = await again.firstWindow()
  await dark.setViewportSize({ width: 1440, height: 900 })
  await expect(dark.getByRole('banner').getByText(/Offline/)).toBeVisible({ timeout: 30_000 })
  const mine = dark.getByRole('option', { name: /Katharina Brandstätter-Meyerhoff/ })
  await dark.keyboard.press('Control+1')
  await expect(mine).toBeVisible()
  await stepTo(dark, mine)
  await expect.poll(() => counts(dark, [COMPLAINT, ANSWER, NOTE, 'Five is fine'])).toEqual([1, 1, 1, 1])
  await expect(dark.getByRole('complementary', { name: 'Journey' })).toContainText('2 offers held')
  await expect(
    dark
      .getByLabel(/Write to the customer|Your reply|Reply/)
      .locator('visible=true')
      .last(),
  ).toHaveValue('We will be at your door at')
  await expect(dark.getByText(/as of \d|since \d/).first()).toBeVisible()
  await photograph(dark, shots, '09-offline')
  await dark.keyboard.press('Control+k')
  await dark.keyboard.type('neighbour')
  await expect(
    dark
      .getByRole('dialog')
      .getByText(/neighbour/)
      .first(),
  ).toBeVisible()
  await photograph(dark, shots, '10-search-offline')
  // The first Escape empties the field, the second shuts the palette.
  for (let i = 0; i < 3 && (await dark.getByRole('dialog').count()) > 0; i++) await dark.keyboard.press('Escape')
  await expect(dark.getByRole('dialog')).toHaveCount(0)

  // The hub is back: the matter is settled.
  await hub.restart()
  await expect(dark.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 60_000 })
  await stepTo(dark, mine)
  await dark.keyboard.press('e')
  await dark.keyboard.press('Control+4')
  await expect(dark.getByRole('option', { name: /Katharina Brandstätter-Meyerhoff/ })).toBeVisible()
  await photograph(dark, shots, '11-resolved')
})
