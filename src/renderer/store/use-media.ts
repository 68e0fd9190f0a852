import { useCallback, useSyncExternalStore } from 'react'

/** The widths at which panes fold, as `ui/tokens.css` and the layout know them too. */
export const FOLDED = '(min-width: 861px) and (max-width: 1180px)'
export const ONE_PANE = '(max-width: 860px)'

const lists = new Map<string, MediaQueryList>()

/** Asked of the window once: a list in use asks each time it is drawn. */
function listOf(query: string): MediaQueryList {
  const known = lists.get(query) ?? matchMedia(query)
  lists.set(query, known)
  return known
}

/** Whether the window matches a media query now. */
export function useMedia(query: string): boolean {
  const listen = useCallback(
    (then: () => void) => {
      const list = listOf(query)
      list.addEventListener('change', then)
      return () => list.removeEventListener('change', then)
    },
    [query],
  )
  return useSyncExternalStore(listen, () => listOf(query).matches)
}
