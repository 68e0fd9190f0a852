import { Plural, Trans } from '@lingui/react/macro'
import type { Tier } from '../../domain/contract/sync.ts'
import { useLine } from '../store/session.ts'
import { bytesOf } from '../ui/bytes.ts'
import { Time } from '../ui/time.tsx'
import { usePlace } from '../ui/use-place.ts'

/** What this device holds, part by part, with how old each part may be. */
export function Tiers({ tiers }: { readonly tiers: readonly Tier[] }) {
  const place = usePlace()
  const all = tiers.reduce((sum, tier) => sum + tier.bytes, 0)
  return (
    <section className="sync-part" aria-labelledby="tiers-title">
      <div className="sync-part-head">
        <h3 id="tiers-title">
          <Trans>Data on this device</Trans>
        </h3>
        <span className="num">{bytesOf(all, place)}</span>
      </div>
      <ul className="tiers">
        {tiers.map((tier) => (
          <li key={tier.tier}>
            <span>
              <b>
                <TierName tier={tier.tier} />
              </b>
              <small>
                <Plural value={tier.customers} one="# customer" other="# customers" />
                {tier.bytes > 0 && ` · ${bytesOf(tier.bytes, place)}`}
              </small>
            </span>
            <Age at={tier.oldestAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TierName({ tier }: { readonly tier: Tier['tier'] }) {
  if (tier === 'mine') return <Trans>Your cases</Trans>
  if (tier === 'site') return <Trans>The dealership’s next 7 days</Trans>
  if (tier === 'queues') return <Trans>Your queues, last 24 hours</Trans>
  return tier === 'recent' ? <Trans>Looked at lately</Trans> : <Trans>Fetched by hand</Trans>
}

function Age({ at }: { readonly at: number | null }) {
  const line = useLine()
  if (at === null)
    return (
      <em className="tier-age">
        <Trans>nothing held</Trans>
      </em>
    )
  return (
    <em className={line.state === 'live' ? 'tier-age' : 'tier-age tier-old'}>
      <Trans>
        as of <Time at={at} />
      </Trans>
    </em>
  )
}
