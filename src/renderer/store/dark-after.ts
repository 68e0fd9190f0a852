import type { Line } from '../../domain/contract/bridge.ts'

/** A stretch of time without the hub. `to` is null while it lasts. */
export interface Dark {
  readonly from: number
  readonly to: number | null
}

/** What a new state of the line makes of the last dark stretch. */
export function darkAfter(last: Dark | null, line: Line, now: number): Dark | null {
  const away = line.state === 'offline' || line.state === 'connecting'
  if (away) return last && last.to === null ? last : { from: line.seenAt ?? line.since, to: null }
  // Not over while still catching up: what came meanwhile is not all here yet.
  return line.state === 'live' && last?.to === null ? { ...last, to: now } : last
}
