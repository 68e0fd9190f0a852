import { create } from 'zustand'
import type { QueueId, SiteId } from '../../domain/id.ts'
import type { CaseKind } from '../../domain/noun/case.ts'
import type { Look } from '../../domain/rules/floor/look.ts'
import { onSignedOut } from '../store/forget.ts'

interface FloorView {
  readonly look: Look
  readonly tv: boolean
}

const start: FloorView = { look: { site: null, kind: null, queue: null }, tv: false }

/** What of the floor is looked at: kept while somebody is signed in, so that coming back shows the same. */
export const useFloorView = create<FloorView>(() => start)
onSignedOut(() => useFloorView.setState(start))

const change = (look: Partial<Look>): void => useFloorView.setState((view) => ({ look: { ...view.look, ...look } }))

/** A queue is of one site: another site asks for all of its queues. */
export const lookAtSite = (site: SiteId | null): void => change({ site, queue: null })
export const lookAtKind = (kind: CaseKind | null): void => change({ kind })
export const lookAtQueue = (queue: QueueId | null): void => change({ queue })
export const showTv = (tv: boolean): void => useFloorView.setState({ tv })
