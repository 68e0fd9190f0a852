import { Trans, useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useEffect } from 'react'
import type { Floor } from '../../domain/contract/floor.ts'
import { keysOf } from '../commands/keys.ts'
import { perform, useOffer } from '../commands/offers.ts'
import { useWatch, useWatchState } from '../store/use-watch.ts'
import { showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Figures } from './figures.tsx'
import { Filters } from './filters.tsx'
import { FloorAge } from './floor-age.tsx'
import { type FloorClock, FloorTime, useFloorClock, useSteps } from './floor-clock.ts'
import { showTv, useFloorView } from './floor-store.ts'
import { SessionList, WaitingList } from './lists.tsx'
import { Needs } from './needs.tsx'
import { focusedCase, stepRow, useFocusKept } from './rows.tsx'
import { SiteTable } from './sites.tsx'
import './floor.css'
import './tv.css'

function useFloorCommands(): void {
  const tv = useFloorView((view) => view.tv)
  useOffer('list.next', () => stepRow(1))
  useOffer('list.previous', () => stepRow(-1))
  useOffer('floor.tv', () => showTv(!tv))
  useOffer('view.back', tv ? () => showTv(false) : null)
  useOffer('case.assign', () => {
    const row = focusedCase()
    if (row) showOverlay({ of: 'assign', what: row })
  })
  // Whoever leaves the floor for a case leaves the picture for the wall as well.
  useEffect(() => () => showTv(false), [])
}

function arrows(event: KeyboardEvent): void {
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (by === 0 || !(event.target instanceof HTMLElement) || event.target.closest('select')) return
  event.preventDefault()
  stepRow(by)
}

/** The live floor: who is at risk, who waits, who is at it, how each site stands; and how old that is. */
export function FloorPage() {
  const { t } = useLingui()
  const { look, tv } = useFloorView()
  const query = { of: 'floor', ...look } as const
  const floor = useWatch(query)
  const clock = useFloorClock(floor)
  const kept = useFocusKept()
  useFloorCommands()
  return (
    <main className="screen floor" aria-label={t`Live floor`} data-stale={clock.stale} data-tv={tv} onKeyDown={arrows} {...kept}>
      <header className="floor-head">
        {tv && <h1 className="unseen">Forecourt</h1>}
        <h2>
          <Trans>Live floor</Trans>
        </h2>
        {!tv && <Filters />}
        <span className="floor-end">
          {floor !== null && <FloorAge floor={floor} />}
          {!tv && (
            <Button look="line" icon="monitor" keys={keysOf('floor.tv')} onPress={() => perform('floor.tv')}>
              <Trans>For the wall</Trans>
            </Button>
          )}
        </span>
      </header>
      {floor === null ? <Before query={query} /> : <Body floor={floor} clock={clock} />}
    </main>
  )
}

function Body({ floor, clock }: { readonly floor: Floor; readonly clock: FloorClock }) {
  const { figures, needs, waiting, sessions, sites } = floor
  return (
    <FloorTime value={useSteps(clock)}>
      {floor.filling && (
        <p className="floor-part-note" role="status">
          <Trans>Still being filled: what is shown is what has come so far.</Trans>
        </p>
      )}
      <Figures figures={figures} longestSince={waiting.rows[0]?.since ?? null} />
      <div className="floor-body" id="region-main" tabIndex={-1}>
        <Needs needs={needs} />
        <WaitingList waiting={waiting} />
        <SessionList sessions={sessions} />
        <SiteTable sites={sites} />
      </div>
    </FloorTime>
  )
}

function Before({ query }: { readonly query: Parameters<typeof useWatchState>[0] }) {
  const { t } = useLingui()
  const { state, retry } = useWatchState(query)
  if (state !== 'failed') return <div className="sync-wait" role="status" aria-busy="true" aria-label={t`Loading the floor`} />
  return (
    <EmptyState
      icon="triangle-alert"
      title={t`The floor could not be read`}
      hint={t`It is safe on this device. Try again; if it stays so, start Forecourt anew.`}
      action={
        <Button look="line" icon="refresh" onPress={retry}>
          <Trans>Try again</Trans>
        </Button>
      }
    />
  )
}
