import type { Page } from '@playwright/test'
import type { Desk } from '../../src/domain/contract/bridge.ts'

/** How old the floor said it was, in its own words, at a moment of this machine's clock. */
export interface Sample {
  readonly at: number
  readonly words: string
}

/** From when on the screen showed that a case's customer waits, or no longer does. */
export interface Change {
  readonly case: string
  readonly waits: boolean
  readonly at: number
}

export interface Watched {
  readonly samples: readonly Sample[]
  readonly changes: readonly Change[]
  /** The most that waited at once. */
  readonly most: number
}

/** Runs in the page: looks at it ten times a second, and notes in which frame it shows what. */
function watch(): void {
  const watched = { samples: [] as Sample[], changes: [] as Change[], most: 0 }
  let before: ReadonlySet<string> | null = null
  const look = (): void => {
    watched.samples.push({ at: Date.now(), words: document.querySelector('.floor-head .fresh')?.textContent ?? '' })
  }
  const shows = (now: ReadonlySet<string>): void => {
    const at = Date.now()
    const was = before
    before = now
    if (was === null) return
    for (const id of now) if (!was.has(id)) watched.changes.push({ case: id, waits: true, at })
    for (const id of was) if (!now.has(id)) watched.changes.push({ case: id, waits: false, at })
  }
  const silence = (Reflect.get(window, 'desk') as Desk).hear('changed', (changed) => {
    const floor = changed.map(({ result }) => (result.of === 'floor' ? result.value : null)).findLast((value) => value !== null)
    if (!floor) return
    watched.most = Math.max(watched.most, floor.waiting.total)
    // The page takes it in at the beginning of its next frame, and heard of it before we did.
    requestAnimationFrame(() => shows(new Set(floor.waiting.rows.map((row) => row.case))))
  })
  const timer = setInterval(look, 100)
  const stop = (): Watched => {
    clearInterval(timer)
    silence()
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
