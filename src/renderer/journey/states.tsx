import { Trans, useLingui } from '@lingui/react/macro'
import { useLine } from '../store/session.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The shape of what comes, shown only where it takes longer than a glance. */
export function Skeleton() {
  const { t } = useLingui()
  return (
    <div className="journey-skeleton" role="status" aria-label={t`Loading the journey`}>
      <div className="journey-bone-head" aria-hidden="true" />
      {['one', 'two', 'three', 'four', 'five'].map((bone) => (
        <div key={bone} className="journey-bone" aria-hidden="true" />
      ))}
    </div>
  )
}

export function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useLingui()
  return (
    <EmptyState
      icon="triangle-alert"
      title={t`The journey could not be read`}
      hint={t`The case itself still works. Try again; if it stays so, start Forecourt anew.`}
      action={
        <Button look="line" icon="refresh" onPress={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    />
  )
}

/** The engine has answered that nothing of this customer is on the device. */
export function Absent() {
  const { t } = useLingui()
  const line = useLine()
  return line.state === 'live' || line.state === 'catching-up' ? (
    <EmptyState icon="route" title={t`The journey is on its way`} hint={t`It is fetched from the hub and shows here by itself.`} />
  ) : (
    <EmptyState
      icon="cloud-off"
      title={t`This customer's journey is not on this device`}
      hint={t`It comes by itself when the line is back. The conversation works without it.`}
    />
  )
}
