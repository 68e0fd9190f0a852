import { create } from 'zustand'
import { onSignedOut } from '../store/forget.ts'

/** The number of the last message seen of each case, in this window. */
export const useSeenNumbers = create<{ readonly byCase: Readonly<Record<string, number>> }>(() => ({ byCase: {} }))

onSignedOut(() => useSeenNumbers.setState({ byCase: {} }))

/** Notes that everything up to a message has been on screen, in front of somebody. */
export function sawUpTo(id: string, number: number): void {
  useSeenNumbers.setState((now) => ((now.byCase[id] ?? 0) >= number ? now : { byCase: { ...now.byCase, [id]: number } }))
}

/** How long a message must be on screen before it counts as read. */
export const READING_MS = 1_000
