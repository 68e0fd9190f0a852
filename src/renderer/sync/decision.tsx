import { Trans, useLingui } from '@lingui/react/macro'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { useCaseRecord } from '../store/use-watch.ts'
import { openCase } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { fullOf } from '../ui/format.ts'
import { usePlace } from '../ui/use-place.ts'
import { itemWords, lateWords } from '../words/item-words.ts'
import { refusalWords } from '../words/refusal.ts'
import { BothSides } from './both-sides.tsx'
import { isChoice, needsOne } from './groups.ts'
import { News } from './news.tsx'
import { SlotChoice } from './slot-choice.tsx'
import { useItemText } from './use-item-text.ts'
import { Ways } from './ways.tsx'

interface DecisionProps {
  readonly item: SyncItem
  /** What is held with it. */
  readonly held: readonly SyncItem[]
}

/** One thing in full: what happened, what it means, what to do; and the ways to do it. */
export function Decision({ item, held }: DecisionProps) {
  const { i18n } = useLingui()
  const place = usePlace()
  const said = useItemText(item)
  const slot = item.code === 'slot-taken' || item.code === 'no-slot'
  return (
    <section className="decision" aria-labelledby="decision-title" key={item.command}>
      <p className="decision-of">
        {itemWords(i18n, item)}
        {item.text === null && said !== null && (
          <>
            {': '}
            <bdi>{said}</bdi>
          </>
        )}
        {item.customerName !== null && (
          <>
            {' · '}
            <bdi>{item.customerName}</bdi>
          </>
        )}
      </p>
      <h3 id="decision-title">
        <Title item={item} />
      </h3>
      <What item={item} />
      {item.text !== null && (
        <blockquote className="decision-words" dir="auto">
          {item.text}
        </blockquote>
      )}
      <p className="decision-when">
        <Trans>Written on this device, {fullOf(item.saidAt, place)}</Trans>
      </p>
      {item.news.length > 0 && <News news={item.news} customer={item.customerName} />}
      {item.theirs.length > 0 && <BothSides key={item.command} item={item} />}
      {slot && <SlotChoice key={item.command} item={item} held={held} />}
      <Ways key={`${item.command} ways`} item={item} held={held.length} />
      <GoThere item={item} />
    </section>
  )
}

function Title({ item }: { readonly item: SyncItem }) {
  if (item.code === 'slot-taken') return <Trans>This slot is taken. Choose a free one</Trans>
  if (item.code === 'no-slot') return <Trans>There is no such slot any more. Choose a free one</Trans>
  if (item.theirs.length > 0) return <Trans>Somebody changed the same meanwhile</Trans>
  if (item.state === 'review') return <Trans>Not sent yet: read what came first</Trans>
  if (item.state === 'refused') return <Trans>This was not sent</Trans>
  if (item.state === 'held') return <Trans>Held with what it rests on</Trans>
  if (item.state === 'sent') return <Trans>This reached the hub</Trans>
  return item.state === 'sending' ? <Trans>On its way to the hub</Trans> : <Trans>Waiting on this device</Trans>
}

function What({ item }: { readonly item: SyncItem }) {
  const { i18n } = useLingui()
  if (item.state === 'review')
    return (
      <>
        <ul className="decision-why">
          {item.reasons.map((reason) => (
            <li key={reason}>{i18n._(lateWords[reason])}</li>
          ))}
        </ul>
        <p>
          <Trans>So the customer has not been sent your words. Send them, change them, or let them go.</Trans>
        </p>
      </>
    )
  if (item.theirs.length > 0)
    return <Trans>A colleague decided otherwise before yours arrived. Keep theirs, or set it to yours again.</Trans>
  if (item.code === 'slot-taken')
    return <Trans>Somebody else booked it before yours reached the hub. The customer has been told nothing.</Trans>
  if (needsOne(item)) return <p>{refusalWords(i18n, { code: item.code ?? 'failed' })}</p>
  if (item.state === 'held')
    return <Trans>It leaves in the same moment as what it rests on, or not at all. Nothing is promised that is not held.</Trans>
  if (item.state === 'sent') return <Trans>The hub has it for good. Whether the customer has it is shown in the case.</Trans>
  return <Trans>It leaves by itself when the line is there. You can still take it back.</Trans>
}

function GoThere({ item }: { readonly item: SyncItem }) {
  const row = useCaseRecord(item.case)
  const { case: id, party } = item
  if (id === null || party === null) return null
  return (
    <Button
      look={isChoice(item) ? 'ghost' : 'line'}
      icon="chevron-right"
      className="decision-go"
      onPress={() => openCase({ case: id, party }, true)}
    >
      {row ? <Trans>Go to the case: {row.subject}</Trans> : <Trans>Go to the case</Trans>}
    </Button>
  )
}
