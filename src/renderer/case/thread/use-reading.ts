import { useEffect, useRef, useState } from 'react'
import { READING_MS, sawUpTo, useSeenNumbers } from '../seen.ts'

/** Counts a thread as read: at once what was there when it was opened, then whatever stays on screen for a moment. */
export function useReading(id: string, last: number, atEnd: boolean): void {
  const known = useSeenNumbers(({ byCase }) => byCase[id])
  const [shown, setShown] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const look = (): void => setShown(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  const first = useRef(true)
  useEffect(() => {
    if (last === 0 || !atEnd || !shown || (known ?? 0) >= last) return
    const opened = first.current && known === undefined
    first.current = false
    if (opened) return sawUpTo(id, last)
    const timer = setTimeout(() => sawUpTo(id, last), READING_MS)
    return () => clearTimeout(timer)
  }, [id, last, atEnd, shown, known])
}
