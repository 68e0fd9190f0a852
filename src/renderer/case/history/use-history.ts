import { useCallback, useEffect, useState } from 'react'
import type { AuditEntry } from '../../../domain/contract/audit.ts'
import type { Answers } from '../../../domain/contract/bridge.ts'
import type { CaseId } from '../../../domain/id.ts'
import { desk } from '../../store/desk.ts'
import { useLine } from '../../store/session.ts'

/** What of a case's history is here, and how asking for more of it stands. */
export interface History {
  readonly entries: readonly AuditEntry[]
  /** Where the next page begins; null where nothing is older. */
  readonly next: number | null
  readonly state: 'asking' | 'here' | 'unreached' | 'refused'
}

const nothing: History = { entries: [], next: null, state: 'asking' }

function taken(now: History, before: number | null, answer: Answers['audit']): History {
  if (answer.is !== 'page') return { ...now, state: answer.is }
  return { entries: [...(before === null ? [] : now.entries), ...answer.entries], next: answer.next, state: 'here' }
}

/** A case's history as the hub tells it: asked for when it is looked at, and again when the line comes back. */
export function useHistory(of: CaseId): History & { readonly older: () => void } {
  const { state: line } = useLine()
  const up = line === 'live' || line === 'catching-up'
  const [told, setTold] = useState(nothing)
  const ask = useCallback(
    async (before: number | null, wanted: () => boolean) => {
      setTold((now) => ({ ...now, state: 'asking' }))
      const answer = await desk.audit({ case: of, before }).catch(() => ({ is: 'unreached' as const }))
      if (wanted()) setTold((now) => taken(now, before, answer))
    },
    [of],
  )
  useEffect(() => {
    if (!up) return
    let stale = false
    void ask(null, () => !stale)
    return () => {
      stale = true
    }
  }, [ask, up])
  const older = (): void => void ask(told.next, () => true)
  return { ...told, state: up ? told.state : 'unreached', older }
}
