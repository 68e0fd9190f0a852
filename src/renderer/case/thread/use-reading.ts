import { useEffect, useRef, useState } from 'react'
import { READING_MS, sawUpTo, useSeenNumbers } from '../seen.ts'

/** What is being read: each word ends by itself, all of them when whoever reads turns away. */
interface Reading {
  readonly how: string
  readonly timers: ReturnType<typeof setTimeout>[]
}

const nothing: Reading = { how: '', timers: [] }

function stop({ timers }: Reading): void {
  for (const timer of timers) clearTimeout(timer)
}

/** Counts a thread as read: at once what was there when it was opened, then whatever stays on screen for a moment. */
export function useReading(id: string, last: number, atEnd: boolean): void {
  const [shown, setShown] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    const look = (): void => setShown(document.visibilityState === 'visible')
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  const first = useRef(true)
  const reading = useRef<Reading>(nothing)
  useEffect(() => () => stop(reading.current), [])
  useEffect(() => {
    const how = `${id} ${atEnd} ${shown}`
    if (reading.current.how !== how) {
      stop(reading.current)
      reading.current = { how, timers: [] }
    }
    const known = useSeenNumbers.getState().byCase[id]
    if (last === 0 || !atEnd || !shown || (known ?? 0) >= last) return
    const opened = first.current && known === undefined
    first.current = false
    if (opened) sawUpTo(id, last)
    else reading.current.timers.push(setTimeout(() => sawUpTo(id, last), READING_MS))
  }, [id, last, atEnd, shown])
}
