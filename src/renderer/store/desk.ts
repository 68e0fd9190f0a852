import type { Desk } from '../../domain/contract/bridge.ts'

/** The bridge to the engine: the renderer's only way out. */
export const desk: Desk = window.desk
