import { Trans } from '@lingui/react/macro'
import { useLine } from '../store/session.ts'
import { timeOf } from './format.ts'
import { Icon } from './icon.tsx'
import { usePlace } from './use-place.ts'

/** How fresh what one sees is. Shows nothing while the line is live: then there is nothing to say. */
export function Freshness({ always = false }: { readonly always?: boolean }) {
  const line = useLine()
  const place = usePlace()
  if (line.state === 'live') {
    return always ? (
      <span className="fresh fresh-live">
        <i aria-hidden="true" />
        <Trans>Live</Trans>
      </span>
    ) : null
  }
  const at = line.seenAt === null ? null : timeOf(line.seenAt, place)
  return (
    <span className="fresh fresh-old" title={line.reason ?? undefined}>
      <Icon name={line.state === 'offline' ? 'cloud-off' : 'refresh'} size={11} />
      {at === null ? (
        <Trans>not up to date</Trans>
      ) : (
        <Trans>
          as of <bdi>{at}</bdi>
        </Trans>
      )}
    </span>
  )
}
