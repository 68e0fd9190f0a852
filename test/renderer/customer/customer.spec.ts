import { expect, type Page } from '@playwright/test'
import { ids, NOW } from '../../support/rows.ts'
import { test } from '../screens.ts'

const ran = (page: Page) => page.evaluate(() => window.fixture.ran)
const openKatharina = async (page: Page): Promise<void> => {
  await page.getByRole('option', { name: /Katharina/ }).click()
  await page.locator('.composer').waitFor()
}

test('a walk-in is registered with their car, and the case rests on the registering', async ({ show }) => {
  const page = await show()
  await page.keyboard.press('Shift+N')
  await page.getByRole('textbox', { name: 'Customer' }).fill('Jule Hansen')
  await page.getByRole('button', { name: 'Register somebody new' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Jule Hansen')
  await page.getByRole('textbox', { name: 'Phone' }).fill('+49 40 555 0199')
  await page.getByRole('textbox', { name: 'Car model' }).fill('Tarn 5')
  await page.getByRole('textbox', { name: 'What it is about' }).fill('Wipers scratch since the wash')
  await page.getByRole('textbox', { name: 'What they told you' }).fill('Both blades are new.')
  await page.getByRole('button', { name: 'Open complaint' }).click()
  await expect(page.locator('.case-name')).toHaveText('Jule Hansen')
  await expect(page.locator('.note')).toContainText('Both blades are new.')
  const [registered, opened] = await ran(page)
  expect(registered).toMatchObject({ name: 'party.register', args: { name: 'Jule Hansen', vehicle: { model: 'Tarn 5' } } })
  expect(opened).toMatchObject({
    name: 'case.open',
    args: { kind: 'complaint', channel: 'dealership', subject: 'Wipers scratch since the wash' },
  })
  expect(opened?.after).toHaveLength(1)
})

test('a known customer is found by name, and an enquiry is opened for them', async ({ show }) => {
  const page = await show()
  await page.keyboard.press('Shift+N')
  await page.getByRole('textbox', { name: 'Customer' }).fill('haddad')
  await page.getByRole('button', { name: /Samir Haddad/ }).click()
  await page.getByRole('radio', { name: 'Enquiry' }).click()
  await page.getByRole('textbox', { name: 'What it is about' }).fill('Winter wheels')
  await page.getByRole('button', { name: 'Open enquiry' }).click()
  await expect(page.locator('.case-name')).toHaveText('Samir Haddad')
  await expect(page.locator('.case-subject')).toHaveText('Winter wheels')
})

test('a call is logged for the customer on screen, with who rang and how it ended', async ({ show }) => {
  const page = await show()
  await openKatharina(page)
  await page.keyboard.press('l')
  await page.getByRole('combobox', { name: 'Who rang' }).selectOption('We rang the customer')
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('Left a message')
  await page.getByRole('textbox', { name: 'What it was about' }).fill('The caliper is here')
  await page.getByRole('button', { name: 'Log call' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  expect(await ran(page)).toMatchObject([
    {
      name: 'touchpoint.record',
      args: {
        kind: 'call',
        party: ids.katharina,
        case: ids.case,
        at: NOW,
        data: { way: 'outreach', outcome: 'voicemail', about: 'The caliper is here' },
      },
    },
  ])
})

test('a slot is asked for, and the words about it rest on the booking', async ({ show }) => {
  const page = await show({ world: 'waiting' })
  await openKatharina(page)
  await page.keyboard.press('b')
  await expect(page.getByText(/Slots as of 13:48/)).toBeVisible()
  await page.locator('.slot-time', { hasText: '16:00' }).click()
  await page.getByRole('textbox', { name: 'Tell the customer' }).fill('We see your car at 16:00.')
  await page.getByRole('button', { name: 'Book this slot' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  const [booked, replied] = await ran(page)
  expect(booked).toMatchObject({ name: 'appointment.book', args: { party: ids.katharina, case: ids.case, startsAt: NOW + 2 * 3_600_000 } })
  expect(replied).toMatchObject({ name: 'message.reply', args: { text: 'We see your car at 16:00.' } })
  expect(replied?.after).toHaveLength(1)
})

test('a reply that names a slot just asked for is tied to it, and says so', async ({ show }) => {
  const page = await show({ world: 'waiting' })
  await openKatharina(page)
  await page.keyboard.press('b')
  await page.locator('.slot-time', { hasText: '16:00' }).click()
  await page.getByRole('button', { name: 'Book this slot' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('r')
  await page.keyboard.type('Please come at 16:00.')
  await expect(page.getByText('Names the slot at 16:00')).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect.poll(async () => (await ran(page)).at(-1)?.name).toBe('message.reply')
  expect((await ran(page)).at(-1)?.after).toHaveLength(1)
})

const photo = {
  name: 'disc.png',
  mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'),
}

test('a photo goes with the words, which never wait for it, and shows that the hub has it not yet', async ({ show }) => {
  const page = await show({ world: 'offline' })
  await openKatharina(page)
  await page.locator('.composer input[type=file]').setInputFiles([photo])
  await expect(page.getByRole('list', { name: 'Files that go with it' })).toContainText('disc.png')
  await page.keyboard.press('r')
  await page.keyboard.type('This is the disc.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('list', { name: 'Files', exact: true })).toContainText('Not at the hub yet')
  await expect(page.getByRole('list', { name: 'Files that go with it' })).toBeHidden()
  const said = (await ran(page)).find(({ name }) => name === 'message.reply')?.args
  const given = await page.evaluate(() => window.fixture.told.filter(({ ask }) => ask === 'attach').map(({ argument }) => argument))
  expect(given).toMatchObject([{ name: 'disc.png', type: 'image/png', message: (said as { readonly message: string }).message }])
})

test('a pasted picture is taken, a file too large is not, and why is said', async ({ show }) => {
  const page = await show()
  await openKatharina(page)
  const paste = (size: number) =>
    page.getByLabel('Reply', { exact: true }).evaluate((area, bytes) => {
      const data = new DataTransfer()
      data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }))
      area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, size)
  await paste(64)
  await expect(page.getByRole('list', { name: 'Files that go with it' })).toContainText('pasted.png')
  await paste(26 * 1024 * 1024)
  await expect(page.getByText('A file may have 25 MB at most.')).toBeVisible()
  await page.getByRole('button', { name: 'Leave out pasted.png' }).click()
  await expect(page.getByRole('list', { name: 'Files that go with it' })).toBeHidden()
})

test('Escape leaves a dialog, nothing is done, and the focus is where it was', async ({ show }) => {
  const page = await show()
  await openKatharina(page)
  await page.keyboard.press('v')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('listbox')).toBeFocused()
  expect(await ran(page)).toEqual([])
})
