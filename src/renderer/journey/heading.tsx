import { Trans } from '@lingui/react/macro'
import { weekdayOf } from '../ui/format.ts'
import type { TimelineRow } from './calendar.ts'
import { useHerePlace } from './place.tsx'
import { monthOf } from './write.ts'

interface HeadingProps {
  readonly heading: Extract<TimelineRow, { of: 'heading' }>
  readonly index: number
  readonly measure: (node: HTMLElement | null) => void
}

/** The day or the month over a stretch of the timeline. */
export function Heading({ heading: { at, span }, index, measure }: HeadingProps) {
  const place = useHerePlace()
  return (
    <li ref={measure} data-index={index} className="timeline-day">
      <h4>
        {span === 'today' && <Trans>Today</Trans>}
        {span === 'yesterday' && <Trans>Yesterday</Trans>}
        {span === 'day' && weekdayOf(at, place)}
        {span === 'month' && monthOf(at, place)}
      </h4>
    </li>
  )
}
