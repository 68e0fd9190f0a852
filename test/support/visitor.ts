import { type Browser, chromium, type LaunchOptions, type Page } from '@playwright/test'
import { findChromium } from '../../host/find-chromium.ts'

/** What starts a plain browser on this machine: the same Chromium that the stand-in shows its windows in. */
export function inChromium(): LaunchOptions {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('there is no Chromium for a plain browser')
  return { executablePath, args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'] }
}

/** A customer's browser. */
export const openBrowser = (): Promise<Browser> => chromium.launch(inChromium())

/** The customer accepts the consent question, looks at two models, saves a configuration and signs in as Katharina. */
export async function visitTheSite(page: Page, hub: string): Promise<void> {
  await page.goto(`${hub}/sample/`)
  await page.getByRole('button', { name: /^Yes/ }).click()
  await page.goto(`${hub}/sample/aurel-e4.html`)
  await page.waitForTimeout(300)
  await page.goto(`${hub}/sample/tarn-3.html`)
  await page.waitForTimeout(300)
  await page.goto(`${hub}/sample/configure.html?model=e4`)
  await page.getByRole('button', { name: 'Save configuration' }).click()
  await page.goto(`${hub}/sample/account.html`)
  await page.getByRole('button', { name: 'Sign in as Katharina' }).click()
  await page.getByRole('heading', { name: /Good to see you/ }).waitFor()
}

/** The customer says something in the chat, opening it first where it is shut. */
export async function say(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Your message')
  if (!(await field.isVisible())) await page.getByRole('button', { name: /Chat with us/ }).click()
  await field.fill(text)
  await field.press('Enter')
}
