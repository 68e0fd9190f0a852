import type { Page } from '@playwright/test'

/** Pixels a turn of the wheel moves, and how often it turns: 2,400 pixels a second. */
const STEP = 40
const EVERY_MS = 16.7
const TURNS = 240

/**
 * Scrolls the queue for four seconds and answers the main thread's own processor time for each frame shown, in
 * milliseconds. Processor time does not depend on how busy the machine is.
 */
export async function cpuPerFrame(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  const spent = async (): Promise<number> => {
    const { metrics } = await client.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  }
  const box = await page.getByRole('listbox').boundingBox()
  if (!box) throw new Error('no queue on the screen')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate(() => {
    Reflect.set(window, 'framesShown', 0)
    const count = (): void => {
      Reflect.set(window, 'framesShown', Reflect.get(window, 'framesShown') + 1)
      requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
  const before = await spent()
  const began = performance.now()
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.wheel(0, turn < TURNS / 2 ? STEP : -STEP)
    const due = began + turn * EVERY_MS
    if (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
  }
  const frames = Number(await page.evaluate(() => Reflect.get(window, 'framesShown')))
  return ((await spent()) - before) * (1_000 / Math.max(1, frames))
}
