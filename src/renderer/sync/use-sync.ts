import type { SyncCentre } from '../../domain/contract/sync.ts'
import { useWatch } from '../store/use-watch.ts'
import { countsOf, type SyncCounts } from './counts.ts'

/** Everything that waits, needs a decision or went today; null until the engine has answered. */
export const useSync = (): SyncCentre | null => useWatch({ of: 'sync' })

const none: SyncCounts = { here: 0, needs: 0 }

export function useSyncCounts(): SyncCounts {
  const sync = useSync()
  return sync === null ? none : countsOf(sync)
}
