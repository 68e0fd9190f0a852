import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { useNow } from '../store/now.ts'
import { Button } from '../ui/button.tsx'
import { LongField } from '../ui/fields.tsx'
import { slotOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { usePlace } from '../ui/use-place.ts'
import { refusalWords } from '../words/refusal.ts'
import { rebook } from './actions.ts'
import { useDeed } from './use-deed.ts'

interface SlotChoiceProps {
  readonly item: SyncItem
  readonly held: readonly SyncItem[]
}

/** The slots that are free now, and the words that were held for the lost one, to be set right before they leave. */
export function SlotChoice({ item, held }: SlotChoiceProps) {
  const { t, i18n } = useLingui()
  const place = usePlace()
  const now = useNow('minute')
  const spoken = held.find((one) => one.text !== null) ?? null
  const [chosen, setChosen] = useState('0')
  const [text, setText] = useState(spoken?.text ?? '')
  const { deed, busy, refusal } = useDeed()
  const slot = item.free[Number(chosen)]
  if (slot === undefined)
    return (
      <p className="decision-none">
        <Trans>This device knows of no free slot near it. Book another day, or send it to your supervisor.</Trans>
      </p>
    )
  const when = slotOf(slot.startsAt, now, place)
  return (
    <form
      className="slot-choice"
      onSubmit={(event) => {
        event.preventDefault()
        void deed(() => rebook(item, slot, spoken === null ? null : text.trim()), t`Booked: ${when}`)
      }}
    >
      <RadioGroup className="slot-list" aria-label={t`Free slots`} value={chosen} onChange={setChosen}>
        {item.free.map((one, i) => (
          <Radio key={`${one.resource} ${one.startsAt}`} value={String(i)} className="slot-radio">
            <span className="radio-dot" aria-hidden="true" />
            <span>
              <b>{slotOf(one.startsAt, now, place)}</b>
              <small dir="auto">{one.name}</small>
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {spoken !== null && (
        <>
          <p className="slot-held">
            <Icon name="link" size={12} />
            <Plural
              value={held.length}
              one="# thing is held with it. Set the time right; it leaves once the booking stands."
              other="# things are held with it. Set the time right; they leave once the booking stands."
            />
          </p>
          <LongField label={t`Your words to the customer`} value={text} onChange={setText} rows={3} />
        </>
      )}
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <Button look="solid" type="submit" isDisabled={busy || (spoken !== null && text.trim() === '')}>
        <Trans>Book {when}</Trans>
      </Button>
    </form>
  )
}
