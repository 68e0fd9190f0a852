import { create } from 'zustand'
import type { Facts } from '../../domain/contract/bridge.ts'
import { desk } from './desk.ts'

type Viewer = Facts['viewed']['agents'][number]

interface Presence {
  /** Cases whose customer is typing now, with when we heard so: an end that never came is not believed for ever. */
  readonly typing: Readonly<Record<string, number>>
  readonly viewers: Readonly<Record<string, readonly Viewer[]>>
}

const usePresence = create<Presence>(() => ({ typing: {}, viewers: {} }))

const TYPING_MS = 8_000
const nobody: readonly Viewer[] = []

function typed({ case: id, typing }: Facts['typed']): void {
  usePresence.setState((now) => ({ typing: { ...now.typing, [id]: typing ? Date.now() : 0 } }))
  if (typing) setTimeout(() => usePresence.setState((now) => ({ typing: { ...now.typing } })), TYPING_MS)
}

/** Begins to listen to who types and who looks. Both are hearsay, so a lost line forgets them. */
export function hearPresence(): void {
  desk.hear('typed', typed)
  desk.hear('viewed', ({ case: id, agents }) => usePresence.setState((now) => ({ viewers: { ...now.viewers, [id]: agents } })))
  desk.hear('lined', (line) => {
    if (line.state !== 'live') usePresence.setState({ typing: {}, viewers: {} })
  })
}

/** Whether the customer of a case is typing. */
export const useTyping = (id: string): boolean => usePresence(({ typing }) => Date.now() - (typing[id] ?? 0) < TYPING_MS)

/** Colleagues who have a case open. */
export const useViewers = (id: string): readonly Viewer[] => usePresence(({ viewers }) => viewers[id] ?? nobody)
