import { Plural, Trans } from '@lingui/react/macro'
import type { Readiness as Check } from '../../domain/contract/sync.ts'
import { bytesOf } from '../ui/bytes.ts'
import { Icon } from '../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import { usePlace } from '../ui/use-place.ts'

/** What an offline day rests on, and of each thing what is missing. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className="checks">
      {checks.map((one) => (
        <li key={one.check} data-ok={one.ok}>
          <Icon name={one.ok ? 'check' : 'triangle-alert'} size={15} />
          <span>
            <b>
              <Subject check={one} />
            </b>
            <Finding check={one} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Subject({ check: { check } }: { readonly check: Check }) {
  if (check === 'queues') return <Trans>Your queues</Trans>
  if (check === 'cases') return <Trans>Your cases with their customers</Trans>
  if (check === 'site') return <Trans>The next 7 days at the dealership</Trans>
  if (check === 'key') return <Trans>The key to this device’s data</Trans>
  return check === 'lease' ? <Trans>Opening without the hub</Trans> : <Trans>Room on the disk</Trans>
}

/** In plain words: all is well, or what is missing and what helps. */
function Finding({ check }: { readonly check: Check }) {
  const place = usePlace()
  const { ok, detail } = check
  if (check.check === 'lease')
    return (
      <small>
        {ok && detail !== null ? (
          <Trans>
            Possible until <Time at={detail} />
          </Trans>
        ) : (
          <Trans>Not possible now. Sign in while the line is up.</Trans>
        )}
      </small>
    )
  if (check.check === 'disk') {
    const room = detail === null ? null : bytesOf(detail, place)
    return (
      <small>
        {room === null ? (
          <Trans>Not known</Trans>
        ) : ok ? (
          <Trans>{room} free</Trans>
        ) : (
          <Trans>Only {room} free. Make room before you leave.</Trans>
        )}
      </small>
    )
  }
  if (check.check === 'key')
    return (
      <small>{ok ? <Trans>Your password opens it</Trans> : <Trans>Only the hub opens it. Sign in once while the line is up.</Trans>}</small>
    )
  if (ok)
    return (
      <small>
        <Trans>All here</Trans>
      </small>
    )
  return (
    <small>
      {detail === null ? (
        <Trans>Not all here yet. Stay on the line for a moment.</Trans>
      ) : (
        <Plural
          value={detail}
          one="# is still missing. Stay on the line for a moment."
          other="# are still missing. Stay on the line for a moment."
        />
      )}
    </small>
  )
}
