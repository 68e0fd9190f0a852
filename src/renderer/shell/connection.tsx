import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Line } from '../../domain/contract/bridge.ts'
import { perform } from '../commands/offers.ts'
import { announce } from '../store/announce.ts'
import { useNow } from '../store/now.ts'
import { useLine } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useSyncCounts } from '../sync/use-sync.ts'
import { whenOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { usePlace } from '../ui/use-place.ts'

function useLineWords(line: Line): string {
  const { t } = useLingui()
  const place = usePlace()
  const now = useNow('minute')
  const since = whenOf(line.since, now, place)
  if (line.state === 'live') return t`Live`
  if (line.state === 'catching-up') return t`Catching up`
  if (line.state === 'offline') return t`Offline since ${since}`
  return t`Connecting`
}

/** How the line is, in words that never claim more than is known; pressed, it says what waits. */
export function Connection() {
  const { t } = useLingui()
  const line = useLine()
  const words = useLineWords(line)
  const { here } = useSyncCounts()
  const before = useRef(line.state)
  useEffect(() => {
    if (before.current !== line.state && line.state !== 'connecting') announce(words)
    before.current = line.state
  }, [line.state, words])
  const icon = line.state === 'live' ? 'cloud' : line.state === 'offline' ? 'cloud-off' : 'refresh'
  return (
    <button
      type="button"
      className={`connection connection-${line.state}`}
      title={line.state === 'live' ? t`Everything here is as the hub has it` : (line.reason ?? t`What is here, and what waits`)}
      onClick={() => perform('go.sync')}
    >
      <Icon name={icon} size={14} />
      <span>{words}</span>
      {here > 0 && (
        <span className="connection-waiting">
          {here}
          <span className="unseen">
            <Plural value={here} one="change is on this device only" other="changes are on this device only" />
          </span>
        </span>
      )}
    </button>
  )
}

/** A full line of words while the hub is away: what it means, and what happens to work done meanwhile. */
export function OfflineBar() {
  const line = useLine()
  const place = usePlace()
  const now = useNow('minute')
  const { here } = useSyncCounts()
  const screen = useView((view) => view.screen)
  // The sync centre says all of this itself, and more.
  if (line.state !== 'offline' || screen === 'sync') return null
  const seen = line.seenAt === null ? null : whenOf(line.seenAt, now, place)
  return (
    <div className="bar" role="status">
      <Icon name="cloud-off" size={14} />
      <span className="bar-words">
        <b>
          <Trans>You are offline.</Trans>
        </b>{' '}
        {seen === null ? <Trans>You see what is on this device.</Trans> : <Trans>You see what this device knew at {seen}.</Trans>}{' '}
        {here > 0 ? (
          <Plural
            value={here}
            one="# change is on this device only and leaves when the hub is back."
            other="# changes are on this device only and leave when the hub is back."
          />
        ) : (
          <Trans>What you write is kept here and sent when the hub is back.</Trans>
        )}
      </span>
      <button type="button" onClick={() => perform('account.reconnect')}>
        <Trans>Try now</Trans>
      </button>
      <button type="button" onClick={() => perform('go.sync')}>
        <Trans>Open sync centre</Trans>
      </button>
    </div>
  )
}
