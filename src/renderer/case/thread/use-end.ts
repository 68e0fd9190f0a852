import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Within so much of its end a thread counts as read to its end. */
const END_PX = 40

interface Place {
  readonly top: number
  readonly height: number
  readonly view: number
}

interface Growing {
  /** Which thread it is: every one is opened at its end. */
  readonly of: string
  /** How high all its rows are, in pixels. */
  readonly height: number
  /** The last word of it, if whoever reads it has said it themselves: that leads back to the end. */
  readonly said: string | null
  readonly toEnd: () => void
}

const placeOf = ({ scrollTop, scrollHeight, clientHeight }: Element): Place => ({
  top: scrollTop,
  height: scrollHeight,
  view: clientHeight,
})

/** Nothing but a person's own hand takes a list further up than its content and its room have changed meanwhile. */
export const isTaken = (was: Place, now: Place): boolean =>
  was.top - now.top > Math.abs(now.height - was.height) + Math.abs(now.view - was.view)

/**
 * Whoever reads the newest words goes on reading them, whatever comes, grows or changes its size, until they leave by their
 * own hand. Where the list stands says too little: words that come while it is being moved to its end leave it short of
 * that, and nobody has left. Whether they are at the end.
 */
export function useEnd(scroller: RefObject<HTMLDivElement | null>, { of, height, said, toEnd }: Growing): boolean {
  const [atEnd, setAtEnd] = useState(true)
  const stays = useRef(true)
  const was = useRef<Place | null>(null)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const scrolled = (): void => {
      const now = placeOf(element)
      if (now.height - now.top - now.view <= END_PX) stays.current = true
      else if (was.current && isTaken(was.current, now)) stays.current = false
      was.current = now
      setAtEnd(stays.current)
    }
    const observer = new ResizeObserver(() => {
      if (stays.current) toEnd()
    })
    element.addEventListener('scroll', scrolled, { passive: true })
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', scrolled)
    }
  }, [scroller, toEnd])
  const known = useRef<Pick<Growing, 'of' | 'said'>>({ of, said })
  useLayoutEffect(() => {
    const before = known.current
    known.current = { of, said }
    const leads = before.of !== of || (said !== null && before.said !== said)
    if (leads) {
      stays.current = true
      setAtEnd(true)
    }
    if (stays.current && height > 0) toEnd()
    // From here on it is another list, whose last place says nothing of this one.
    if (leads && scroller.current) was.current = placeOf(scroller.current)
  }, [scroller, of, said, height, toEnd])
  return atEnd
}
