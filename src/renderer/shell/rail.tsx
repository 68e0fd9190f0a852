import { Trans, useLingui } from '@lingui/react/macro'
import { focusRegion } from '../store/focus.ts'
import { useWatch } from '../store/use-watch.ts'
import { useView } from '../store/view.ts'
import { Icon } from '../ui/icon.tsx'

/** The places there are. A place has a button when it works, and not before. */
export function Rail() {
  const { t } = useLingui()
  const mine = useWatch({ of: 'queue', view: 'mine', from: 0, count: 200 })?.counts.mine ?? 0
  return (
    <nav className="rail" aria-label={t`Places`}>
      <button
        type="button"
        className="rail-place"
        aria-current="page"
        onClick={() => {
          useView.setState({ pane: 'queue' })
          focusRegion('region-queue')
        }}
      >
        <Icon name="inbox" size={18} />
        <span>
          <Trans>Inbox</Trans>
        </span>
        {mine > 0 && <span className="rail-count">{mine > 99 ? '99+' : mine}</span>}
      </button>
    </nav>
  )
}
