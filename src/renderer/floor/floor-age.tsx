import { Trans, useLingui } from '@lingui/react/macro'
import { useLine } from '../store/session.ts'
import { timeOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { usePlace } from '../ui/use-place.ts'
import type { FloorClock } from './floor-clock.ts'

/** How far behind the truth the floor may be, rounded up: never more than is known. */
export function FloorAge({ clock: { behindMs, stale } }: { readonly clock: FloorClock }) {
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
