import { Plural, Trans } from '@lingui/react/macro'
import type { SyncCentre } from '../../domain/contract/sync.ts'
import { perform } from '../commands/offers.ts'
import { useNow } from '../store/now.ts'
import { useLine } from '../store/session.ts'
import { Button } from '../ui/button.tsx'
import { Freshness } from '../ui/freshness.tsx'
import { Icon } from '../ui/icon.tsx'
import { clockOf } from '../ui/span.ts'
import { Time } from '../ui/time.tsx'
import { countsOf } from './counts.ts'

/** The first line of the sync centre: can I shut this down? */
export function Verdict({ sync }: { readonly sync: SyncCentre }) {
  const { here, needs } = countsOf(sync)
  const clear = here === 0
  return (
    <header className={clear ? 'verdict verdict-clear' : 'verdict'}>
      <span className="verdict-icon">
        <Icon name={clear ? 'circle-check' : 'smartphone'} size={22} />
      </span>
      <div className="verdict-words">
        <h2>
          {clear ? (
            <Trans>You can shut this down: nothing is only on this device</Trans>
          ) : (
            <Plural
              value={here}
              one="Do not shut down yet: # change is only on this device"
              other="Do not shut down yet: # changes are only on this device"
            />
          )}
        </h2>
        <p>
          <Standing here={here} needs={needs} />{' '}
          {sync.sentToday.count > 0 && (
            <Plural value={sync.sentToday.count} one="# change reached the hub today." other="# changes reached the hub today." />
          )}
        </p>
      </div>
      <div className="verdict-end">
        <Freshness always />
        <NextTry at={sync.nextTryAt} />
      </div>
    </header>
  )
}

function Standing({ here, needs }: { readonly here: number; readonly needs: number }) {
  const line = useLine()
  if (line.state === 'offline')
    return (
      <>
        <Trans>
          The line is away since <Time at={line.since} />.
        </Trans>{' '}
        {here > 0 && <Trans>Switched off now, nothing is lost, but nothing is sent until this device is on again.</Trans>}
      </>
    )
  if (needs > 0) return <Plural value={needs} one="# needs your decision." other="# need your decision." />
  if (here > 0) return <Trans>They are on their way; a moment more.</Trans>
  return line.state === 'live' ? <Trans>Everything you did has reached the hub.</Trans> : <Trans>The line is coming back.</Trans>
}

function NextTry({ at }: { readonly at: number | null }) {
  const line = useLine()
  const now = useNow('second')
  if (line.state === 'live' || line.state === 'catching-up') return null
  const left = at === null ? null : clockOf(at - now)
  return (
    <>
      {left !== null && (
        <span className="verdict-next num">
          <Trans>
            Next try in <bdi>{left}</bdi>
          </Trans>
        </span>
      )}
      <Button look="solid" icon="refresh" onPress={() => perform('account.reconnect')}>
        <Trans>Try now</Trans>
      </Button>
    </>
  )
}
