import { create } from 'zustand'
import type { Line } from '../../domain/contract/bridge.ts'
import { desk } from './desk.ts'

/** A stretch of time without the hub. `to` is null while it lasts. */
export interface Dark {
  readonly from: number
  readonly to: number | null
}

export const useDark = create<{ readonly last: Dark | null }>(() => ({ last: null }))

/** What a new state of the line makes of the last dark stretch. */
export function darkAfter(last: Dark | null, line: Line, now: number): Dark | null {
  const away = line.state === 'offline' || line.state === 'connecting'
  if (away) return last && last.to === null ? last : { from: line.seenAt ?? line.since, to: null }
  // Not over while still catching up: what came meanwhile is not all here yet.
  return line.state === 'live' && last?.to === null ? { ...last, to: now } : last
}

/** Begins to remember when the line was last away, so that what came meanwhile can be marked. */
export function hearDark(): void {
  let known = false
  desk.hear('lined', (line) => {
    // The first connection of the day is no stretch of darkness.
    known ||= line.state === 'live'
    if (known) useDark.setState(({ last }) => ({ last: darkAfter(last, line, Date.now()) }))
  })
}
