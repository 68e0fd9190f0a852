import type { Keep } from '../keep.ts'
import { newId } from '../new-id.ts'

/** Something said that the hub has not yet taken. `refused` says why it never will. */
export interface Word {
  readonly id: string
  readonly text: string
  readonly at: number
  readonly refused: string | null
}

/** Words survive a reload and a closed browser, each under a key of its own, so that two tabs cannot undo each other. */
export interface Outbox {
  readonly all: () => readonly Word[]
  readonly add: (text: string, now: number) => Word
  readonly drop: (id: string) => void
  readonly refuse: (word: Word, why: string) => void
  readonly clear: () => void
}

const PREFIX = 'say:'

function read(text: string | null): Word[] {
  try {
    const word: unknown = JSON.parse(text ?? '')
    const { id, text: said, at, refused } = word as Partial<Word>
    if (typeof id !== 'string' || typeof said !== 'string' || typeof at !== 'number') return []
    return [{ id, text: said, at, refused: typeof refused === 'string' ? refused : null }]
  } catch {
    return []
  }
}

export function openOutbox(keep: Keep): Outbox {
  const put = (word: Word) => keep.set(PREFIX + word.id, JSON.stringify(word))
  const all = () =>
    keep
      .keys(PREFIX)
      .flatMap((key) => read(keep.get(key)))
      .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
  return {
    all,
    add(text, now) {
      // The clock may stand still or go back; the order of what was typed may not.
      const at = Math.max(now, (all().at(-1)?.at ?? 0) + 1)
      const word = { id: newId(at), text, at, refused: null }
      put(word)
      return word
    },
    drop: (id) => keep.set(PREFIX + id, null),
    refuse: (word, why) => put({ ...word, refused: why }),
    clear() {
      for (const key of keep.keys(PREFIX)) keep.set(key, null)
    },
  }
}
