import { Trans } from '@lingui/react/macro'
import type { Fate, ThreadMessage } from '../../../domain/contract/query.ts'
import { timeOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'

/** Where one's own words are: on this device, on their way, at the hub, with the customer, read. Two marks, never one. */
export function FateMark({ entry }: { readonly entry: ThreadMessage }) {
  const { message, fate } = entry
  const place = usePlace()
  if (fate !== null) return <Underway fate={fate} />
  if (message.author.kind !== 'agent' || message.kind !== 'said') return null
  const [read, reached] = [message.readAt, message.reachedCustomerAt].map((at) => (at === null ? null : timeOf(at, place)))
  return (
    <span className={read ? 'fate fate-read' : 'fate'}>
      <Icon name="cloud" size={12} />
      {read ? (
        <>
          <Trans>At the hub</Trans> <Icon name="check-check" size={13} /> <Trans>Read {read}</Trans>
        </>
      ) : reached ? (
        <>
          <Trans>At the hub</Trans> <Icon name="check" size={13} /> <Trans>Reached the customer {reached}</Trans>
        </>
      ) : (
        <Trans>At the hub</Trans>
      )}
    </span>
  )
}

/** Not with the hub yet, or not any more on its way: what it waits for. */
function Underway({ fate }: { readonly fate: Fate }) {
  if (fate === 'sending')
    return (
      <span className="fate">
        <Icon name="refresh" size={12} />
        <Trans>Sending</Trans>
      </span>
    )
  if (fate === 'queued')
    return (
      <span className="fate fate-queued">
        <Icon name="clock" size={12} />
        <Trans>On this device, sends when the hub is back</Trans>
      </span>
    )
  if (fate === 'held')
    return (
      <span className="fate fate-queued">
        <Icon name="link" size={12} />
        <Trans>Held: leaves once what it rests on stands</Trans>
      </span>
    )
  return (
    <span className={fate === 'review' ? 'fate fate-queued' : 'fate fate-refused'}>
      <Icon name={fate === 'review' ? 'split' : 'circle-alert'} size={12} />
      {fate === 'review' ? <Trans>Not sent yet: your decision</Trans> : <Trans>Not sent: needs you</Trans>}
    </span>
  )
}
