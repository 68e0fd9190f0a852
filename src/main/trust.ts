/** The sender of a message, as far as trust depends on it. */
export interface Sender {
  readonly origin: string
  readonly parent: unknown
}

/** Whether a message comes from the top frame of one of our own pages. */
export const isTrusted = (frame: Sender | null, ours: string): boolean => frame !== null && frame.parent === null && frame.origin === ours
