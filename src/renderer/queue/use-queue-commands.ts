import { useOffer } from '../commands/offers.ts'
import { focusRegion } from '../store/focus.ts'
import { watches } from '../store/live.ts'
import { openCase, showPlace, useView } from '../store/view.ts'
import type { QueueWindow } from './use-window.ts'

export type Step = number | 'first' | 'last'

const clamp = (index: number, total: number): number => Math.max(0, Math.min(total - 1, index))

function stepFrom(window: QueueWindow, selected: string | null, step: Step): string | null {
  if (step === 'first') return window.idAt(0)
  if (step === 'last') return window.idAt(window.total - 1)
  const at = selected === null ? -1 : window.indexOf(selected)
  return at === -1 ? window.idAt(0) : window.idAt(clamp(at + step, window.total))
}

/** Opens a case by id, if its header is here. */
export function openById(id: string | null, turn = false): void {
  const row = id === null ? null : watches.records.get(id)
  if (row) openCase({ case: row.id, party: row.party }, turn)
}

const unansweredAfter = (window: QueueWindow, selected: string | null): string | null => {
  const from = selected === null ? -1 : window.indexOf(selected)
  for (let i = 1; i <= Math.min(window.total, 200); i++) {
    const id = window.idAt((from + i) % window.total)
    if (id !== null && (watches.records.get(id)?.unanswered ?? 0) > 0) return id
  }
  return null
}

/** What can be done with the list from anywhere: step through it, show another, take its waiting order. */
export function useQueueCommands(window: QueueWindow, selected: string | null): (step: Step) => void {
  const step = (by: Step): void => openById(stepFrom(window, selected, by))
  const any = window.total > 0
  useOffer('list.next', any ? () => step(1) : null)
  useOffer('list.previous', any ? () => step(-1) : null)
  useOffer('list.unanswered', any ? () => openById(unansweredAfter(window, selected)) : null)
  useOffer('list.apply', window.waiting > 0 ? window.apply : null)
  const go = (place: Parameters<typeof showPlace>[0]) => () => {
    showPlace(place)
    useView.setState({ pane: 'queue' })
    focusRegion('region-queue')
  }
  useOffer('go.mine', go('mine'))
  useOffer('go.team', go('team'))
  useOffer('go.unassigned', go('unassigned'))
  useOffer('go.resolved', go('resolved'))
  return step
}
