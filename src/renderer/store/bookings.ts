import { create } from 'zustand'
import { onSignedOut } from './forget.ts'

/** A slot asked for in this window: words that name its time rest on it. */
export interface Asked {
  readonly command: string
  readonly party: string
  readonly startsAt: number
}

/** The bookings made in this window, the newest last. */
export const useBookings = create<{ readonly asked: readonly Asked[] }>(() => ({ asked: [] }))
onSignedOut(() => useBookings.setState({ asked: [] }))

export const askedFor = (one: Asked): void => useBookings.setState(({ asked }) => ({ asked: [...asked, one].slice(-50) }))
