import { monitorEventLoopDelay } from 'node:perf_hooks'

const WINDOW_MS = 15_000
const RESOLUTION_MS = 20

/** How long this process could do nothing else at most, of late: what everybody who is connected has waited. */
export type Stall = {
  /** The longest of the last half minute or so, in seconds. */
  seconds(): number
  close(): void
}

/** Begins to watch the event loop. */
export function watchStall(): Stall {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  let before = 0
  const turn = setInterval(() => {
    before = delay.max
    delay.reset()
  }, WINDOW_MS)
  turn.unref()
  return {
    // The timer's own step is part of what it measures, and no stall.
    seconds: () => Math.max(0, Math.max(before, delay.max) / 1e9 - RESOLUTION_MS / 1_000),
    close() {
      clearInterval(turn)
      delay.disable()
    },
  }
}
