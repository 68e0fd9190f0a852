import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { Slot } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import type { Purpose } from '../../domain/noun/resource.ts'
import { useNow } from '../store/now.ts'
import { useLine } from '../store/session.ts'
import { useWatch, useWatchState } from '../store/use-watch.ts'
import { Button } from '../ui/button.tsx'
import { DaySwitch } from '../ui/day-switch.tsx'
import { timeOf } from '../ui/format.ts'
import { Time } from '../ui/time.tsx'
import { usePlace } from '../ui/use-place.ts'
import { dayAt } from '../ui/zoned.ts'

interface SlotPickerProps {
  readonly site: Row<'site'>
  readonly purpose: Purpose
  readonly chosen: Slot | null
  readonly onChoose: (slot: Slot) => void
}

const keyOf = ({ resource, startsAt }: Slot): string => `${resource} ${startsAt}`

/** The free slots of a day, by what they are booked with. */
export function SlotPicker({ site, purpose, chosen, onChoose }: SlotPickerProps) {
  const [days, setDays] = useState(0)
  const now = useNow('minute')
  const [from, to] = [days, days + 1].map((day) => dayAt(now, site.zone, { days: day, hour: 0 })) as [number, number]
  const query = { of: 'slots', site: site.id, purpose, from, to } as const
  const found = useWatch(query)
  const free = (found?.slots ?? []).filter((slot) => slot.free > 0 && slot.startsAt > now)
  return (
    <div className="slots">
      <DaySwitch at={from} zone={site.zone} first={days === 0} onStep={(by) => setDays((day) => Math.max(0, day + by))} />
      {found === null ? (
        <Before query={query} />
      ) : free.length === 0 ? (
        <NoSlot />
      ) : (
        <Free slots={free} zone={site.zone} chosen={chosen} onChoose={onChoose} />
      )}
      {found && <AsOf at={found.asOf} />}
    </div>
  )
}

function Before({ query }: { readonly query: Parameters<typeof useWatchState>[0] }) {
  const { t } = useLingui()
  const { state, retry } = useWatchState(query)
  if (state !== 'failed') return <p className="slots-none" role="status">{t`Looking for free slots`}</p>
  return (
    <p className="slots-none">
      <Trans>The slots could not be read.</Trans>{' '}
      <Button look="link" onPress={retry}>
        <Trans>Try again</Trans>
      </Button>
    </p>
  )
}

const NoSlot = () => (
  <p className="slots-none">
    <Trans>Nothing is free on this day. Try the next one.</Trans>
  </p>
)

interface FreeProps {
  readonly slots: readonly Slot[]
  readonly zone: string
  readonly chosen: Slot | null
  readonly onChoose: (slot: Slot) => void
}

function Free({ slots, zone, chosen, onChoose }: FreeProps) {
  const { t } = useLingui()
  const place = usePlace(zone)
  const names = [...new Set(slots.map(({ name }) => name))]
  return (
    <RadioGroup
      className="slots-free"
      aria-label={t`Free slots`}
      value={chosen === null ? null : keyOf(chosen)}
      onChange={(key) => {
        const slot = slots.find((one) => keyOf(one) === key)
        if (slot) onChoose(slot)
      }}
    >
      {names.map((name) => (
        <div key={name} className="slots-of">
          <span className="ellipsis" dir="auto">
            {name}
          </span>
          <div className="slots-times">
            {slots
              .filter((slot) => slot.name === name)
              .map((slot) => (
                <Radio key={keyOf(slot)} value={keyOf(slot)} className="slot-time">
                  <span className="unseen">{name} </span>
                  {timeOf(slot.startsAt, place)}
                  {slot.free > 1 && (
                    <small>
                      <Plural value={slot.free} one="# free" other="# free" />
                    </small>
                  )}
                </Radio>
              ))}
          </div>
        </div>
      ))}
    </RadioGroup>
  )
}

/** How old this knowledge is, and who has the last word. */
function AsOf({ at }: { readonly at: number | null }) {
  const live = useLine().state === 'live'
  return (
    <p className={live ? 'form-hint' : 'form-hint slots-old'}>
      {live ? (
        <Trans>The hub has the last word, in a moment.</Trans>
      ) : at === null ? (
        <Trans>This device has never known the slots of this day. The hub decides when the line is back.</Trans>
      ) : (
        <Trans>
          Slots as of <Time at={at} />. Somebody may have taken one since; the hub decides when the line is back.
        </Trans>
      )}
    </p>
  )
}
