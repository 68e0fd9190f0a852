import { Plural, useLingui } from '@lingui/react/macro'
import { perform, useOffer } from '../commands/offers.ts'
import { useWatch } from '../store/use-watch.ts'
import { showOverlay } from '../store/view.ts'
import { Icon } from '../ui/icon.tsx'

/** What did not go and needs a person; not there while nothing does. */
export function ParkedButton() {
  const { t } = useLingui()
  const parked = useWatch({ of: 'outbox' })?.parked.length ?? 0
  useOffer('go.parked', parked > 0 ? () => showOverlay({ of: 'parked' }) : null)
  if (parked === 0) return null
  return (
    <button type="button" className="parked-button" title={t`What was refused, with its words`} onClick={() => perform('go.parked')}>
      <Icon name="triangle-alert" size={14} />
      <Plural value={parked} one="# needs you" other="# need you" />
    </button>
  )
}
