import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { desk } from '../../store/desk.ts'
import { usePreviewed } from '../../store/presence.ts'
import type { OpenCase } from '../../store/view.ts'

/** Whoever has pressed no key for this long has stopped writing. */
const QUIET_MS = 4_000
/** Said again while it lasts: a volatile word may be lost, or come before the hub knows who holds the case. */
const AGAIN_MS = 1_500

/**
 * Tells colleagues who has the case open and writes, and the customer that somebody is typing; where the house has a supervisor
 * read along, what as well. Hearsay: it may get lost.
 */
export function useTelling(open: OpenCase, text: string, toCustomer: boolean): { readonly typed: () => void } {
  const { case: id, party } = open
  const writing = text !== ''
  const previewed = usePreviewed(id)
  const latest = useRef('')
  useLayoutEffect(() => {
    latest.current = text
  })
  useEffect(() => {
    desk.viewing({ case: id, party, writing }).catch(() => null)
  }, [id, party, writing])
  useEffect(() => () => void desk.viewing({ case: null, party: null, writing: false }).catch(() => null), [])

  const lastKey = useRef(0)
  const beat = useRef<ReturnType<typeof setInterval> | null>(null)
  const tell = useCallback(
    (typing: boolean) => void desk.typing({ case: id, party, typing, ...(previewed && { text: latest.current }) }).catch(() => null),
    [id, party, previewed],
  )
  const stop = useCallback(() => {
    if (beat.current === null) return
    clearInterval(beat.current)
    beat.current = null
    tell(false)
  }, [tell])
  useEffect(() => {
    // The words are sent, or given up: nobody types any more.
    if (!writing || !toCustomer) stop()
    return stop
  }, [writing, toCustomer, stop])
  const typed = (): void => {
    if (!toCustomer) return
    lastKey.current = Date.now()
    if (beat.current !== null) return
    tell(true)
    beat.current = setInterval(() => (Date.now() - lastKey.current > QUIET_MS ? stop() : tell(true)), AGAIN_MS)
  }
  return { typed }
}
