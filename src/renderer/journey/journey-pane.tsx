import { useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import type { Dossier } from '../../domain/contract/query.ts'
import type { CaseId, PartyId } from '../../domain/id.ts'
import { likelyCauses } from '../../domain/rules/cause.ts'
import { changedSince } from '../../domain/rules/changed.ts'
import { useNow } from '../store/now.ts'
import { useInUse } from '../store/use-in-use.ts'
import { useWatch, useWatchState } from '../store/use-watch.ts'
import { Causes } from './causes.tsx'
import { Changes } from './changes.tsx'
import { Head } from './head.tsx'
import { Held } from './held.tsx'
import './journey.css'
import { AtSite } from './place.tsx'
import { Promises } from './promises.tsx'
import { Ribbons } from './ribbons.tsx'
import { Absent, Failed, Skeleton } from './states.tsx'
import { Timeline } from './timeline.tsx'
import './timeline.css'
import { Vehicles } from './vehicles.tsx'

interface JourneyPaneProps {
  readonly party: PartyId
  /** The case in hand; null where the customer is looked at alone. */
  readonly caseId: CaseId | null
}

/** So much of the thread is enough for what the case is about and when we last spoke. */
const MESSAGES = 60

/** Who this is and what happened between us, next to the case. */
export function JourneyPane({ party, caseId }: JourneyPaneProps) {
  const { t } = useLingui()
  const query = { of: 'dossier', party } as const
  const dossier = useWatch(query)
  return (
    <aside className="pane journey" aria-label={t`Journey`} id="region-journey" tabIndex={-1}>
      {dossier === null ? <Before query={query} /> : <Journey key={party} dossier={dossier} caseId={caseId} />}
    </aside>
  )
}

function Before({ query }: { readonly query: { readonly of: 'dossier'; readonly party: PartyId } }) {
  const { state, retry } = useWatchState(query)
  if (state === 'failed') return <Failed onRetry={retry} />
  return state === 'here' ? <Absent /> : <Skeleton />
}

interface JourneyProps {
  readonly dossier: Dossier
  readonly caseId: CaseId | null
}

/** What the rules make of the rows, worked out once for all sections. */
function useRead({ dossier, caseId }: JourneyProps, now: number) {
  const thread = useWatch(caseId && { of: 'thread', case: caseId, count: MESSAGES })
  return useMemo(() => {
    const messages = thread?.messages.map(({ message }) => message) ?? []
    const header = dossier.cases.find((row) => row.id === caseId) ?? null
    const causes = header === null ? [] : likelyCauses({ case: header, messages, touchpoints: dossier.touchpoints })
    return { header, causes, changed: changedSince({ ...dossier, messages }, now) }
  }, [dossier, caseId, thread, now])
}

function Journey({ dossier, caseId }: JourneyProps) {
  const now = useNow('minute')
  const { inUse, handlers } = useInUse()
  // In state, not in a ref: the list inside must learn when it is there.
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const { header, causes, changed } = useRead({ dossier, caseId }, now)
  return (
    <AtSite site={header?.site ?? dossier.party.sites[0] ?? null}>
      <Head dossier={dossier} />
      <div ref={setScroller} className="journey-scroll" {...handlers}>
        <div className="journey-top">
          <Ribbons dossier={dossier} about={header?.vehicle?.id ?? null} now={now} />
          <Held dossier={dossier} caseId={caseId} now={now} />
        </div>
        <Causes causes={causes} header={header} />
        <Changes changed={changed} reading={inUse} />
        <Promises dossier={dossier} canPromise={header?.state === 'open'} now={now} />
        <Vehicles dossier={dossier} now={now} />
        <Timeline dossier={dossier} causes={causes} scroller={scroller} reading={inUse} now={now} />
      </div>
    </AtSite>
  )
}
