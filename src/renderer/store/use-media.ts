import { useCallback, useSyncExternalStore } from 'react'

/** The widths at which panes fold, as `ui/tokens.css` and the layout know them too. */
export const FOLDED = '(min-width: 861px) and (max-width: 1180px)'
export const ONE_PANE = '(max-width: 860px)'

/** Whether the window matches a media query now. */
export function useMedia(query: string): boolean {
  const listen = useCallback(
    (then: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', then)
      return () => list.removeEventListener('change', then)
    },
    [query],
  )
  return useSyncExternalStore(listen, () => matchMedia(query).matches)
}
