import { useCallback, useEffect, useRef, useState } from 'react'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import type { CaseId } from '../../../domain/id.ts'
import { desk } from '../../store/desk.ts'
import { onSignedOut } from '../../store/forget.ts'

/** A draft is on the device within this time after the last key. */
const KEEP_MS = 350

/** Drafts of this window, so that going back to a case shows its words in the same frame. */
const drafts = new Map<string, string>()
onSignedOut(() => drafts.clear())

type Kept = 'empty' | 'keeping' | 'kept' | 'failed'

export interface Draft {
  readonly text: string
  readonly kept: Kept
  readonly write: (text: string) => void
}

/** The words being written for a case, kept on this device as they are written and back after a restart. */
export function useDraft(id: CaseId, mode: DraftMode): Draft {
  const key = `${id} ${mode}`
  const [text, setText] = useState(drafts.get(key) ?? '')
  const [kept, setKept] = useState<Kept>('empty')
  const pending = useRef<{ readonly key: string; readonly save: () => void } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    pending.current?.save()
    pending.current = null
  }, [])

  useEffect(() => {
    const held = drafts.get(key)
    setText(held ?? '')
    setKept(held ? 'kept' : 'empty')
    let gone = false
    if (held === undefined) {
      desk.draft({ case: id, mode }).then(
        (found) => {
          if (gone || drafts.has(key) || found === '') return
          drafts.set(key, found)
          setText(found)
          setKept('kept')
        },
        () => null,
      )
    }
    return () => {
      gone = true
      flush()
    }
  }, [id, mode, key, flush])

  const write = useCallback(
    (next: string) => {
      drafts.set(key, next)
      setText(next)
      setKept(next === '' ? 'empty' : 'keeping')
      const save = (): void => {
        desk.keepDraft({ case: id, mode, text: next }).then(
          () => setKept((now) => (now === 'keeping' ? 'kept' : now)),
          () => setKept('failed'),
        )
      }
      clearTimeout(timer.current)
      pending.current = { key, save }
      timer.current = setTimeout(flush, KEEP_MS)
    },
    [id, mode, key, flush],
  )
  return { text, kept, write }
}
