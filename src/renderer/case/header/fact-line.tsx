import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Row } from '../../../domain/kind.ts'
import { factLine } from '../../../domain/rules/fact-line.ts'
import { useNow } from '../../store/now.ts'
import { useWatch } from '../../store/use-watch.ts'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import { remedyWords } from '../../words/case-words.ts'

interface Fact {
  readonly key: string
  readonly icon: IconName
  readonly tone?: 'danger' | 'warn'
  readonly words: ReactNode
  readonly source: string
}

function useFacts(row: Row<'case'>): readonly Fact[] {
  const { t, i18n } = useLingui()
  const now = useNow('minute')
  const dossier = useWatch({ of: 'dossier', party: row.party })
  const thread = useWatch({ of: 'thread', case: row.id, count: 60 })
  if (dossier === null || row.kind !== 'complaint') return []
  const facts = factLine(
    {
      case: row,
      messages: thread?.messages.map(({ message }) => message) ?? [],
      touchpoints: dossier.touchpoints,
      commitments: dossier.commitments,
      vehicle: dossier.vehicles.find((vehicle) => vehicle.id === row.vehicle?.id) ?? null,
    },
    now,
  )
  const [tries, days, broken] = [facts.attempts.length, facts.daysOffRoad, facts.promisesBroken.length]
  const wish = facts.remedy === null ? null : i18n._(remedyWords[facts.remedy])
  const visits = facts.attempts.map((one) => String(one.data.concern ?? '')).join('; ')
  return [
    ...(wish
      ? [{ key: 'remedy', icon: 'target' as const, words: <Trans>Wants: {wish}</Trans>, source: t`The remedy settled for this complaint` }]
      : []),
    ...(tries > 0
      ? [{ key: 'tries', icon: 'repeat' as const, words: <Plural value={tries} one="# attempt" other="# attempts" />, source: visits }]
      : []),
    ...(days > 0
      ? [
          {
            key: 'days',
            icon: 'calendar-off' as const,
            words: <Plural value={days} one="# day off the road" other="# days off the road" />,
            source: visits,
          },
        ]
      : []),
    ...(broken > 0
      ? [
          {
            key: 'broken',
            icon: 'heart-crack' as const,
            tone: 'danger' as const,
            words: <Plural value={broken} one="# promise broken" other="# promises broken" />,
            source: facts.promisesBroken.map((one) => one.text).join('; '),
          },
        ]
      : []),
    ...facts.recalls.map((recall) => ({
      key: recall.code,
      icon: 'circle-alert' as const,
      tone: recall.doNotDrive ? ('danger' as const) : ('warn' as const),
      words: recall.doNotDrive ? <Trans>Do not drive: recall {recall.code}</Trans> : <Trans>Recall {recall.code}</Trans>,
      source: recall.title,
    })),
  ]
}

/** What a complaint will be judged by, in one line; each says on hover what it rests on. */
export function FactLine({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const facts = useFacts(row)
  if (facts.length === 0) return null
  return (
    <ul className="facts" aria-label={t`Facts of this complaint`}>
      {facts.map(({ key, icon, tone, words, source }) => (
        <li key={key} className={tone ? `fact fact-${tone}` : 'fact'} title={source}>
          <Icon name={icon} size={12} />
          <span className="ellipsis">{words}</span>
        </li>
      ))}
    </ul>
  )
}
