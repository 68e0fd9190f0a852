import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { useLine } from '../store/session.ts'
import { dayOf, timeOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { type Entry, isLive } from './entries.ts'
import { Moment, useHerePlace } from './place.tsx'
import { useToldEntry } from './use-told-entry.ts'
import { wayWords } from './words.ts'
import { minutesAgoOf } from './write.ts'

/** The DOM id of an entry, to go to it. */
export const entryId = (key: string): string => `entry-${key.replace(' ', '-')}`

interface EntryRowProps {
  readonly entry: Entry
  /** Under the heading of its own day, so that the clock alone says when. */
  readonly daily: boolean
  readonly position: number
  readonly total: number
  readonly pinned: boolean
  readonly marked: boolean
  readonly now: number
  readonly index: number
  readonly measure: (node: HTMLElement | null) => void
}

/** One line of the timeline. */
export const EntryRow = memo(function EntryRow(props: EntryRowProps) {
  const { entry, position, total, pinned, marked, index, measure } = props
  const told = useToldEntry(entry)
  const look = [
    'entry',
    `entry-${entry.way}`,
    ...(told.bad ? ['entry-bad'] : []),
    ...(pinned ? ['entry-pinned'] : []),
    ...(marked ? ['entry-marked'] : []),
  ].join(' ')
  return (
    <li
      ref={measure}
      data-index={index}
      id={entryId(entry.key)}
      className={look}
      tabIndex={-1}
      aria-setsize={total}
      aria-posinset={position}
    >
      <span className="entry-mark" aria-hidden="true">
        <Icon
          name={entry.way === 'inbound' ? 'arrow-down-left' : entry.way === 'outreach' ? 'arrow-up-right' : told.icon}
          size={entry.way === 'event' ? 12 : 11}
          className={entry.way === 'event' ? '' : 'mirrors'}
        />
      </span>
      <div className="entry-body">
        <div className="entry-line">
          <span className="entry-title" dir="auto">
            {told.title}
          </span>
          <When {...props} />
        </div>
        <Under {...props} detail={told.detail} icon={told.icon} />
        {pinned && (
          <p className="entry-pin">
            <Icon name="pin" size={11} />
            <Trans>Likely cause of this case</Trans>
          </p>
        )}
      </div>
    </li>
  )
})

function Under({ entry, detail, icon }: EntryRowProps & { readonly detail: string | null; readonly icon: string }) {
  const { i18n } = useLingui()
  if (entry.way === 'event' && detail === null) return null
  return (
    <p className="entry-under">
      {entry.way !== 'event' && (
        <>
          <Icon name={icon} size={12} />
          <span className="entry-way">{i18n._(wayWords[entry.way])}</span>
          {detail !== null && ' · '}
        </>
      )}
      {detail !== null && <span dir="auto">{detail}</span>}
    </p>
  )
}

/** When it was; of a visit going on, how many minutes ago, and whether that is still known. */
function When({ entry, daily, now }: EntryRowProps) {
  const line = useLine()
  const place = useHerePlace()
  if (!isLive(entry, now)) return <Moment className="entry-when" at={entry.at} as={daily ? timeOf : dayOf} />
  const live = line.state === 'live'
  return (
    <span className={live ? 'entry-when entry-live' : 'entry-when entry-old'}>
      {live && <i aria-hidden="true" />}
      {live && (
        <span className="unseen">
          <Trans>On the site about now:</Trans>
        </span>
      )}
      <Moment at={entry.at} as={() => minutesAgoOf(now - entry.at, place)} />
    </span>
  )
}
