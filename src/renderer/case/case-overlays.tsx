import { useWatch } from '../store/use-watch.ts'
import { useView } from '../store/view.ts'
import { HandBackDialog, RaiseDialog } from './hands/hands-dialogs.tsx'
import { HistoryDialog } from './history/history-dialog.tsx'
import { PromiseDialog } from './promise-dialog.tsx'
import { SafetyDialog } from './safety-dialog.tsx'

/** The dialogs that belong to the open case. */
export function CaseOverlays() {
  const overlay = useView((view) => view.overlay)
  const open = useView((view) => view.open)
  const row = useWatch(open && { of: 'case', case: open.case })?.case ?? null
  if (row === null || overlay === null) return null
  if (overlay.of === 'promise') return <PromiseDialog row={row} text={overlay.text} />
  if (overlay.of === 'raise') return <RaiseDialog row={row} />
  if (overlay.of === 'hand-back') return <HandBackDialog row={row} />
  if (overlay.of === 'history') return <HistoryDialog row={row} />
  return overlay.of === 'safety' ? <SafetyDialog row={row} /> : null
}
