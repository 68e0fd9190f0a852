import { useCallback, useEffect, useRef, useState } from 'react'

/** How long after the last move of pointer or key a list counts as in use. */
const REST_MS = 3_000

/** Whether somebody is aiming at something in a list right now, so that its rows had better not move. */
export function useInUse() {
  const [inUse, setInUse] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const touch = useCallback(() => {
    setInUse(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setInUse(false), REST_MS)
  }, [])
  const leave = useCallback(() => {
    clearTimeout(timer.current)
    setInUse(false)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])
  return { inUse, handlers: { onPointerMove: touch, onKeyDown: touch, onPointerLeave: leave } }
}
