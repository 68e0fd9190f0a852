import { setTimeout as pause } from 'node:timers/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { launch, signInAs } from '../../test/desktop/fixture.ts'

/** How long a life is written in before it ends, in ms. */
const LIFE_MS = 3_000

interface Desk {
  readonly home: string
  readonly hub: string
  readonly email: string
  /** What the customer of the case began with: a word by which it is found. */
  readonly asked: string
}

const open = ({ home, hub, email }: Desk): Promise<ElectronApplication> =>
  launch({ home, env: { FORECOURT_HUB: hub, FORECOURT_SIGN_IN: signInAs(email) } })

/** To the case by the palette, and into a note, by keyboard alone. */
async function intoNote(page: Page, asked: string): Promise<void> {
  await page.getByRole('listbox').waitFor({ timeout: 60_000 })
  await page.keyboard.press('Control+k')
  await page.keyboard.type(asked)
  await page.locator('.palette-list [data-key]').getByText(asked).first().waitFor({ timeout: 60_000 })
  await page.keyboard.press('Enter')
  await page.getByRole('main', { name: 'Case' }).getByText(asked).first().waitFor()
  await page.keyboard.press('n')
  const field = page.getByRole('textbox', { name: 'Internal note' })
  await field.waitFor()
  // What was half written when the life before it ended stands here again.
  await field.fill('')
}

/** Ends a whole desk without a word, window and all, and waits until it is gone. */
async function kill(app: ElectronApplication): Promise<void> {
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  app.process().kill('SIGKILL')
  await gone
}

/** One life: notes one after the other, each seen in the thread, until the last is half written. */
async function live(page: Page, asked: string, seen: string[]): Promise<void> {
  await intoNote(page, asked)
  const shown = (words: string): Promise<void> => page.getByRole('main', { name: 'Case' }).getByText(words, { exact: true }).waitFor()
  // The last of the life before is still there, whatever the hub was doing.
  const last = seen.at(-1)
  if (last) await shown(last)
  for (const until = Date.now() + LIFE_MS; Date.now() < until; ) {
    const words = `seen ${seen.length}`
    await page.keyboard.type(words)
    await page.keyboard.press('Control+Enter')
    await shown(words)
    seen.push(words)
  }
  await page.keyboard.type('half a w')
}

/**
 * A whole desk on which notes are written by its keyboard, killed in the middle of one, so many times.
 * The notes that stood on its screen, in their order.
 */
export async function deskLives(desk: Desk, lives: number): Promise<readonly string[]> {
  const seen: string[] = []
  for (let life = 0; life < lives; life++) {
    const app = await open(desk)
    try {
      await live(await app.firstWindow(), desk.asked, seen)
    } finally {
      await kill(app)
    }
  }
  return seen
}

/** Opens the desk once more, until it has said everything and is closed as a person would. */
export async function lastLife(desk: Desk): Promise<void> {
  const app = await open(desk)
  const page = await app.firstWindow()
  await page.getByRole('banner').getByText('Live').waitFor({ timeout: 120_000 })
  await pause(2_000)
  await app.close()
}
