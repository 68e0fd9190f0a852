import { Trans, useLingui } from '@lingui/react/macro'
import { useNow } from '../store/now.ts'
import { useLine } from '../store/session.ts'
import { spanOf } from '../ui/span.ts'

/** How old a section's facts are, where the line is down and somebody else may have changed them. */
export function Age() {
  const { i18n } = useLingui()
  const line = useLine()
  const now = useNow('minute')
  if (line.state === 'live' || line.state === 'catching-up' || line.seenAt === null) return null
  const span = spanOf(i18n, now - line.seenAt)
  return (
    <span className="journey-age">
      <Trans>{span} old</Trans>
    </span>
  )
}
