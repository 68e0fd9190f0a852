import { Trans, useLingui } from '@lingui/react/macro'
import type { Floor } from '../../domain/contract/floor.ts'
import { useLine } from '../store/session.ts'
import { timeOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { usePlace } from '../ui/use-place.ts'
import { useFloorClock } from './floor-clock.ts'

/** How often the age moves while nothing else does: a little less often than a floor is told on which something moves. */
const AGE_MS = 300

/** How far behind the truth the floor may be, rounded up: never more than is known. */
export function FloorAge({ floor }: { readonly floor: Floor }) {
  const { behindMs, stale } = useFloorClock(floor, AGE_MS)
  const { i18n } = useLingui()
  const line = useLine()
  const place = usePlace()
  if (line.state === 'offline') {
    const since = timeOf(line.seenAt ?? line.since, place)
    return (
      <span className="fresh fresh-old" title={line.reason ?? undefined}>
        <Icon name="cloud-off" size={11} />
        <Trans>
          offline since <bdi>{since}</bdi>
        </Trans>
      </span>
    )
  }
  if (behindMs === null)
    return (
      <span className="fresh fresh-old">
        <Icon name="refresh" size={11} />
        <Trans>not up to date</Trans>
      </span>
    )
  const seconds = i18n.number(Math.ceil(behindMs / 100) / 10, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return (
    <span className={stale ? 'fresh fresh-old' : 'fresh fresh-live'}>
      {stale ? <Icon name="refresh" size={11} /> : <i aria-hidden="true" />}
      <Trans>{seconds} s behind</Trans>
    </span>
  )
}
