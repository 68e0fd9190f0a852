import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Query, ResultOf } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { watches } from './live.ts'
import type { WatchState } from './watches.ts'

const never = (): void => {}

function useStable<Q extends Query>(query: Q | null): Q | null {
  const key = query === null ? '' : JSON.stringify(query)
  return useMemo(() => (key === '' ? null : (JSON.parse(key) as Q)), [key])
}

/**
 * What the engine holds for a query, kept up to date; null until it has answered (and for no query). Unchanged parts keep
 * their identity from patch to patch.
 */
export function useWatch<Q extends Query>(query: Q | null): ResultOf<Q['of']> | null {
  const stable = useStable(query)
  const listen = useCallback((then: () => void) => (stable === null ? never : watches.listen(stable, then)), [stable])
  return useSyncExternalStore(listen, () => (stable === null ? null : watches.value(stable)))
}

/** Where a watch stands, with the way to ask again. It does not keep the watch open: `useWatch` does. */
export function useWatchState(query: Query): { readonly state: WatchState; readonly retry: () => void } {
  const stable = useStable(query) ?? query
  const listen = useCallback((then: () => void) => watches.listen(stable, then), [stable])
  const state = useSyncExternalStore(listen, () => watches.state(stable))
  return { state, retry: () => watches.retry(stable) }
}

/** One case's header from any open watch, telling only when that header changes. */
export function useCaseRecord(id: string | null): Row<'case'> | null {
  const listen = useCallback((then: () => void) => (id === null ? never : watches.records.listen(id, then)), [id])
  return useSyncExternalStore(listen, () => (id === null ? null : watches.records.get(id)))
}
