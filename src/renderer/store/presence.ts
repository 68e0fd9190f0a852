import { create } from 'zustand'
import type { Facts } from '../../domain/contract/bridge.ts'
import type { AgentId } from '../../domain/id.ts'
import { desk } from './desk.ts'
import { useNow } from './now.ts'

type Viewer = Facts['viewed']['agents'][number]

interface Presence {
  /** Cases whose customer is typing now, with when we heard so: an end that never came is not believed for ever. */
  readonly typing: Readonly<Record<string, number>>
  readonly viewers: Readonly<Record<string, readonly Viewer[]>>
  /** Cases in which a supervisor reads what is written here, as it is written. */
  readonly previewed: Readonly<Record<string, boolean>>
  /** What the agent who has a case writes to the customer at this moment. */
  readonly previews: Readonly<Record<string, Preview>>
}

export interface Preview {
  readonly by: AgentId
  readonly text: string
  readonly at: number
}

const nobodyYet: Presence = { typing: {}, viewers: {}, previewed: {}, previews: {} }

const usePresence = create<Presence>(() => nobodyYet)

const TYPING_MS = 8_000
const nobody: readonly Viewer[] = []

function typed({ case: id, typing, by, text }: Facts['typed']): void {
  if (by !== undefined) {
    const preview = { by, text: typing ? (text ?? '') : '', at: Date.now() }
    usePresence.setState((now) => ({ previews: { ...now.previews, [id]: preview } }))
    return
  }
  usePresence.setState((now) => ({ typing: { ...now.typing, [id]: typing ? Date.now() : 0 } }))
  if (typing) setTimeout(() => usePresence.setState((now) => ({ typing: { ...now.typing } })), TYPING_MS)
}

/** Begins to listen to who types and who looks. Both are hearsay, so a lost line forgets them. */
export function hearPresence(): void {
  desk.hear('typed', typed)
  desk.hear('viewed', ({ case: id, agents, previewed }) =>
    usePresence.setState((now) => ({ viewers: { ...now.viewers, [id]: agents }, previewed: { ...now.previewed, [id]: previewed } })),
  )
  desk.hear('lined', (line) => {
    if (line.state !== 'live') usePresence.setState(nobodyYet)
  })
}

/** Whether the customer of a case is typing. */
export const useTyping = (id: string): boolean => usePresence(({ typing }) => Date.now() - (typing[id] ?? 0) < TYPING_MS)

/** Colleagues who have a case open. */
export const useViewers = (id: string): readonly Viewer[] => usePresence(({ viewers }) => viewers[id] ?? nobody)

/** Whether a supervisor reads what is written in this case, as it is written. */
export const usePreviewed = (id: string): boolean => usePresence(({ previewed }) => previewed[id] ?? false)

/** What the agent who has this case is writing to the customer, where the house lets a supervisor see it. */
export function usePreview(id: string): Preview | null {
  useNow('second')
  const preview = usePresence(({ previews }) => previews[id] ?? null)
  return preview !== null && preview.text !== '' && Date.now() - preview.at < TYPING_MS ? preview : null
}
