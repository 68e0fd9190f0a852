import { Trans, useLingui } from '@lingui/react/macro'
import type { Dossier } from '../../domain/contract/query.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Freshness } from '../ui/freshness.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePlace } from '../ui/use-place.ts'
import { channelIcons, channelWords } from '../words/case-words.ts'
import { Identity } from './identity.tsx'

const speech = (language: string, locale: string): string => new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language

/** Who it is, where, how they like to be reached, and how we know. */
export function Head({ dossier }: { readonly dossier: Dossier }) {
  const { party, customer } = dossier
  const name = customer?.name ?? party.name
  return (
    <header className="journey-head">
      <Avatar name={name} size={34} />
      <div className="journey-who">
        <h2 dir="auto" title={name ?? undefined}>
          {name ?? <Trans>Unknown visitor</Trans>}
        </h2>
        <Facts dossier={dossier} />
      </div>
      <Contacts dossier={dossier} />
      <div className="journey-known">
        <Identity dossier={dossier} />
        {dossier.whole ? <Freshness always /> : <Coming />}
      </div>
    </header>
  )
}

function Facts({ dossier: { party, parties } }: { readonly dossier: Dossier }) {
  const { i18n } = useLingui()
  const { locale } = usePlace()
  const where = party.place ?? parties.find((one) => one.place !== null)?.place ?? null
  const prefers = party.prefers ?? parties.find((one) => one.prefers !== null)?.prefers ?? null
  const language = party.language.split('-')[0] === locale.split('-')[0] ? null : speech(party.language, locale)
  if (where === null && prefers === null && language === null) return null
  return (
    <ul className="journey-facts">
      {where !== null && (
        <li>
          <Icon name="map-pin" size={12} />
          <span dir="auto">{where}</span>
        </li>
      )}
      {prefers !== null && (
        <li>
          <Icon name={channelIcons[prefers]} size={12} />
          <Trans>Prefers: {i18n._(channelWords[prefers])}</Trans>
        </li>
      )}
      {language !== null && (
        <li>
          <Icon name="languages" size={12} />
          <Trans>Speaks {language}</Trans>
        </li>
      )}
    </ul>
  )
}

/** Part of it is here and the rest is on its way: nobody should take a gap for the truth. */
const Coming = () => (
  <span className="fresh fresh-old" role="status">
    <Icon name="refresh" size={11} />
    <Trans>still coming</Trans>
  </span>
)

function Contacts({ dossier: { parties } }: { readonly dossier: Dossier }) {
  const { t } = useLingui()
  const points = new Map(
    parties.flatMap((party) => party.contacts).map((point) => [`${point.kind} ${point.value} ${point.verified}`, point]),
  )
  if (points.size === 0) return null
  return (
    <ul className="journey-facts" aria-label={t`Ways to reach them`}>
      {[...points].map(([key, { kind, value, verified }]) => (
        <li key={key} className={verified ? undefined : 'journey-unsure'}>
          <Icon name={kind === 'phone' ? 'phone' : 'mail'} size={12} />
          <bdi className="journey-contact">{value}</bdi>
          {!verified && (
            <em>
              <Trans>not checked</Trans>
            </em>
          )}
        </li>
      ))}
    </ul>
  )
}
