import type { Desk } from '../../domain/contract/bridge.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly desk: Desk
  }
}

/** The bridge to the engine: the renderer's only way out. */
export const desk: Desk = window.desk
