import { useLingui } from '@lingui/react/macro'
import type { Row } from '../../../domain/kind.ts'
import { factLine } from '../../../domain/rules/fact-line.ts'
import { showInJourney } from '../../store/mark.ts'
import { useNow } from '../../store/now.ts'
import { useWatch } from '../../store/use-watch.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Fact, factsOf } from './facts.tsx'

function useFacts(row: Row<'case'>): readonly Fact[] {
  const { i18n } = useLingui()
  const now = useNow('minute')
  const dossier = useWatch({ of: 'dossier', party: row.party })
  const thread = useWatch({ of: 'thread', case: row.id, count: 60 })
  if (dossier === null || row.kind !== 'complaint') return []
  const line = factLine(
    {
      case: row,
      messages: thread?.messages.map(({ message }) => message) ?? [],
      touchpoints: dossier.touchpoints,
      commitments: dossier.commitments,
      vehicle: dossier.vehicles.find((vehicle) => vehicle.id === row.vehicle?.id) ?? null,
    },
    now,
  )
  return factsOf(line, i18n)
}

/** What a complaint will be judged by, in one line; each says on hover what it rests on, and goes there in the journey. */
export function FactLine({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const facts = useFacts(row)
  if (facts.length === 0) return null
  return (
    <ul className="facts" aria-label={t`Facts of this complaint`}>
      {facts.map(({ key, icon, tone, words, source, row: rests }) => (
        <li key={key} className={tone ? `fact fact-${tone}` : 'fact'} title={source}>
          <Icon name={icon} size={12} />
          {rests === null ? (
            <span className="ellipsis">{words}</span>
          ) : (
            <button type="button" className="fact-source ellipsis" onClick={() => showInJourney(rests)}>
              {words}
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}
