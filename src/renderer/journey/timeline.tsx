import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { Dossier } from '../../domain/contract/query.ts'
import type { Cause } from '../../domain/rules/cause.ts'
import { useMark } from '../store/mark.ts'
import { Icon } from '../ui/icon.tsx'
import { Section } from '../ui/section.tsx'
import { Age } from './age.tsx'
import { rowsOf, type TimelineRow } from './calendar.ts'
import { concerns, type Entry, entriesOf, type Filter, filters, passes } from './entries.ts'
import { useHerePlace } from './place.tsx'
import { Rows } from './timeline-rows.tsx'
import { useStill } from './use-still.ts'
import { Waiting } from './waiting.tsx'
import { filterWords } from './words.ts'

const filterIcons = { all: null, inbound: 'arrow-down-left', outreach: 'arrow-up-right', workshop: 'wrench' } as const

interface TimelineProps {
  readonly dossier: Dossier
  readonly causes: readonly Cause[]
  readonly scroller: HTMLElement | null
  /** Somebody is at it just now: nothing new may move what they read. */
  readonly reading: boolean
  readonly now: number
}

const keyOf = (entry: Entry): string => entry.key

interface Shown {
  readonly rows: readonly TimelineRow[]
  readonly waiting: number
  readonly apply: () => void
}

function useRows({ dossier, now, reading }: TimelineProps, filter: Filter): Shown {
  const place = useHerePlace()
  const entries = useMemo(() => entriesOf(dossier, now), [dossier, now])
  const { shown, waiting, apply } = useStill(entries, keyOf, reading)
  const passing = useMemo(() => shown.filter((entry) => passes(entry, filter)), [shown, filter])
  const rows = useMemo(() => rowsOf(passing, now, place), [passing, now, place])
  return { rows, waiting, apply }
}

/** Everything that happened, newest first, what they did and what we did told apart. */
export function Timeline(props: TimelineProps) {
  const { dossier, causes, scroller, now } = props
  const { t } = useLingui()
  const [filter, setFilter] = useState<Filter>('all')
  const { rows, waiting, apply } = useRows(props, filter)
  const { row: marked, asked } = useMark()
  const [answered, setAnswered] = useState(asked)
  if (answered !== asked) {
    // Whoever asks for a row is shown it, whatever is filtered out just now.
    setAnswered(asked)
    if (!rows.some((row) => row.of === 'entry' && concerns(row.entry, marked))) setFilter('all')
  }
  const pinned = useMemo(() => new Set(causes.map((cause) => cause.touchpoint.id)), [causes])
  const count = rows.filter((row) => row.of === 'entry').length
  const shown = { rows, pinned, marked, asked, total: count, now }
  return (
    <Section
      title={t`Timeline`}
      {...(count > 0 ? { count } : {})}
      aside={waiting > 0 ? <Waiting count={waiting} onApply={apply} /> : <Age />}
    >
      <Filters filter={filter} onFilter={setFilter} />
      {count === 0 && <Nothing filter={filter} onAll={() => setFilter('all')} whole={dossier.whole} />}
      {count > 0 && <Rows {...shown} scroller={scroller} />}
      {count > 0 && !dossier.whole && (
        <p className="journey-none">
          <Plural value={count} one="# entry so far; older ones are still coming." other="# entries so far; older ones are still coming." />
        </p>
      )}
    </Section>
  )
}

function Filters({ filter, onFilter }: { readonly filter: Filter; readonly onFilter: (filter: Filter) => void }) {
  const { t, i18n } = useLingui()
  return (
    <fieldset className="timeline-filters" aria-label={t`What the timeline shows`}>
      {filters.map((one) => {
        const icon = filterIcons[one]
        return (
          <button
            key={one}
            type="button"
            className={`timeline-filter filter-${one}`}
            aria-pressed={one === filter}
            onClick={() => onFilter(one)}
          >
            {icon && <Icon name={icon} size={12} className={one === 'workshop' ? '' : 'mirrors'} />}
            {i18n._(filterWords[one])}
          </button>
        )
      })}
    </fieldset>
  )
}

interface NothingProps {
  readonly filter: Filter
  readonly whole: boolean
  readonly onAll: () => void
}

function Nothing({ filter, whole, onAll }: NothingProps) {
  if (!whole)
    return (
      <p className="journey-none">
        <Trans>Nothing has come to this device yet.</Trans>
      </p>
    )
  if (filter === 'all')
    return (
      <p className="journey-none">
        <Trans>Nothing happened yet, as far as we know.</Trans>
      </p>
    )
  return (
    <p className="journey-none">
      <Trans>Nothing of this kind.</Trans>{' '}
      <button type="button" className="journey-more" onClick={onAll}>
        <Trans>Show everything</Trans>
      </button>
    </p>
  )
}
