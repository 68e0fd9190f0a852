import { useLingui } from '@lingui/react/macro'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { useNow } from '../store/now.ts'
import { slotOf } from '../ui/format.ts'
import { usePlace } from '../ui/use-place.ts'
import { valueWords } from '../words/item-words.ts'

/** What somebody said with it: their words, the time they asked for, or what they are doing. */
export function useItemText({ text, mine }: SyncItem): string | null {
  const { i18n } = useLingui()
  const place = usePlace()
  const now = useNow('minute')
  const at = Number(mine.find(({ field }) => field === 'startsAt')?.value ?? Number.NaN)
  const mode = mine.find(({ field }) => field === 'mode')
  if (text !== null) return text
  if (mode) return valueWords(i18n, mode)
  return Number.isFinite(at) ? slotOf(at, now, place) : null
}
