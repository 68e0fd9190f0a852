import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Locator, type Page } from '@playwright/test'
import { agents } from '../../src/hub/sample/group.ts'
import { photograph } from '../support/shots.ts'
import { openBrowser, say, visitTheSite } from '../support/visitor.ts'
import { type Hub, signInAs, startHub, test } from './fixture.ts'

const COMPLAINT = 'I was promised my money back for the second repair. Three weeks, and not one word from you.'
const WHISPER = 'She has been with us for eleven years. Offer the goodwill budget before she asks.'
const SUGGESTION = 'I have the refund in front of me: 412 euros, and it leaves us today.'
const HALF = 'About the loan car'
const HELP = 'She wants the workshop invoice cancelled too'
const TAKEN = 'This is Tobias Henning. I cancel the invoice myself, and you hear from nobody else about it.'
const BACK = 'Invoice is cancelled. Only the loan car is open.'

test.describe.configure({ mode: 'serial', timeout: 240_000 })
test.use({ actionTimeout: 20_000 })

let hub: Hub
let browser: Browser
const homes: string[] = []

test.beforeAll(async () => {
  test.setTimeout(180_000)
  hub = await startHub({ FORECOURT_WATCHING: 'preview' })
  browser = await openBrowser()
})

test.afterAll(async () => {
  await browser?.close()
  await hub?.stop()
  for (const home of homes) rmSync(home, { recursive: true, force: true, maxRetries: 5 })
})

function aHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'forecourt-desk-'))
  homes.push(home)
  return home
}

const caseOf = (page: Page): Locator => page.getByRole('main', { name: 'Case' })
const talkOf = (page: Page): Locator => page.getByRole('log', { name: 'Conversation' })

/** Goes down the queue by J until the customer's row is the open one. */
async function stepTo(page: Page, view: string): Promise<void> {
  await page.keyboard.press(view)
  const chosen = page.getByRole('option', { selected: true, name: /Katharina Brandstätter-Meyerhoff/ })
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(chosen).toBeVisible({ timeout: 150 })
  }).toPass({ intervals: [0], timeout: 60_000 })
  await expect(talkOf(page)).toContainText(COMPLAINT)
}

/** Goes through the floor by J until the row that says this has the focus. */
async function stepOnFloor(page: Page, what: RegExp): Promise<void> {
  const focused = page.locator('.floor-row:focus')
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('j')
    if (what.test((await focused.textContent()) ?? '')) return
  }
  throw new Error(`no row of the floor says ${what}`)
}

async function write(page: Page, key: string, { field, text }: { readonly field: string; readonly text: string }): Promise<void> {
  await page.keyboard.press(key)
  await expect(page.getByRole('textbox', { name: field, exact: true })).toBeFocused()
  await page.keyboard.type(text)
}

test('a supervisor watches, whispers, suggests, takes over and hands back, and one person writes at any time', async ({ start }, info) => {
  const shots = info.outputPath('hands')
  const sits = async (email: string): Promise<Page> => {
    const app = await start({ home: aHome(), env: { FORECOURT_HUB: hub.url, FORECOURT_SIGN_IN: signInAs(email) } })
    const page = await app.firstWindow()
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect(page.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 30_000 })
    return page
  }
  const lena = await sits(agents.lena.email)
  const tobias = await sits(agents.tobias.email)
  const jonas = await sits(agents.jonas.email)
  const site = await browser.newPage({ locale: 'en-GB' })
  await site.setViewportSize({ width: 1280, height: 800 })
  await visitTheSite(site, hub.url)
  await say(site, COMPLAINT)

  // The floor names who waits, far down a long list too; once Lena has taken the case it is a live session.
  await tobias.keyboard.press('g')
  await tobias.keyboard.press('l')
  const floor = tobias.getByRole('main', { name: 'Live floor' })
  await expect(
    floor.getByRole('region', { name: 'Waiting' }).getByRole('button', { name: /Katharina Brandstätter-Meyerhoff/ }),
  ).toHaveCount(1)
  await stepTo(lena, 'Control+3')
  await lena.keyboard.press('a')
  await expect(caseOf(lena).getByRole('button', { name: /Give back/ })).toBeVisible()
  await expect(
    floor.getByRole('region', { name: 'Live sessions' }).getByRole('button', { name: /Katharina Brandstätter-Meyerhoff/ }),
  ).toHaveCount(1)
  await photograph(tobias, shots, '01-floor')
  await tobias.keyboard.press('Shift+W')
  await expect(floor.getByRole('button', { name: /For the wall/ })).toHaveCount(0)
  await photograph(tobias, shots, '02-wall')
  await tobias.keyboard.press('Escape')

  // Watching: the agent is told, and the supervisor sees both of them type.
  await stepOnFloor(tobias, /I was promised my money back/)
  await tobias.keyboard.press('Enter')
  await expect(talkOf(tobias)).toContainText(COMPLAINT)
  await expect(caseOf(lena)).toContainText('Tobias Henning is watching')
  await write(lena, 'r', { field: 'Reply', text: HALF })
  await expect(caseOf(tobias)).toContainText('Lena Vogt is writing')
  await expect(caseOf(lena)).toContainText('A supervisor reads this as you write it.')
  await lena.keyboard.type('!')
  await expect(talkOf(tobias)).toContainText('Lena Vogt writes, not sent yet')
  await expect(talkOf(tobias)).toContainText(HALF)
  await lena.keyboard.press('Backspace')
  await site.getByLabel('Your message').pressSequentially('And my', { delay: 30 })
  await expect(caseOf(tobias)).toContainText('Katharina Brandstätter-Meyerhoff is typing')
  await site.getByLabel('Your message').fill('')
  await stepTo(jonas, 'Control+2')
  await photograph(tobias, shots, '03-watching')

  // A whisper is for Lena alone, and finds her at another case too.
  await lena.keyboard.press('Escape')
  await lena.keyboard.press('j')
  await expect(caseOf(lena).getByRole('heading', { name: /Katharina/ })).toHaveCount(0)
  await write(tobias, 'w', { field: 'Whisper', text: WHISPER })
  await photograph(tobias, shots, '04-whispering')
  await tobias.keyboard.press('Control+Enter')
  await expect(lena.locator('.bar-whisper')).toContainText(WHISPER)
  await photograph(lena, shots, '05-whispered-elsewhere')
  await lena.keyboard.press('g')
  await lena.keyboard.press('w')
  await expect(talkOf(lena)).toContainText(WHISPER)
  await lena.keyboard.press('r')
  await expect(lena.getByRole('textbox', { name: 'Reply' })).toHaveValue(HALF)
  await expect(talkOf(tobias)).toContainText(WHISPER)
  await photograph(lena, shots, '05-whispered')

  // A suggested reply, taken with one key while she writes, then sent as hers.
  await tobias.keyboard.press('Escape')
  await write(tobias, 'Shift+W', { field: 'Suggested reply', text: SUGGESTION })
  await tobias.keyboard.press('Control+Enter')
  await expect(talkOf(lena)).toContainText(SUGGESTION)
  await photograph(lena, shots, '06-suggested')
  await expect(lena.getByRole('textbox', { name: 'Reply' })).toBeFocused()
  for (let i = 0; i < HALF.length; i++) await lena.keyboard.press('Backspace')
  await lena.keyboard.press('Control+e')
  await expect(lena.getByRole('textbox', { name: 'Reply' })).toHaveValue(SUGGESTION)
  await lena.keyboard.press('Control+Enter')
  await expect(site.getByText(SUGGESTION)).toBeVisible()
  await expect(talkOf(tobias)).toContainText('Used at')

  // She asks for help; it stands on the floor and in the case.
  await lena.keyboard.type(HALF)
  await lena.keyboard.press('Escape')
  await lena.keyboard.press('Shift+H')
  await lena.keyboard.type(HELP)
  await lena.keyboard.press('Enter')
  await expect(lena.getByRole('dialog')).toHaveCount(0)
  await tobias.keyboard.press('Escape')
  await tobias.keyboard.press('g')
  await tobias.keyboard.press('l')
  await expect(floor.getByRole('region', { name: 'Needs you' })).toContainText(`Lena Vogt asks for help since`)
  await photograph(tobias, shots, '07-asked-for-help')
  await stepOnFloor(tobias, /asks for help/)
  await tobias.keyboard.press('Enter')
  await expect(caseOf(tobias).getByRole('region', { name: 'Help' })).toContainText(HELP)

  // Taken over: from here on Tobias writes and nobody else; what Lena had begun stays hers.
  await tobias.keyboard.press('o')
  await expect(caseOf(tobias).getByRole('region', { name: 'Help' })).toContainText('You took this over from Lena Vogt')
  await expect(caseOf(lena).getByRole('region', { name: 'Help' })).toContainText('Tobias Henning took this over')
  await expect(caseOf(jonas).getByRole('region', { name: 'Help' })).toContainText('Tobias Henning took this over from Lena Vogt')
  for (const other of [lena, jonas]) {
    await other.keyboard.press('r')
    await expect(other.getByRole('textbox', { name: 'Reply' })).toBeFocused()
    await expect(other.getByRole('button', { name: /^Send/ })).toBeDisabled()
  }
  await expect(lena.getByRole('textbox', { name: 'Reply' })).toHaveValue(HALF)
  await photograph(lena, shots, '08-taken-from')
  await write(tobias, 'r', { field: 'Reply', text: TAKEN })
  await photograph(tobias, shots, '09-taken-over')
  await tobias.keyboard.press('Control+Enter')
  await expect(site.getByText(TAKEN)).toBeVisible()
  await expect(site.getByText('Tobias').first()).toBeVisible()

  // Handed back with a word for Lena; she goes on where she was.
  await tobias.keyboard.press('Escape')
  await tobias.keyboard.press('Shift+O')
  await tobias.keyboard.type(BACK)
  await photograph(tobias, shots, '10-handing-back')
  await tobias.keyboard.press('Control+Enter')
  await expect(tobias.getByRole('dialog')).toHaveCount(0)
  await expect(talkOf(lena)).toContainText(BACK)
  await expect(lena.getByRole('textbox', { name: 'Reply' })).toBeFocused()
  await expect(lena.getByRole('button', { name: /^Send/ })).toBeEnabled()
  await lena.keyboard.type(': it waits for you.')
  await lena.keyboard.press('Control+Enter')
  await expect(site.getByText(`${HALF}: it waits for you.`)).toBeVisible()
  await photograph(lena, shots, '11-handed-back')

  // What was whispered reached nobody else, and the history says who did what.
  expect(await talkOf(jonas).getByText(WHISPER).count()).toBe(0)
  for (const secret of [WHISPER, HELP, BACK]) expect(await site.getByText(secret).count()).toBe(0)
  await tobias.keyboard.press('Escape')
  await tobias.keyboard.press('h')
  const history = tobias.getByRole('dialog')
  await expect(history).toContainText('Tobias Henning')
  await expect(history.getByRole('listitem').first()).toBeVisible()
  await photograph(tobias, shots, '12-history')
  await tobias.keyboard.press('Escape')

  // Two keys give the case to a colleague: A, then the letter of a name and Enter.
  await tobias.keyboard.press('a')
  await expect(tobias.getByRole('dialog').getByRole('option').first()).toBeVisible()
  await tobias.keyboard.press('j')
  await expect(tobias.getByRole('button', { name: 'Assign to Jonas Petersen' })).toBeVisible()
  await photograph(tobias, shots, '13-assigning')
  await tobias.keyboard.press('Enter')
  await expect(caseOf(jonas).getByRole('button', { name: /Give back/ })).toBeVisible()
  await expect(caseOf(lena)).toContainText('With Jonas Petersen')
})
