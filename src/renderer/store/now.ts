import { useCallback, useSyncExternalStore } from 'react'

const SECOND = 1_000

/** How often a clock on screen moves. */
export type Beat = 'second' | 'minute'
const beats: Record<Beat, number> = { second: SECOND, minute: 15 * SECOND }

interface Ticker {
  readonly listeners: Set<() => void>
  now: number
  timer: ReturnType<typeof setInterval> | null
}

const ticker = (): Ticker => ({ listeners: new Set(), now: Date.now(), timer: null })
const tickers: Record<Beat, Ticker> = { second: ticker(), minute: ticker() }

function start(one: Ticker, every: number): void {
  one.now = Date.now()
  one.timer = setInterval(() => {
    one.now = Date.now()
    for (const listener of one.listeners) listener()
  }, every)
}

/** The time now, moved on by one shared timer per beat, which stands still while nobody looks. */
export function useNow(beat: Beat = 'minute'): number {
  const listen = useCallback(
    (then: () => void) => {
      const one = tickers[beat]
      one.listeners.add(then)
      if (one.timer === null) start(one, beats[beat])
      return () => {
        one.listeners.delete(then)
        if (one.listeners.size > 0 || one.timer === null) return
        clearInterval(one.timer)
        one.timer = null
      }
    },
    [beat],
  )
  return useSyncExternalStore(listen, () => tickers[beat].now)
}
