import { expect, type Page } from '@playwright/test'
import { anId, ids, NOW } from '../support/rows.ts'
import { look, names, test } from './screens.ts'

const elif = anId(0x5006)

const ran = (page: Page) => page.evaluate(() => window.fixture.ran)
const openCase = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('option', { name: new RegExp(name) }).click()
  await expect(page.locator('.case-name')).toHaveText(new RegExp(name))
}
const unassigned = async (page: Page): Promise<void> => {
  await page.getByRole('radio', { name: /Unassigned/ }).click()
}

test('J and K walk the queue in the order of its clock, and the case follows', async ({ show }) => {
  const page = await show()
  const order = await names(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.locator('.case-name')).toHaveText(order[1] ?? '')
  await page.keyboard.press('k')
  await expect(page.locator('.case-name')).toHaveText(order[0] ?? '')
  await expect(page.getByRole('listbox')).toHaveAttribute('aria-activedescendant', /^row-/)
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-setsize', String(order.length))
})

test('an answer to an unowned case takes it first, and the answer rests on the taking', async ({ show }) => {
  const page = await show()
  await unassigned(page)
  await openCase(page, 'Elif')
  await page.keyboard.press('r')
  await page.keyboard.type('Bitte lassen Sie das Auto stehen, ich kümmere mich sofort.')
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await ran(page)).map(({ name }) => name)).toEqual(['case.claim', 'message.reply'])
  const [claimed, replied] = await ran(page)
  expect(replied?.after).toHaveLength(1)
  expect(claimed?.after).toEqual([])
  await expect(page.locator('.message-ours .bubble')).toHaveText(/lassen Sie das Auto stehen/)
  await expect(page.getByLabel('Reply', { exact: true })).toHaveValue('')
})

test('letters are words while somebody writes, and shortcuts only outside', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.keyboard.press('n')
  await page.keyboard.type('jkerc?')
  await expect(page.getByRole('textbox', { name: 'Internal note' })).toHaveValue('jkerc?')
  expect(await ran(page)).toEqual([])
})

test('a note goes to colleagues only, and looks like nothing else', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.keyboard.press('n')
  await page.keyboard.type('Caliper is here.')
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('.note', { hasText: 'Caliper is here.' })).toBeVisible()
  expect((await ran(page)).map(({ name }) => name)).toEqual(['message.note'])
})

test('a message that came and was not seen holds the answer, says so, and lets it go once read', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.keyboard.press('r')
  await page.keyboard.type('We will ring you.')
  await look(page, 'hidden')
  await page.evaluate((id) => window.fixture.hear(id, 'Wait, there is smoke now!'), ids.case)
  const send = page.getByRole('button', { name: /^Send/ })
  await expect(send).toBeDisabled()
  await expect(page.getByText('message came that you have not seen')).toBeVisible()
  await look(page, 'visible')
  await expect(send).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await ran(page)).map(({ name }) => name)).toEqual(['message.reply'])
})

test('off line the answer is queued, says where it is, and the list says how old it is', async ({ show }) => {
  const page = await show({ world: 'offline' })
  await openCase(page, 'Katharina')
  await page.keyboard.press('r')
  await page.keyboard.type('I am looking into it.')
  await page.getByRole('button', { name: /Queue to send/ }).click()
  await expect(page.getByText('On this device, sends when the hub is back')).toBeVisible()
  await expect(page.locator('.queue').getByText('as of 13:48')).toBeVisible()
  await expect(page.locator('.connection')).toContainText('Offline since 13:48')
  await page.getByRole('radio', { name: /Team/ }).click()
  await expect(page.getByText('Colleagues may have taken or answered cases since.')).toBeVisible()
})

test('while catching up nothing is sent to a customer', async ({ show }) => {
  const page = await show({ world: 'catching' })
  await openCase(page, 'Katharina')
  await page.keyboard.press('r')
  await page.keyboard.type('Hello')
  await expect(page.getByRole('button', { name: /^Send|^Queue to send/ })).toBeDisabled()
  await expect(page.getByText('Held while this desk catches up')).toBeVisible()
})

test('a draft is kept within a second and is there again when the case is', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.keyboard.press('r')
  await page.keyboard.type('Half a sentence')
  await expect.poll(() => page.evaluate((id) => window.fixture.drafts.get(`${id} reply`), ids.case)).toBe('Half a sentence')
  await openCase(page, 'Bernd')
  await openCase(page, 'Katharina')
  await expect(page.getByLabel('Reply', { exact: true })).toHaveValue('Half a sentence')
})

test('resolving goes on to the next case and says which', async ({ show }) => {
  const page = await show()
  const order = await names(page)
  await openCase(page, order[0] ?? '')
  await page.keyboard.press('e')
  await expect(page.locator('.case-name')).toHaveText(order[1] ?? '')
  await expect(page.getByRole('status').filter({ hasText: `Next: ${order[1]}` })).toBeAttached()
  expect((await ran(page)).map(({ name }) => name)).toEqual(['case.resolve'])
})

test('a case whose safety words nobody met cannot be closed over them', async ({ show }) => {
  const page = await show()
  await unassigned(page)
  await openCase(page, 'Elif')
  await expect(page.getByText('May not be safe to drive.')).toBeVisible()
  await expect(page.getByRole('button', { name: /Resolve/ })).toBeDisabled()
  await page.getByRole('button', { name: 'Dismiss with a reason' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Checked on the ramp, it was the tyre pressure')
  await page.getByRole('button', { name: 'Dismiss with this reason' }).click()
  await expect(page.getByText('May not be safe to drive.')).toBeHidden()
  expect(await ran(page)).toMatchObject([{ name: 'case.dismissSafety', args: { case: elif } }])
})

test('a list in use keeps still: a newcomer waits behind a chip until it is asked in', async ({ show }) => {
  const page = await show()
  await unassigned(page)
  const before = await names(page)
  await page.getByRole('option').nth(1).hover()
  await page.mouse.move(200, 300)
  await page.evaluate((id) => {
    const { tx } = window.fixture
    const row = tx.get('case', id)
    if (row)
      tx.put('case', {
        ...row,
        owner: null,
        safety: { message: id as never, words: 'smoke', raisedAt: 1, dueAt: 2, answeredAt: null, dismissed: null },
      })
    window.fixture.tell()
  }, ids.case)
  await page.mouse.move(200, 301)
  await expect(page.getByText('1 change of order waits')).toBeVisible()
  await page.mouse.move(200, 302)
  expect(await names(page)).toEqual(before)
  await page.keyboard.press('.')
  await expect.poll(async () => (await names(page))[0]).toMatch(/Katharina/)
})

test('the palette finds a command by its words and a case by its customer', async ({ show }) => {
  const page = await show()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('dark th')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.keyboard.press('Control+k')
  // He is found among others first, then alone: another place in the list.
  await page.keyboard.type('ha')
  const samir = page.getByRole('option', { name: /Samir Haddad/ })
  await expect(samir).toBeVisible()
  await page.keyboard.type('ddad')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(1)
  await samir.click()
  await expect(page.locator('.case-name')).toHaveText('Samir Haddad')
})

test('one Escape leaves the palette, whatever stands in it, and the focus is where it was', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('neighbour')
  await expect(page.getByText('Nothing found for “neighbour”.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('listbox')).toBeFocused()
})

test('F6 goes round queue, conversation, composer, journey and top, and Shift turns it back', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  const at = () => page.evaluate(() => document.activeElement?.closest('[id^=region-]')?.id)
  const seen: (string | undefined)[] = []
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('F6')
    seen.push(await at())
  }
  expect(seen).toEqual(['region-log', 'region-composer', 'region-journey', 'region-top', 'region-queue'])
  await page.keyboard.press('Shift+F6')
  expect(await at()).toBe('region-top')
})

test('a promise in the words offers to be recorded, with the time it names', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.keyboard.press('r')
  await page.keyboard.type('I will call you by 16:30 today.')
  await page.getByRole('button', { name: 'Record it' }).click()
  await expect(page.getByLabel('By when')).toHaveValue('2026-11-12T16:30')
  await page.getByRole('button', { name: 'Record promise' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await ran(page)).toMatchObject([{ name: 'commitment.record', args: { dueAt: NOW + 2.5 * 3_600_000 } }])
})

test('what was refused keeps its words: they are changed where they stand and sent again', async ({ show }) => {
  const page = await show({ world: 'parked' })
  await openCase(page, 'Katharina')
  await page.getByRole('button', { name: 'Edit and send' }).click()
  await expect(page.getByRole('textbox', { name: 'Your words' })).toHaveValue(/courtesy car/)
  await page.getByRole('button', { name: 'Send these words' }).click()
  await expect(page.getByRole('button', { name: '1 needs you' })).toBeVisible()
})

test('a reply in review stands in its thread with its reasons, and nothing new goes before the thread is whole', async ({ show }) => {
  const page = await show({ world: 'review' })
  await openCase(page, 'Katharina')
  await expect(page.getByText('Not sent yet: your decision')).toBeVisible()
  await expect(page.getByText('The customer wrote again, and you had not seen it.')).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.type('Hello')
  await expect(page.getByRole('button', { name: /^Send/ }).last()).toBeDisabled()
  await expect(page.getByText('Held while this desk catches up')).toBeVisible()
})

test('back on line, what came meanwhile stands under a line that counts it', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  const line = (state: 'live' | 'offline', seen: number): Promise<void> =>
    page.evaluate(([to, at]) => window.fixture.lined({ state: to, since: at, seenAt: at, reason: null }), [state, seen] as const)
  await line('offline', NOW - 60_000)
  await page.evaluate((id) => window.fixture.hear(id, 'I rang the workshop myself.'), ids.case)
  await page.evaluate((id) => window.fixture.hear(id, 'They know nothing.'), ids.case)
  await line('live', NOW)
  await expect(page.locator('.divider-new')).toHaveText('2 new since you went dark at 13:59')
})

test('a wrong password is said next to the fields, and the rest stays as typed', async ({ show }) => {
  const page = await show({ world: 'signin' })
  await page.getByLabel('Hub address').fill('hub.nordhaus.example')
  await page.getByLabel('Email').fill('lena.vogt@nordhaus.example')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Email or password is not right.').first()).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue('lena.vogt@nordhaus.example')
})

test('a narrow window shows one pane at a time, with the way back and the journey in one line', async ({ show }) => {
  const page = await show({ size: [720, 450] })
  await page.getByRole('option').first().click()
  await expect(page.locator('.queue')).toBeHidden()
  await page.getByRole('button', { name: 'Show the journey' }).click()
  await expect(page.locator('#region-journey')).toBeVisible()
  await page.keyboard.press(']')
  await page.getByRole('button', { name: 'Back to the queue', exact: true }).click()
  await expect(page.getByRole('listbox')).toBeVisible()
})

test('ten thousand cases are one list: its end is a key away, and only what is seen is in the page', async ({ show }) => {
  const page = await show({ world: 'many' })
  await page.getByRole('listbox').focus()
  await page.keyboard.press('j')
  await page.getByRole('listbox').evaluate((list) => list.scrollTo({ top: list.scrollHeight / 2 }))
  await expect.poll(async () => (await names(page)).length).toBeGreaterThan(5)
  expect(await page.getByRole('option').count()).toBeLessThan(60)
})

test('the folded queue opens over the case while a pointer rests on it, and folds when it leaves', async ({ show }) => {
  const page = await show({ size: [1024, 700] })
  await page.getByRole('option').nth(4).click()
  await page.locator('.composer').hover()
  await expect(page.locator('.queue-title')).toBeHidden()
  await page.mouse.move(85, 600)
  await expect(page.locator('.queue-title')).toBeVisible()
  await page.locator('.thread').hover({ position: { x: 400, y: 100 } })
  await expect(page.locator('.queue-title')).toBeHidden()
})

test('what is not on this device yet is not called missing: the palette says so, and finds it when it has come', async ({ show }) => {
  const page = await show({ world: 'offline' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('quagga')
  await expect(page.getByText('Nothing found for “quagga” on this device, which does not know everything now.')).toBeVisible()
  await page.evaluate((id) => window.fixture.hear(id, 'A quagga bit the mirror.'), ids.case)
  await expect(page.getByRole('dialog').getByRole('option', { name: /A quagga bit the mirror/ })).toBeVisible()
})

test('whoever signs in next finds nothing of the one before: no open case, no words', async ({ show }) => {
  const page = await show()
  await openCase(page, 'Katharina')
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('Password').fill('a new pair of hands')
  await page.evaluate(() => window.fixture.drafts.clear())
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Choose a case')).toBeVisible()
  await openCase(page, 'Katharina')
  await expect(page.getByLabel('Reply', { exact: true })).toHaveValue('')
})

test('what befell the data on this device is said above everything: a full disk until there is room, a rescue until it is read', async ({
  show,
}) => {
  const full = await show({ world: 'full' })
  const bar = full.locator('.bar-danger')
  await expect(bar).toContainText('The disk of this computer is full.')
  await full.evaluate(() => window.fixture.say('room', { full: false }))
  await expect(bar).toHaveCount(0)
  const rescued = await show({ world: 'rescued' })
  await expect(rescued.locator('.bar')).toContainText('3 unsent changes were saved. 1 draft was saved. All else comes again from the hub.')
  await rescued.getByRole('button', { name: 'Understood' }).click()
  await expect(rescued.locator('.bar')).toHaveCount(0)
})
