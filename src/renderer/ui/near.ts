import { type RefObject, useEffect, useState } from 'react'

/** So far beyond the edge of what scrolls it, something still counts as near: it is drawn before it is seen. */
const MARGIN = '400px'

type Tell = (far: number | null) => void

const told = new WeakMap<Element, Tell>()
let observer: IntersectionObserver | null = null

/** One for the whole window. Lists scroll in panes of their own, which cut off what the window's margin would let in: theirs counts too. */
function observed(): IntersectionObserver {
  const options = { rootMargin: MARGIN, scrollMargin: MARGIN }
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting, boundingClientRect } of entries)
      told.get(target)?.(isIntersecting || boundingClientRect.height === 0 ? null : boundingClientRect.height)
  }, options)
  return observer
}

/**
 * How high a row was when it went far off what is on screen; null while it is near. A far row need not be drawn: of hundreds
 * whose clocks move, the few that somebody sees are worth the work.
 */
export function useFar(row: RefObject<HTMLElement | null>): number | null {
  const [far, setFar] = useState<number | null>(null)
  useEffect(() => {
    const element = row.current
    if (!element) return
    told.set(element, setFar)
    observed().observe(element)
    return () => observer?.unobserve(element)
  }, [row])
  return far
}
