import { useSaid } from '../store/announce.ts'

/** The two voices of the screen: one that waits for a pause, one that does not. */
export function Announcer() {
  const { polite, assertive } = useSaid()
  return (
    <>
      <div className="unseen" role="status" aria-live="polite">
        {polite}
      </div>
      <div className="unseen" role="alert" aria-live="assertive">
        {assertive}
      </div>
    </>
  )
}
