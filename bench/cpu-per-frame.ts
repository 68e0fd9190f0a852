import type { Locator, Page } from '@playwright/test'

/** Pixels a turn of the wheel moves, and how often it turns: 2,400 pixels a second. */
const STEP = 40
const EVERY_MS = 16.7
const TURNS = 240

/** Scrolls a list for four seconds, down and up again. */
export async function scroll(page: Page, list: Locator): Promise<void> {
  const box = await list.boundingBox()
  if (!box) throw new Error('no list on the screen')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  const began = performance.now()
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.wheel(0, turn < TURNS / 2 ? STEP : -STEP)
    const due = began + turn * EVERY_MS
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
  }
}

export interface Spent {
  /** Milliseconds for each frame shown. */
  readonly perFrame: number
  /** The same, had those frames alone been shown in which something on the page changed. */
  readonly perChange: number
  /** Milliseconds for each sixtieth of a second, whether or not a busy machine came to show a frame in it. */
  readonly perSixtieth: number
  /** What of a frame shown went on what, in words. */
  readonly parts: string
}

const PARTS = { script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration' } as const

function countFrames(): void {
  const count = { frames: 0, changed: 0, dirty: false, next: 0 }
  const observer = new MutationObserver(() => {
    count.dirty = true
  })
  observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  const frame = (): void => {
    count.frames += 1
    if (count.dirty) count.changed += 1
    count.dirty = false
    count.next = requestAnimationFrame(frame)
  }
  count.next = requestAnimationFrame(frame)
  const stop = (): typeof count => {
    cancelAnimationFrame(count.next)
    observer.disconnect()
    return count
  }
  Reflect.set(window, 'stopCounting', stop)
}

/** The main thread's own processor time while something goes on. It does not depend on how busy the machine is. */
export async function cpuPerFrame(page: Page, work: () => Promise<void>): Promise<Spent> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async () => {
    const { metrics } = await client.send('Performance.getMetrics')
    const of = (wanted: string): number => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1_000
    return { all: of('TaskDuration'), script: of(PARTS.script), style: of(PARTS.style), layout: of(PARTS.layout) }
  }
  await page.evaluate(countFrames)
  const [before, began] = [await spent(), performance.now()]
  await work()
  const { frames, changed } = await page.evaluate(() =>
    (Reflect.get(window, 'stopCounting') as () => Record<'frames' | 'changed', number>)(),
  )
  const after = await spent()
  const took = after.all - before.all
  const perSixtieth = took / (((performance.now() - began) * 60) / 1_000)
  await client.detach()
  const each = (part: keyof typeof PARTS): string => `${part} ${((after[part] - before[part]) / Math.max(1, frames)).toFixed(1)}`
  const parts = `${each('script')}, ${each('style')}, ${each('layout')}`
  return { perFrame: took / Math.max(1, frames), perChange: took / Math.max(1, changed), perSixtieth, parts }
}
