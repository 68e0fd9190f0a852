import { Trans } from '@lingui/react/macro'
import type { ThreadMessage } from '../../../domain/contract/query.ts'
import { timeOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'

/** Where one's own words are: on this device, on their way, at the hub, with the customer, read. Two marks, never one. */
export function FateMark({ entry }: { readonly entry: ThreadMessage }) {
  const { message, fate } = entry
  const place = usePlace()
  if (fate === 'queued' || fate === 'held')
    return (
      <span className="fate fate-queued">
        <Icon name="clock" size={12} />
        <Trans>On this device, sends when the hub is back</Trans>
      </span>
    )
  if (fate === 'sending')
    return (
      <span className="fate">
        <Icon name="refresh" size={12} />
        <Trans>Sending</Trans>
      </span>
    )
  if (fate === 'refused' || fate === 'review')
    return (
      <span className="fate fate-refused">
        <Icon name="circle-alert" size={12} />
        <Trans>Not sent: needs you</Trans>
      </span>
    )
  if (message.author.kind !== 'agent' || message.kind !== 'said') return null
  const [read, reached] = [message.readAt, message.reachedCustomerAt].map((at) => (at === null ? null : timeOf(at, place)))
  return (
    <span className={read ? 'fate fate-read' : 'fate'}>
      <Icon name="cloud" size={12} />
      {read ? (
        <>
          <Icon name="check-check" size={13} /> <Trans>Read {read}</Trans>
        </>
      ) : reached ? (
        <>
          <Icon name="check" size={13} /> <Trans>Reached the customer {reached}</Trans>
        </>
      ) : (
        <Trans>At the hub</Trans>
      )}
    </span>
  )
}
