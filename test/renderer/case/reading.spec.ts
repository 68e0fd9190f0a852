import { expect, type Page } from '@playwright/test'
import { anId, ids } from '../../support/rows.ts'
import { look, test } from '../screens.ts'

async function toCase(page: Page): Promise<void> {
  await page
    .getByRole('option', { name: /Katharina/ })
    .first()
    .click()
  await page.locator('.composer').waitFor()
}

test('each word counts as read once it was on screen for a second, however fast the next ones come', async ({ show }) => {
  const page = await show()
  await toCase(page)
  await page.evaluate(async (id) => {
    for (let n = 0; n < 8; n++) {
      window.fixture.hear(id, `Word ${n}`)
      await new Promise((done) => setTimeout(done, 400))
    }
  }, ids.case)
  await look(page, 'hidden')
  // The last few have only just come.
  await expect(page.locator('.gate')).toContainText(/Held: [1-5] messages? came/)
  await look(page, 'visible')
  await expect(page.locator('.gate')).toHaveCount(0)
})

/** Somebody of ours says something to the customer, or notes it down. */
const speak = (page: Page, row: { readonly id: string; readonly by: string; readonly kind: 'said' | 'note' }): Promise<void> =>
  page.evaluate(
    ([of, { id, by, kind }]) => {
      const { tx } = window.fixture
      const header = tx.get('case', of)
      const [like] = tx.of('message').filter((message) => message.case === of)
      if (!header || !like) throw new Error('no such thread')
      const number = header.messages + 1
      tx.put('case', { ...header, messages: number })
      tx.put('message', {
        ...like,
        id: id as never,
        number,
        kind,
        author: { kind: 'agent', agent: by as never, name: 'Jonas' },
        text: 'It is paid.',
      })
      window.fixture.tell()
    },
    [ids.case, row] as const,
  )

test('what a colleague has just said to the customer holds an answer until it has been read; their notes and own words do not', async ({
  show,
}) => {
  const page = await show()
  await toCase(page)
  await page.keyboard.press('r')
  await page.keyboard.type('We pay it.')
  const send = page.getByRole('button', { name: /^Send/ })
  await expect(send).toBeEnabled()
  await speak(page, { id: anId(0xc01), by: ids.jonas, kind: 'note' })
  await expect(page.getByRole('log').getByText('It is paid.')).toBeVisible()
  await expect(send).toBeEnabled()
  await speak(page, { id: anId(0xc02), by: ids.lena, kind: 'said' })
  await expect(page.getByRole('log').getByText('It is paid.')).toHaveCount(2)
  await expect(send).toBeEnabled()
  await look(page, 'hidden')
  await speak(page, { id: anId(0xc03), by: ids.jonas, kind: 'said' })
  await expect(page.locator('.gate')).toContainText('Held: 1 message came that you have not seen.')
  await expect(send).toBeDisabled()
  await look(page, 'visible')
  await expect(send).toBeEnabled()
})
