import { Plural, useLingui } from '@lingui/react/macro'
import { perform, useOffer } from '../commands/offers.ts'
import { showScreen } from '../store/view.ts'
import { showFilter } from '../sync/chosen.ts'
import { useSyncCounts } from '../sync/use-sync.ts'
import { Icon } from '../ui/icon.tsx'

/** What waits for a person; not there while nothing does. */
export function ParkedButton() {
  const { t } = useLingui()
  const { needs } = useSyncCounts()
  const go = (): void => {
    showFilter('needs')
    showScreen('sync')
  }
  useOffer('go.parked', needs > 0 ? go : null)
  if (needs === 0) return null
  return (
    <button
      type="button"
      className="parked-button"
      title={t`What waits for your decision, with its words`}
      onClick={() => perform('go.parked')}
    >
      <Icon name="triangle-alert" size={14} />
      <Plural value={needs} one="# needs you" other="# need you" />
    </button>
  )
}
