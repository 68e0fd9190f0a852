import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Change, Changed } from '../../domain/rules/changed.ts'
import { showInJourney } from '../store/mark.ts'
import { useLine } from '../store/session.ts'
import { timeOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Section } from '../ui/section.tsx'
import { Moment, useHerePlace } from './place.tsx'
import { useStill } from './use-still.ts'
import { Waiting } from './waiting.tsx'
import { type Told, tell } from './words.ts'

const MOST = 6

interface ChangesProps {
  readonly changed: Changed
  readonly reading: boolean
}

const keyOf = ({ kind, row }: Change): string => `${kind} ${row.id}`

/** What an agent must know before the next word: everything that happened since we last spoke with them. */
export function Changes({ changed, reading }: ChangesProps) {
  const { since } = changed
  const { shown: changes, waiting, apply } = useStill(changed.changes, keyOf, reading)
  const { t } = useLingui()
  const [all, setAll] = useState(false)
  const shown = all ? changes : changes.slice(0, MOST)
  return (
    <Section
      title={t`Changed since last contact`}
      aside={waiting > 0 ? <Waiting count={waiting} onApply={apply} /> : <Since since={since} />}
    >
      {changes.length === 0 && (
        <p className="journey-none">
          {since === null ? <Trans>Nothing happened before this, as far as we know.</Trans> : <Trans>Nothing changed since then.</Trans>}
        </p>
      )}
      <ul className="journey-list">
        {shown.map((change) => (
          <ChangeRow key={keyOf(change)} change={change} />
        ))}
      </ul>
      {changes.length > shown.length && (
        <button type="button" className="journey-more" onClick={() => setAll(true)}>
          <Plural value={changes.length - shown.length} one="Show # more" other="Show # more" />
        </button>
      )}
      <Unknown />
    </Section>
  )
}

function Since({ since }: { readonly since: Changed['since'] }) {
  if (since === null)
    return (
      <span>
        <Trans>no earlier contact known</Trans>
      </span>
    )
  const { by, how, at } = since
  return (
    <span className="ellipsis">
      {by !== null && (
        <>
          <bdi>{by}</bdi>,{' '}
        </>
      )}
      {how === 'call' ? <Trans>by phone</Trans> : <Trans>by message</Trans>}, <Moment at={at} />
    </span>
  )
}

/** Off line nobody here can know what has happened since: said, not left to be guessed. */
function Unknown() {
  const line = useLine()
  const place = useHerePlace()
  if (line.state === 'live' || line.state === 'catching-up' || line.seenAt === null) return null
  const seen = timeOf(line.seenAt, place)
  return (
    <p className="journey-old">
      <Icon name="cloud-off" size={12} />
      <Trans>What happened after {seen} is not known here yet.</Trans>
    </p>
  )
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { t, i18n } = useLingui()
  const place = useHerePlace()
  const told = ((): Told => {
    if (change.kind === 'promise-broken')
      return { title: t`Promise broken`, detail: `${change.row.text}, ${change.row.ownerName}`, icon: 'heart-crack' }
    if (change.kind === 'offer-held') return { title: t`Offer held back`, detail: change.row.title, icon: 'hand' }
    return tell(i18n, change.row, place)
  })()
  const body = (
    <>
      <Icon name={told.icon} size={14} />
      <span className="journey-said ellipsis" dir="auto" title={[told.title, told.detail].filter(Boolean).join(' · ')}>
        <b>{told.title}</b> {told.detail}
      </span>
      <span className="journey-when">
        <Moment at={change.at} />
      </span>
    </>
  )
  const look = change.kind === 'promise-broken' ? 'journey-row journey-bad' : 'journey-row'
  if (change.kind === 'offer-held') return <li className={look}>{body}</li>
  return (
    <li>
      <button type="button" className={look} onClick={() => showInJourney(change.row.id)}>
        {body}
      </button>
    </li>
  )
}
