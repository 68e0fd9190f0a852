import { Trans, useLingui } from '@lingui/react/macro'
import type { QueueCounts, QueueView } from '../../domain/contract/query.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** Rows to come, while the first copy of the queue is on its way. */
export function Skeleton() {
  const { t } = useLingui()
  return (
    <div className="skeleton" role="status" aria-label={t`Loading the queue`}>
      {Array.from({ length: 8 }, (_, i) => (
        <div key={`bone-${String(i)}`} className="bone" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}

export function Failed({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useLingui()
  return (
    <EmptyState
      icon="triangle-alert"
      title={t`The list could not be read`}
      hint={t`Your cases are safe on this device. Try again; if it stays so, start Forecourt anew.`}
      action={
        <Button look="line" icon="refresh" onPress={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      }
    />
  )
}

interface NothingProps {
  readonly place: QueueView
  readonly counts: QueueCounts | null
  readonly onUnassigned: () => void
}

/** An empty list, with where work is if there is any. */
export function Nothing({ place, counts, onUnassigned }: NothingProps) {
  const { t } = useLingui()
  const waiting = counts?.unassigned ?? 0
  if (place === 'mine')
    return (
      <EmptyState
        icon="inbox"
        title={t`Nothing waits for you`}
        {...(waiting > 0 ? { hint: t`${waiting} cases have no owner yet.` } : { hint: t`A new case shows here the moment it is yours.` })}
        action={
          waiting > 0 && (
            <Button look="line" icon="hand" keys="G U" onPress={onUnassigned}>
              <Trans>Show unassigned cases</Trans>
            </Button>
          )
        }
      />
    )
  if (place === 'unassigned')
    return <EmptyState icon="circle-check" title={t`Every case has an owner`} hint={t`A customer who writes now shows here at once.`} />
  if (place === 'resolved') return <EmptyState icon="circle-check" title={t`No resolved cases yet`} />
  return <EmptyState icon="inbox" title={t`No open cases in your team`} />
}
