import { useLingui } from '@lingui/react/macro'
import { useNow } from '../store/now.ts'
import { IconButton } from './button.tsx'
import { dayNumber, weekdayOf } from './format.ts'
import { usePlace } from './use-place.ts'

const DAY_MS = 86_400_000

interface DaySwitchProps {
  /** A moment of the day that is shown. */
  readonly at: number
  readonly zone: string
  /** There is no day before this one to go to. */
  readonly first?: boolean
  readonly onStep: (by: 1 | -1) => void
}

/** Which day, with the one before and the one after a press away. */
export function DaySwitch({ at, zone, first = false, onStep }: DaySwitchProps) {
  const { t } = useLingui()
  const place = usePlace(zone)
  const now = useNow('minute')
  // Noon, so that a change of clocks names no other day.
  const noon = at + DAY_MS / 2
  const day = dayNumber(noon, place)
  const near =
    day === dayNumber(now, place)
      ? t`Today`
      : day === dayNumber(now + DAY_MS, place)
        ? t`Tomorrow`
        : day === dayNumber(now - DAY_MS, place)
          ? t`Yesterday`
          : null
  return (
    <div className="day-switch">
      <IconButton icon="chevron-left" className="mirrors" label={t`The day before`} isDisabled={first} onPress={() => onStep(-1)} />
      <span aria-live="polite">
        {near !== null && <b>{near}</b>} <span className="day-date">{weekdayOf(noon, place)}</span>
      </span>
      <IconButton icon="chevron-right" className="mirrors" label={t`The next day`} onPress={() => onStep(1)} />
    </div>
  )
}
