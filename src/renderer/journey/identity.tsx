import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Dossier } from '../../domain/contract/query.ts'
import { useReference } from '../store/use-reference.ts'
import { yearDayOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Moment } from './place.tsx'
import { identityWords } from './words.ts'

/** How we know who it is, said honestly: vouched for, only told by themselves, or not at all. */
export function Identity({ dossier }: { readonly dossier: Dossier }) {
  const { customer, identities, party } = dossier
  if (customer !== null && identities.length > 0) return <Known dossier={dossier} />
  const told = party.name !== null || party.contacts.length > 0
  return (
    <p className="journey-identity journey-unsure">
      <Icon name="user" size={12} />
      <span>
        {told ? <Trans>Says who they are; nobody has checked it</Trans> : <Trans>Anonymous visitor: nobody has said who this is</Trans>}
        {', '}
        <Trans>
          first seen <Moment at={party.firstSeenAt} />
        </Trans>
      </span>
    </p>
  )
}

/** Who vouches, in words; a dealership's own pages are recorded by their site. */
function Voucher({ source }: { readonly source: string }) {
  const reference = useReference()
  const site = reference?.sites.find(({ id }) => source === `site ${id}`)
  if (site) {
    return (
      <Trans>
        the customer area of <bdi>{site.name}</bdi>
      </Trans>
    )
  }
  return <bdi>{source}</bdi>
}

function Known({ dossier: { identities, parties } }: { readonly dossier: Dossier }) {
  const { i18n } = useLingui()
  const first = identities[0]
  if (!first) return null
  return (
    <details className="journey-identity">
      <summary>
        <Icon name="shield-check" size={12} />
        <span className="ellipsis">
          <Trans>
            Known: vouched for by <Voucher source={first.source} />
          </Trans>
        </span>
        <Icon name="chevron-down" size={12} className="journey-fold" />
      </summary>
      <ul>
        {identities.map((identity) => (
          <li key={identity.id}>
            <Trans>
              {i18n._(identityWords[identity.key])} <bdi>{identity.value}</bdi>, vouched for by <Voucher source={identity.source} /> on{' '}
              <Moment at={identity.at} as={yearDayOf} />
            </Trans>
          </li>
        ))}
        {parties.length > 1 && (
          <li>
            <Plural value={parties.length} one="# record" other="# records of visits and contacts shown as one person" />
          </li>
        )}
      </ul>
    </details>
  )
}
