import { expect } from '@playwright/test'
import { test } from '../screens.ts'

test('locking hides everything, and the password opens it where it was left', async ({ show }) => {
  const page = await show()
  await page.getByRole('option', { name: /Katharina/ }).click()
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('heading', { name: 'Lena Vogt' })).toBeVisible()
  await expect(page.getByText('Katharina')).toHaveCount(0)
  await page.getByLabel('Password').fill('forecourt')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox')).toBeVisible()
})

test('switching shows who has work on this device, and one password lets another in', async ({ show }) => {
  const page = await show()
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('menuitem', { name: 'Switch user' }).click()
  await page.getByRole('button', { name: /Jonas Feld/ }).click()
  await page.getByLabel('Password').fill('forecourt')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.locator('.me-name')).toHaveText('Jonas Feld')
})

test('a wrong password is said next to the field, and the field is empty again', async ({ show }) => {
  const page = await show({ world: 'idle' })
  await expect(page.getByText('Locked, because nobody was here for a while.')).toBeVisible()
  await page.getByLabel('Password').fill('wrong')
  await page.keyboard.press('Enter')
  await expect(page.locator('.sign-in-no')).toContainText('Email or password is not right.')
  await expect(page.getByLabel('Password')).toHaveValue('')
})

test('when the lease is over only the hub lets anybody in, and the screen says so', async ({ show }) => {
  const page = await show({ world: 'lease' })
  await expect(page.locator('.sign-in-no')).toContainText('The hub has not confirmed this device for too long.')
  await expect(page.getByLabel('Email')).toHaveValue('lena.vogt@nordhaus.example')
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeHidden()
})

test('somebody new signs in from the locked desk', async ({ show }) => {
  const page = await show({ world: 'locked' })
  await page.getByRole('button', { name: 'Somebody else' }).click()
  await page.getByRole('button', { name: 'Sign in somebody new' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue('')
})
