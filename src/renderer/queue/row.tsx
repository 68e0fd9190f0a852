import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Row as Record } from '../../domain/kind.ts'
import { useAgentName } from '../store/use-reference.ts'
import { useCaseRecord } from '../store/use-watch.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import { channelIcons, channelWords, kindWords } from '../words/case-words.ts'
import { isAlarming } from './clock.ts'
import { RowClock, StripClock } from './row-clock.tsx'

interface RowProps {
  readonly id: string | null
  readonly index: number
  readonly total: number
  readonly selected: boolean
  readonly owners: boolean
  readonly measure: (node: HTMLElement | null) => void
}

interface ContentProps {
  readonly row: Record<'case'>
  readonly owners: boolean
}

/** The DOM id of a case's row, for `aria-activedescendant`. */
export const rowId = (id: string): string => `row-${id}`

/** One row of the queue. It listens to its own case only, and draws no library component. */
export const Row = memo(function Row({ id, index, total, selected, owners, measure }: RowProps) {
  const row = useCaseRecord(id)
  if (row === null || id === null) return <div ref={measure} data-index={index} className="row row-empty" aria-hidden="true" />
  const marks = `row${row.unanswered > 0 ? ' row-unanswered' : ''}${isAlarming(row) ? ' row-safety' : ''}`
  return (
    <div
      ref={measure}
      data-index={index}
      data-case={id}
      id={rowId(id)}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      className={marks}
    >
      <Content row={row} owners={owners} />
    </div>
  )
})

/** What a row says. It stays when only the row's place in the list, or the list's length, is another. */
const Content = memo(({ row, owners }: ContentProps) => (
  <>
    <Avatar name={row.customerName} size={34} mark={row.kind} />
    <span className="strip" aria-hidden="true">
      <StripClock row={row} />
    </span>
    {row.unanswered > 0 && (
      <span className="strip-count" aria-hidden="true">
        {row.unanswered}
      </span>
    )}
    <Body row={row} owners={owners} />
  </>
))

function Body({ row, owners }: ContentProps) {
  const { t, i18n } = useLingui()
  const owner = useAgentName(owners ? row.owner : null)
  const unanswered = row.unanswered
  return (
    <div className="row-body">
      <div className="row-line">
        <span className="row-name ellipsis" dir="auto">
          {row.customerName ?? <Trans>Unknown visitor</Trans>}
        </span>
        <Time at={row.changedAt} />
      </div>
      <div className="row-line">
        <span className="row-subject ellipsis" dir="auto">
          {row.subject}
        </span>
        {unanswered > 0 && (
          <span className="row-count" title={t`${unanswered} unanswered`}>
            {unanswered}
            <span className="unseen">
              <Trans>unanswered</Trans>
            </span>
          </span>
        )}
      </div>
      <div className="row-line row-foot">
        <span className="row-meta ellipsis">
          <Icon name={channelIcons[row.channel]} size={12} />
          <span className="unseen">
            {i18n._(channelWords[row.channel])}, {i18n._(kindWords[row.kind])}
          </span>
          {owner !== null && <bdi className="row-owner">{owner}</bdi>}
          {row.vehicle ? (
            <bdi>{[row.vehicle.model, row.vehicle.plate].filter((part) => part !== null).join(' · ')}</bdi>
          ) : (
            <Trans>No vehicle yet</Trans>
          )}
        </span>
        <RowClock row={row} />
      </div>
    </div>
  )
}
