import { Plural, Trans } from '@lingui/react/macro'
import { useNow } from '../../store/now.ts'
import { dayNumber, timeOf, weekdayOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'

const DAY_MS = 86_400_000

export function DayDivider({ at }: { readonly at: number }) {
  const place = usePlace()
  const now = useNow('minute')
  const day = dayNumber(at, place)
  return (
    <p className="divider">
      <span>
        {day === dayNumber(now, place) ? (
          <Trans>Today</Trans>
        ) : day === dayNumber(now - DAY_MS, place) ? (
          <Trans>Yesterday</Trans>
        ) : (
          weekdayOf(at, place)
        )}
      </span>
    </p>
  )
}

interface DarkDividerProps {
  readonly from: number
  readonly over: boolean
  /** How many words of others came meanwhile. */
  readonly news: number
}

/** Where this device lost the hub: below it is only our own, or, once back, what came meanwhile. */
export function DarkDivider({ from, over, news }: DarkDividerProps) {
  const place = usePlace()
  const at = timeOf(from, place)
  return (
    <p className={over ? 'divider divider-new' : 'divider divider-lost'}>
      <span>
        <Icon name={over ? 'arrow-down' : 'cloud-off'} size={12} />
        {over ? (
          <span>
            <Plural value={news} one="# new since you went dark at" other="# new since you went dark at" /> <bdi>{at}</bdi>
          </span>
        ) : (
          <Trans>Line lost at {at}: from here only your own, on this device</Trans>
        )}
      </span>
    </p>
  )
}
