import type { SyncCentre } from '../../domain/contract/sync.ts'
import { useWatch } from '../store/use-watch.ts'

/** Everything that waits, needs a decision or went today; null until the engine has answered. */
export const useSync = (): SyncCentre | null => useWatch({ of: 'sync' })

export interface SyncCounts {
  /** What is on this device and nowhere else. */
  readonly here: number
  /** Of those, what a person must decide. */
  readonly needs: number
}

/** Counted in one place, so that top bar, rail and sync centre cannot contradict each other. */
export const countsOf = (sync: Pick<SyncCentre, 'waiting' | 'decisions' | 'refused'>): SyncCounts => {
  const needs = sync.decisions.length + sync.refused.length
  return { here: sync.waiting.length + needs, needs }
}

const none: SyncCounts = { here: 0, needs: 0 }

export function useSyncCounts(): SyncCounts {
  const sync = useSync()
  return sync === null ? none : countsOf(sync)
}
