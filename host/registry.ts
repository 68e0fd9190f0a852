/** What the app asks of a window: so that app and windows need not know each other. */
export interface OpenWindow {
  /** As a person closing it: resolves to whether it went. */
  tryClose(): Promise<boolean>
  destroy(): void
}

/** Every window that is open, in the order of opening. */
export const openWindows = new Map<number, OpenWindow>()
