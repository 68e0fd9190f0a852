import { expect } from '@playwright/test'
import { ids } from '../../support/rows.ts'
import { test } from '../screens.ts'

test('each word counts as read once it was on screen for a second, however fast the next ones come', async ({ show }) => {
  const page = await show()
  await page
    .getByRole('option', { name: /Katharina/ })
    .first()
    .click()
  await page.locator('.composer').waitFor()
  await page.evaluate(async (id) => {
    for (let n = 0; n < 8; n++) {
      window.fixture.hear(id, `Word ${n}`)
      await new Promise((done) => setTimeout(done, 400))
    }
  }, ids.case)
  // The last two have only just come.
  await expect(page.locator('.gate')).toContainText(/Held: [123] messages? came/)
  await expect(page.locator('.gate')).toHaveCount(0)
})
