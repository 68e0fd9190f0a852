import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Within so much of its end a thread counts as read to its end. */
const END_PX = 40
/** A wheel, a finger or a key moves a list for so long after it was touched. */
const HAND_MS = 400
const hands = ['wheel', 'touchmove', 'pointerdown', 'keydown', 'focusin'] as const

interface Growing {
  /** Which thread it is: every one is opened at its end. */
  readonly of: string
  /** How high all its rows are, in pixels. */
  readonly height: number
  /** The last word of it, if whoever reads it has said it themselves: that leads back to the end. */
  readonly said: string | null
  readonly toEnd: () => void
}

/**
 * Whoever reads the newest words goes on reading them, whatever comes, grows or changes its size, until they leave by their
 * own hand. Where the list stands says too little: words that come while it is being moved to its end leave it short of
 * that, and nobody has left. Whether they are at the end.
 */
export function useEnd(scroller: RefObject<HTMLDivElement | null>, { of, height, said, toEnd }: Growing): boolean {
  const [atEnd, setAtEnd] = useState(true)
  const stays = useRef(true)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let touchedAt = Number.NEGATIVE_INFINITY
    let was = { top: 0, height: 0, view: 0 }
    const touched = (): void => {
      touchedAt = performance.now()
    }
    const scrolled = (): void => {
      const now = { top: element.scrollTop, height: element.scrollHeight, view: element.clientHeight }
      const near = now.height - now.top - now.view <= END_PX
      // Nothing but a hand, on its bar perhaps, takes a list upwards whose content and room are as they were.
      const taken = now.top < was.top && now.height === was.height && now.view === was.view
      was = now
      if (near) stays.current = true
      else if (taken || performance.now() - touchedAt < HAND_MS) stays.current = false
      setAtEnd(stays.current)
    }
    const observer = new ResizeObserver(() => {
      if (stays.current) toEnd()
    })
    for (const hand of hands) element.addEventListener(hand, touched, { passive: true })
    element.addEventListener('scroll', scrolled, { passive: true })
    observer.observe(element)
    return () => {
      observer.disconnect()
      for (const hand of hands) element.removeEventListener(hand, touched)
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
  }, [of, said, height, toEnd])
  return atEnd
}
