import type { Messages } from '@lingui/core'
import type { Desk } from '../domain/contract/bridge.ts'

declare global {
  interface Window {
    /** The bridge, put there by the preload. */
    readonly desk: Desk
  }
}

declare module '*.po' {
  export const messages: Messages
}
