import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import type { SyncCentre } from '../../domain/contract/sync.ts'
import { showFilter } from './chosen.ts'
import { countsOf } from './counts.ts'
import type { Filter } from './groups.ts'

interface FiltersProps {
  readonly sync: SyncCentre
  readonly filter: Filter
}

const names = ['all', 'needs', 'waiting', 'sent'] as const satisfies readonly Filter[]

/** What to look at, each with how much there is of it. */
export function Filters({ sync, filter }: FiltersProps) {
  const { t } = useLingui()
  const { here, needs } = countsOf(sync)
  const words: Readonly<Record<Filter, readonly [ReactNode, number]>> = {
    all: [<Trans key="all">All</Trans>, here + sync.sentToday.count],
    needs: [<Trans key="needs">Decisions</Trans>, needs],
    waiting: [<Trans key="waiting">Waiting</Trans>, here - needs],
    sent: [<Trans key="sent">Reached the hub today</Trans>, sync.sentToday.count],
  }
  return (
    <ToggleButtonGroup
      className="scopes sync-filters"
      aria-label={t`Which changes`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filter]}
      onSelectionChange={(keys) => {
        const chosen = names.find((name) => keys.has(name))
        if (chosen) showFilter(chosen)
      }}
    >
      {names.map((name) => (
        <ToggleButton key={name} id={name} className="scope">
          <span>{words[name][0]}</span>
          <span className="scope-count">{words[name][1]}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
