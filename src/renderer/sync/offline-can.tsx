import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Icon } from '../ui/icon.tsx'

const can: readonly (readonly [string, ReactNode])[] = [
  ['read', <Trans key="read">Read and search cases</Trans>],
  ['write', <Trans key="write">Write replies and notes</Trans>],
  ['open', <Trans key="open">Open cases, register walk-ins</Trans>],
  ['log', <Trans key="log">Log visits, calls, test drives</Trans>],
  ['promise', <Trans key="promise">Record and keep promises</Trans>],
  ['book', <Trans key="book">Ask for a slot, attach photos</Trans>],
]
const cannot: readonly (readonly [string, ReactNode])[] = [
  ['confirm', <Trans key="confirm">Know that a booking stands</Trans>],
  ['team', <Trans key="team">See what colleagues do</Trans>],
  ['reach', <Trans key="reach">Reach the customer in writing</Trans>],
  ['fresh', <Trans key="fresh">Fetch customers not held here</Trans>],
]

/** What can be done without a line, and what cannot: said before it matters. */
export const OfflineCan = () => (
  <section className="sync-part" aria-labelledby="can-title">
    <h3 id="can-title">
      <Trans>When the line is lost</Trans>
    </h3>
    <ul className="can">
      {can.map(([key, words]) => (
        <li key={key}>
          <Icon name="check" size={14} />
          {words}
        </li>
      ))}
      {cannot.map(([key, words]) => (
        <li key={key} className="can-not">
          <Icon name="minus" size={14} />
          <span>
            <span className="unseen">
              <Trans>Not possible:</Trans>{' '}
            </span>
            {words}
          </span>
        </li>
      ))}
    </ul>
  </section>
)
