import { create } from 'zustand'
import type { QueueView } from '../../domain/contract/query.ts'
import type { CaseId, PartyId } from '../../domain/id.ts'
import type { NamedCase } from '../../domain/rules/floor/look.ts'
import { onSignedOut } from './forget.ts'

/** A case that is open on screen. */
export interface OpenCase {
  readonly case: CaseId
  readonly party: PartyId
}

/** Whom a dialog begins with; null where it asks. */
export interface Whom {
  readonly party: PartyId
  readonly name: string | null
}

/** What a person can log by hand. */
export type Logged = 'visit' | 'call' | 'drive'

/** What a case must be known by to be given to somebody. */
export type Assignable = Pick<NamedCase, 'case' | 'party' | 'fence' | 'site' | 'customerName' | 'subject' | 'owner'>

/** What stands over everything else, one at a time. */
export type Overlay =
  | { readonly of: 'palette' }
  | { readonly of: 'keys' }
  | { readonly of: 'new-case'; readonly whom: Whom | null }
  | { readonly of: 'log'; readonly what: Logged; readonly whom: Whom | null }
  | { readonly of: 'book'; readonly whom: Whom | null }
  | { readonly of: 'promise'; readonly text: string }
  | { readonly of: 'safety' }
  | { readonly of: 'raise' }
  | { readonly of: 'hand-back' }
  | { readonly of: 'history' }
  | { readonly of: 'assign'; readonly what: Assignable }

/** The screens there are: each fills the window under the top bar. */
export type Screen = 'inbox' | 'today' | 'floor' | 'sync'

interface View {
  readonly screen: Screen
  readonly place: QueueView
  readonly open: OpenCase | null
  /** The customer looked at on the day's page. */
  readonly looked: Whom | null
  /** The folded queue stands open over the case (windows of 861 to 1180 px). */
  readonly queueOver: boolean
  /** Which pane a narrow window shows (860 px and less). */
  readonly pane: 'queue' | 'case' | 'journey'
  readonly journeyShown: boolean
  readonly overlay: Overlay | null
}

const start: View = {
  screen: 'inbox',
  place: 'mine',
  open: null,
  looked: null,
  queueOver: false,
  pane: 'queue',
  journeyShown: true,
  overlay: null,
}

export const useView = create<View>(() => start)
onSignedOut(() => useView.setState(start))

export const showScreen = (screen: Screen): void => useView.setState({ screen })
export const showPlace = (place: QueueView): void => useView.setState({ place })
export const lookAt = (looked: Whom | null): void => useView.setState({ looked })
export const showPane = (pane: View['pane']): void => useView.setState({ pane })
export const showOverlay = (overlay: Overlay | null): void => useView.setState({ overlay })
export const showQueueOver = (queueOver: boolean): void => useView.setState({ queueOver })

/** Opens a case beside the queue; a narrow window turns to it only when asked. */
export function openCase(open: OpenCase | null, turn = false): void {
  useView.setState(turn && open ? { open, screen: 'inbox', pane: 'case', queueOver: false } : { open })
}
