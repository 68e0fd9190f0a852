import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useState } from 'react'
import type { QueueView } from '../../domain/contract/query.ts'
import { useLine } from '../store/session.ts'
import { FOLDED, ONE_PANE, useMedia } from '../store/use-media.ts'
import { useWatchState } from '../store/use-watch.ts'
import { showPlace, showQueueOver, useView } from '../store/view.ts'
import { Freshness } from '../ui/freshness.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { List } from './list.tsx'
import './queue.css'
import { useInUse } from '../store/use-in-use.ts'
import { Scopes } from './scopes.tsx'
import { Failed, Nothing, Skeleton } from './states.tsx'
import { useHoverOver } from './use-hover-over.ts'
import { openById, type Step, useQueueCommands } from './use-queue-commands.ts'
import { type QueueWindow, useWindow } from './use-window.ts'

function useFirstVisible(place: QueueView): [number, (index: number) => void] {
  const [seen, setSeen] = useState({ place, first: 0 })
  const report = useCallback((first: number) => setSeen({ place, first }), [place])
  return [seen.place === place ? seen.first : 0, report]
}

/** The queue: whose cases, in the order of the clock that matters. */
export function Queue() {
  const { t } = useLingui()
  const place = useView((view) => view.place)
  const selected = useView((view) => view.open?.case ?? null)
  const over = useView((view) => view.queueOver)
  const folded = useMedia(FOLDED) && !over
  const { inUse, handlers } = useInUse()
  const hover = useHoverOver(folded || over)
  const [first, setFirst] = useFirstVisible(place)
  const window = useWindow(place, first, inUse)
  const step = useQueueCommands(window, selected)
  return (
    <section
      className="pane queue"
      aria-label={t`Queue`}
      id="region-queue"
      tabIndex={-1}
      data-folded={folded}
      {...handlers}
      onPointerEnter={hover.enter}
      onPointerDown={hover.press}
      onPointerLeave={() => {
        handlers.onPointerLeave()
        hover.leave()
      }}
    >
      <header className="queue-head">
        <h2 className="queue-title">
          <Trans>Inbox</Trans>
        </h2>
        <Freshness />
      </header>
      {folded && (
        <button type="button" className="queue-unfold" aria-label={t`Open the queue over the case`} onClick={() => showQueueOver(true)}>
          <Kbd>[</Kbd>
        </button>
      )}
      <Scopes place={place} counts={window.counts} onShow={showPlace} />
      <StaleTeam place={place} />
      <Waiting window={window} />
      <Body place={place} window={window} selected={selected} folded={folded} onFirst={setFirst} onStep={step} />
    </section>
  )
}

/** Offline nobody here can know what colleagues did since: said where it matters. */
function StaleTeam({ place }: { readonly place: QueueView }) {
  const line = useLine()
  if (line.state === 'live' || line.state === 'catching-up' || place === 'mine') return null
  return (
    <p className="queue-note">
      <Trans>Colleagues may have taken or answered cases since. This list catches up when the hub is back.</Trans>
    </p>
  )
}

function Waiting({ window }: { readonly window: QueueWindow }) {
  if (window.waiting === 0) return null
  return (
    <button type="button" className="queue-waiting" onClick={window.apply}>
      <Plural value={window.waiting} one="# change of order waits" other="# changes of order wait" />
      <Kbd>.</Kbd>
    </button>
  )
}

interface BodyProps {
  readonly place: QueueView
  readonly window: QueueWindow
  readonly selected: string | null
  readonly folded: boolean
  readonly onFirst: (index: number) => void
  readonly onStep: (step: Step) => void
}

function Body(props: BodyProps) {
  const { place, window } = props
  const { state, retry } = useWatchState({ of: 'queue', view: place, from: 0, count: 200 })
  const onePane = useMedia(ONE_PANE)
  if (state === 'failed' && !window.here) return <Failed onRetry={retry} />
  if (!window.here || (window.filling && window.total === 0)) return <Skeleton />
  if (window.total === 0) return <Nothing place={place} counts={window.counts} onUnassigned={() => showPlace('unassigned')} />
  return <List {...props} onOpen={(id) => openById(id, onePane)} onTurn={() => showQueueOver(false)} />
}
