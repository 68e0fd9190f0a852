import { create } from 'zustand'
import type { Facts } from '../../domain/contract/bridge.ts'
import { desk } from './desk.ts'
import { onSignedOut } from './forget.ts'

interface Device {
  /** There is no room on the disk to keep what is written. */
  readonly full: boolean
  /** What was saved from a damaged file when the desk opened; null once somebody has read it. */
  readonly rescued: Facts['rescued'] | null
}

export const useDevice = create<Device>(() => ({ full: false, rescued: null }))

export const rescueRead = (): void => useDevice.setState({ rescued: null })

/** Begins to listen to how the data on this device fares. */
export function hearDevice(): void {
  desk.hear('room', ({ full }) => useDevice.setState({ full }))
  desk.hear('rescued', (rescued) => useDevice.setState({ rescued }))
  // The disk is everybody's at this computer; what was rescued is the one's who is here.
  onSignedOut(rescueRead)
}
