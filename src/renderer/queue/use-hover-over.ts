import { useEffect, useRef } from 'react'
import { showQueueOver, useView } from '../store/view.ts'

/** Long enough that a pointer on its way elsewhere opens nothing. */
const REST_MS = 300

/** The folded queue opens over the case while a pointer rests on it, and folds again when it leaves. */
export function useHoverOver(folds: boolean) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const opened = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  const enter = (): void => {
    if (!folds || useView.getState().queueOver) return
    timer.current = setTimeout(() => {
      opened.current = true
      showQueueOver(true)
    }, REST_MS)
  }
  const leave = (): void => {
    clearTimeout(timer.current)
    if (opened.current) showQueueOver(false)
    opened.current = false
  }
  /** A press says that the strip is what is wanted. */
  const press = (): void => clearTimeout(timer.current)
  return { enter, leave, press }
}
