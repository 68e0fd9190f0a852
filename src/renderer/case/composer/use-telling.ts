import { useEffect, useRef } from 'react'
import { desk } from '../../store/desk.ts'
import type { OpenCase } from '../../store/view.ts'

const QUIET_MS = 4_000

/** Tells colleagues who has the case open and writes, and the customer that somebody is typing. Hearsay: it may get lost. */
export function useTelling(open: OpenCase, writing: boolean, toCustomer: boolean): { readonly typed: () => void } {
  const { case: id, party } = open
  useEffect(() => {
    desk.viewing({ case: id, party, writing }).catch(() => null)
  }, [id, party, writing])
  useEffect(() => () => void desk.viewing({ case: null, party: null, writing: false }).catch(() => null), [])
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const tell = (typing: boolean): void => void desk.typing({ case: id, party, typing }).catch(() => null)
  const typed = (): void => {
    if (!toCustomer) return
    if (timer.current === null) tell(true)
    else clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = null
      tell(false)
    }, QUIET_MS)
  }
  return { typed }
}
