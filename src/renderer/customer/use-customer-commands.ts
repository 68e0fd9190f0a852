import { useOffer } from '../commands/offers.ts'
import { watches } from '../store/live.ts'
import { type Logged, showOverlay, useView, type Whom } from '../store/view.ts'

/** Whom the next thing is likely about: the customer on screen. */
function onScreen(): Whom | null {
  const { open, screen, looked } = useView.getState()
  if (screen === 'today') return looked
  if (screen !== 'inbox' || open === null) return null
  return { party: open.party, name: watches.records.get(open.case)?.customerName ?? null }
}

const logs = (what: Logged) => () => showOverlay({ of: 'log', what, whom: onScreen() })

/** What is done for a customer can be begun from anywhere. */
export function useCustomerCommands(): void {
  useOffer('customer.case', () => showOverlay({ of: 'new-case', whom: onScreen() }))
  useOffer('customer.visit', logs('visit'))
  useOffer('customer.call', logs('call'))
  useOffer('customer.drive', logs('drive'))
  useOffer('customer.book', () => showOverlay({ of: 'book', whom: onScreen() }))
}
