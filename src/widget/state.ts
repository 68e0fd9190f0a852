import type { ShownMessage } from '../domain/contract/visitor.ts'
import type { LineState } from './line/line.ts'
import type { Word } from './line/outbox.ts'

/** Everything the chat shows, at one moment. */
export interface State {
  readonly open: boolean
  readonly line: LineState
  readonly siteName: string
  /** What the hub has, in its order; our own last words among them as soon as it took them. */
  readonly messages: readonly ShownMessage[]
  /** What it has not taken yet. */
  readonly words: readonly Word[]
  /** The one that is on its way now. */
  readonly sending: string | null
  readonly agent: string | null
  readonly resolved: boolean
  readonly typing: boolean
  readonly unread: number
  /** Who the dealer's site says is here. */
  readonly owner: string | null
  readonly consent: 'given' | 'withdrawn' | null
  /** Whether the widget itself is to ask for consent now. */
  readonly asking: boolean
}

export const empty: State = {
  open: false,
  line: 'idle',
  siteName: '',
  messages: [],
  words: [],
  sending: null,
  agent: null,
  resolved: false,
  typing: false,
  unread: 0,
  owner: null,
  consent: null,
  asking: false,
}

/** One value that is replaced whole, and whoever wants to know. */
export interface Held {
  readonly now: () => State
  readonly change: (patch: Partial<State>) => void
  readonly hear: (then: (state: State) => void) => void
}

export function hold(first: State): Held {
  let state = first
  const listeners: ((state: State) => void)[] = []
  return {
    now: () => state,
    change(patch) {
      state = { ...state, ...patch }
      for (const then of listeners) then(state)
    },
    hear(then) {
      listeners.push(then)
    },
  }
}

/** The thread with a message in it, in its place and once. */
export function withMessage(messages: readonly ShownMessage[], message: ShownMessage): readonly ShownMessage[] {
  const others = messages.filter(({ id }) => id !== message.id)
  return [...others, message].sort((a, b) => a.number - b.number || a.at - b.at)
}
