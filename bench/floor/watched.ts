import type { Page } from '@playwright/test'

/** How old the floor said it was, in its own words, at a moment of this machine's clock. */
export interface Sample {
  readonly at: number
  readonly words: string
}

/** The look at which the screen first showed that the customer of a chat waits, or no longer does. */
export interface Change {
  readonly subject: string
  readonly waits: boolean
  readonly at: number
}

export interface Watched {
  readonly samples: readonly Sample[]
  readonly changes: readonly Change[]
  /** The most that waited at once. */
  readonly most: number
}

/** Runs in the page: looks ten times a second at what is on the screen, so that what it says of its age is held against what it shows. */
function watch(): void {
  const watched = { samples: [] as Sample[], changes: [] as Change[], most: 0 }
  let before: ReadonlySet<string> | null = null
  const text = (of: string): string => document.querySelector(of)?.textContent ?? ''
  const look = (): void => {
    const at = Date.now()
    const was = before
    const now = new Set(
      // A row far off what is on screen tells its subject in its name alone.
      [...document.querySelectorAll('.floor-waiting .floor-row')].map(
        (row) => row.ariaLabel?.split(': ').at(-1) ?? row.querySelector('.floor-line:nth-child(2) .ellipsis')?.textContent ?? '',
      ),
    )
    before = now
    watched.samples.push({ at, words: text('.floor-head .fresh') })
    watched.most = Math.max(watched.most, Number(text('.floor-waiting .floor-count')))
    if (was === null) return
    for (const subject of now) if (!was.has(subject)) watched.changes.push({ subject, waits: true, at })
    for (const subject of was) if (!now.has(subject)) watched.changes.push({ subject, waits: false, at })
  }
  const timer = setInterval(look, 100)
  const stop = (): Watched => {
    clearInterval(timer)
    return watched
  }
  Reflect.set(window, 'stopWatching', stop)
}

/** Watches the floor on a desk's screen while something goes on. */
export async function watched(page: Page, work: () => Promise<void>): Promise<Watched> {
  await page.evaluate(watch)
  await work()
  return page.evaluate(() => (Reflect.get(window, 'stopWatching') as () => Watched)())
}
