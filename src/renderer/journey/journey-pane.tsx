import { Trans, useLingui } from '@lingui/react/macro'
import type { CaseId, PartyId } from '../../domain/id.ts'
import { useWatch } from '../store/use-watch.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Freshness } from '../ui/freshness.tsx'

interface JourneyPaneProps {
  readonly party: PartyId
  readonly caseId: CaseId
}

/** Who this is and what happened between us, next to the case. */
export function JourneyPane({ party }: JourneyPaneProps) {
  const { t } = useLingui()
  const dossier = useWatch({ of: 'dossier', party })
  const name = dossier?.customer?.name ?? dossier?.party.name ?? null
  return (
    <aside className="pane journey" aria-label={t`Journey`} id="region-journey" tabIndex={-1}>
      <header className="journey-head">
        <Avatar name={name} size={34} />
        <h2 className="ellipsis" dir="auto">
          {name ?? <Trans>Unknown visitor</Trans>}
        </h2>
        <Freshness />
      </header>
      <ul>
        {dossier?.party.contacts.map((contact) => (
          <li key={contact.value}>
            <bdi>{contact.value}</bdi>
          </li>
        ))}
      </ul>
    </aside>
  )
}
