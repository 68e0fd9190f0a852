import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '../../domain/kind.ts'
import { useNow } from '../store/now.ts'
import { Icon } from '../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { roughSpanOf, spanOf } from '../ui/span.ts'
import { clockOfRow } from './clock.ts'

interface RowClockProps {
  readonly row: Row<'case'>
}

/** How long there is, or how long somebody has waited, in words beside the number. */
export function RowClock({ row }: RowClockProps) {
  const { t, i18n } = useLingui()
  const clock = clockOfRow(row, useNow('minute'))
  if (clock.of === 'safety') {
    const span = spanOf(i18n, clock.ms)
    return (
      <Pill tone="danger" icon="shield-alert" title={clock.late ? t`Safety: ${span} late` : t`Safety: ${span} left`}>
        {clock.late ? t`${span} late` : t`${span} left`}
      </Pill>
    )
  }
  if (clock.of === 'waiting') {
    const span = spanOf(i18n, clock.ms)
    return (
      <Pill tone={clock.tone} icon="hourglass" title={t`Waiting for ${span}`}>
        {span}
      </Pill>
    )
  }
  return (
    <Pill icon={clock.of === 'resolved' ? 'circle-check' : 'check'}>
      {clock.of === 'resolved' ? <Trans>Resolved</Trans> : <Trans>Answered</Trans>}
    </Pill>
  )
}

/** The same in the width of the folded queue. */
export function StripClock({ row }: RowClockProps) {
  const { i18n } = useLingui()
  const clock = clockOfRow(row, useNow('minute'))
  if (clock.of === 'answered' || clock.of === 'resolved') return <Icon name="check" size={12} className="strip-done" />
  return <span className={`strip-clock tone-${clock.tone}`}>{roughSpanOf(i18n, clock.ms)}</span>
}
