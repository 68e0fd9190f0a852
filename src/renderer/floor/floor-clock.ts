import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import type { Floor } from '../../domain/contract/floor.ts'
import { onSignedOut } from '../store/forget.ts'
import { useLine } from '../store/session.ts'

/** How often the waits on screen move while nothing else does. */
const WAITS_MS = 500
/** So old, a floor is not called live, whatever the line believes. */
const STALE_MS = 10_000

/**
 * The engine counts from another beginning than the page. The smallest difference ever seen is the nearest to the true one:
 * anything more was time on the way, so an age reckoned by it is not too small.
 */
let between = Number.POSITIVE_INFINITY
let last = 0

function forget(): void {
  between = Number.POSITIVE_INFINITY
  last = 0
}
onSignedOut(forget)

function elapsed({ elapsed: counted }: Floor): number {
  // An engine begun anew counts from its own beginning.
  if (counted < last) forget()
  last = counted
  between = Math.min(between, performance.now() - counted)
  return performance.now() - between
}

export interface FloorClock {
  /** The time by which waits are told: the hub's, or where the line is gone that of the last true word. */
  readonly now: number
  /** The hub's time now, line or none: a time that was promised runs out all the same. */
  readonly due: number
  /** How far behind the truth it may be; null where it never knew it. */
  readonly behindMs: number | null
  /** It is not live: nothing of it may be taken for what is so now. */
  readonly stale: boolean
}

/** The clock of a floor, which moves by itself. What it says is true until it moves again, so as much is added to the age. */
export function useFloorClock(floor: Floor | null, everyMs = WAITS_MS): FloorClock {
  const [, tick] = useState(0)
  const { state } = useLine()
  // After each time it was shown, whyever it was.
  useEffect(() => {
    const timer = setTimeout(() => tick((n) => n + 1), everyMs)
    return () => clearTimeout(timer)
  })
  if (floor === null) return { now: 0, due: 0, behindMs: null, stale: true }
  const count = elapsed(floor)
  const behindMs = floor.seenAt === null ? null : count - floor.seenAt + everyMs
  const stale = behindMs === null || behindMs > STALE_MS || state === 'offline' || state === 'connecting'
  const known = floor.seenAt === null ? floor.at : floor.at - floor.elapsed + floor.seenAt
  const due = floor.at - floor.elapsed + count
  return { now: stale ? known : due, due, behindMs, stale }
}

/** The times by which the rows of a floor are told, twice a second: while only they move, a row stays as it is. */
export type FloorTimes = Pick<FloorClock, 'now' | 'due'>

export const FloorTime = createContext<FloorTimes>({ now: 0, due: 0 })
export const useFloorTimes = (): FloorTimes => useContext(FloorTime)

const step = (at: number): number => Math.floor(at / WAITS_MS) * WAITS_MS

/** A clock's times, the same as long as no row would say anything else. */
export function useSteps(clock: FloorTimes): FloorTimes {
  const [now, due] = [step(clock.now), step(clock.due)]
  return useMemo(() => ({ now, due }), [now, due])
}
