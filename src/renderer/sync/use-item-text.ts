import type { SyncItem } from '../../domain/contract/sync.ts'
import { useNow } from '../store/now.ts'
import { slotOf } from '../ui/format.ts'
import { usePlace } from '../ui/use-place.ts'

/** What somebody said with it: their words, or the time they asked for. */
export function useItemText({ text, mine }: SyncItem): string | null {
  const place = usePlace()
  const now = useNow('minute')
  const at = Number(mine.find(({ field }) => field === 'startsAt')?.value ?? Number.NaN)
  if (text !== null) return text
  return Number.isFinite(at) ? slotOf(at, now, place) : null
}
