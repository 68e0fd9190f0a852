import { create } from 'zustand'
import { type Dark, darkAfter } from './dark-after.ts'
import { desk } from './desk.ts'

export const useDark = create<{ readonly last: Dark | null }>(() => ({ last: null }))

/** Begins to remember when the line was last away, so that what came meanwhile can be marked. */
export function hearDark(): void {
  let known = false
  desk.hear('lined', (line) => {
    // The first connection of the day is no stretch of darkness.
    known ||= line.state === 'live'
    if (known) useDark.setState(({ last }) => ({ last: darkAfter(last, line, Date.now()) }))
  })
}
