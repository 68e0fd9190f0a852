import { create } from 'zustand'

/** Whether the lock was asked for in order to let somebody else in. */
export const useSwitching = create<{ readonly wanted: boolean }>(() => ({ wanted: false }))

export const wantSwitch = (): void => useSwitching.setState({ wanted: true })
export const switched = (): void => useSwitching.setState({ wanted: false })
