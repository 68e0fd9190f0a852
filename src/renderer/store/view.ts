import { create } from 'zustand'
import type { QueueView } from '../../domain/contract/query.ts'
import type { CaseId, PartyId } from '../../domain/id.ts'
import { onSignedOut } from './forget.ts'

/** A case that is open on screen. */
export interface OpenCase {
  readonly case: CaseId
  readonly party: PartyId
}

/** What stands over everything else, one at a time. */
export type Overlay =
  | { readonly of: 'palette' }
  | { readonly of: 'keys' }
  | { readonly of: 'parked' }
  | { readonly of: 'promise'; readonly text: string }
  | { readonly of: 'safety' }

interface View {
  readonly place: QueueView
  readonly open: OpenCase | null
  /** The folded queue stands open over the case (windows of 861 to 1180 px). */
  readonly queueOver: boolean
  /** Which pane a narrow window shows (860 px and less). */
  readonly pane: 'queue' | 'case' | 'journey'
  readonly journeyShown: boolean
  readonly overlay: Overlay | null
}

const start: View = { place: 'mine', open: null, queueOver: false, pane: 'queue', journeyShown: true, overlay: null }

export const useView = create<View>(() => start)
onSignedOut(() => useView.setState(start))

export const showPlace = (place: QueueView): void => useView.setState({ place })
export const showPane = (pane: View['pane']): void => useView.setState({ pane })
export const showOverlay = (overlay: Overlay | null): void => useView.setState({ overlay })
export const showQueueOver = (queueOver: boolean): void => useView.setState({ queueOver })

/** Opens a case beside the queue; a narrow window turns to it only when asked. */
export function openCase(open: OpenCase | null, turn = false): void {
  useView.setState(turn && open ? { open, pane: 'case', queueOver: false } : { open })
}
