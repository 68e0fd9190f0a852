import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { focusRegion } from '../store/focus.ts'
import { useOversees } from '../store/use-overseen.ts'
import { useWatch } from '../store/use-watch.ts'
import { type Screen, showScreen, useView } from '../store/view.ts'
import { useSyncCounts } from '../sync/use-sync.ts'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'

interface Place {
  readonly screen: Screen
  readonly icon: IconName
  readonly label: ReactNode
  readonly count: number
  /** Something there waits for a person. */
  readonly needs?: boolean
}

/** The places there are. A place has a button when it works, and not before. */
export function Rail() {
  const { t } = useLingui()
  const mine = useWatch({ of: 'queue', view: 'mine', from: 0, count: 200 })?.counts.mine ?? 0
  const { here, needs } = useSyncCounts()
  const oversees = useOversees()
  const places: readonly Place[] = [
    { screen: 'inbox', icon: 'inbox', label: <Trans>Inbox</Trans>, count: mine },
    { screen: 'today', icon: 'calendar-days', label: <Trans>Today</Trans>, count: 0 },
    ...(oversees ? [{ screen: 'floor', icon: 'monitor', label: <Trans>Floor</Trans>, count: 0 } as const] : []),
    { screen: 'sync', icon: 'refresh', label: <Trans>Sync</Trans>, count: here, needs: needs > 0 },
  ]
  return (
    <nav className="rail" aria-label={t`Places`}>
      {places.map((place) => (
        <RailPlace key={place.screen} place={place} />
      ))}
    </nav>
  )
}

function go(screen: Screen): void {
  showScreen(screen)
  if (screen === 'inbox') useView.setState({ pane: 'queue' })
  // After the paint: the screen must be there to be gone to.
  requestAnimationFrame(() => focusRegion(screen === 'inbox' ? 'region-queue' : 'region-main'))
}

function RailPlace({ place: { screen, icon, label, count, needs = false } }: { readonly place: Place }) {
  const current = useView((view) => view.screen === screen)
  return (
    <button type="button" className="rail-place" {...(current ? { 'aria-current': 'page' as const } : {})} onClick={() => go(screen)}>
      <Icon name={icon} size={18} />
      <span>{label}</span>
      {count > 0 && <span className={needs ? 'rail-count rail-needs' : 'rail-count'}>{count > 99 ? '99+' : count}</span>}
    </button>
  )
}
