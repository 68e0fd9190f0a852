import { Plural } from '@lingui/react/macro'

/** Says that news waits while a list is being read, and lets it in. It stands in the heading, so nothing below it moves. */
export function Waiting({ count, onApply }: { readonly count: number; readonly onApply: () => void }) {
  if (count === 0) return null
  return (
    <button type="button" className="journey-waiting" onClick={onApply}>
      <Plural value={count} one="# new" other="# new" />
    </button>
  )
}
