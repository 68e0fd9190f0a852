import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { watchStall } from '../../../src/hub/doors/stall.ts'

/** Does nothing, and lets nothing else be done. */
function stand(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

test('the longest time in which nothing else could be done is told, and what only waited is not', async () => {
  const stall = watchStall()
  await pause(100)
  const calm = stall.seconds()
  stand(400)
  await pause(100)
  expect(stall.seconds()).toBeGreaterThan(0.3)
  expect(stall.seconds()).toBeGreaterThan(calm + 0.2)
  stall.close()
})
