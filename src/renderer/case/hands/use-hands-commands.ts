import { useLingui } from '@lingui/react/macro'
import type { Row } from '../../../domain/kind.ts'
import { useOffer } from '../../commands/offers.ts'
import { alarm, announce } from '../../store/announce.ts'
import type { Done } from '../../store/run.ts'
import { trouble } from '../../store/trouble.ts'
import { showOverlay } from '../../store/view.ts'
import { refusalWords } from '../../words/refusal.ts'
import { lower, takeOver } from '../actions.ts'
import { useHands } from './use-hands.ts'

/** Offers the ways a case goes from hand to hand, each while it can be done. */
export function useHandsCommands(row: Row<'case'>): void {
  const { t, i18n } = useLingui()
  const { mine, watched, lentToMe, supervisor } = useHands(row)
  const act = (doing: () => Promise<Done>, said: string) => async (): Promise<void> => {
    const done = await doing()
    trouble(row.id, done.ok ? undefined : done.refusal)
    if (done.ok) announce(said)
    else alarm(refusalWords(i18n, done.refusal))
  }
  const own = mine && row.state === 'open'
  const lowers = row.raised !== null && (mine || supervisor)
  const take = act(() => takeOver(row), t`The case is yours. The customer hears you now.`)
  const down = act(() => lower(row), t`No more help is needed`)
  const assign = (): void => {
    const { id, party, fence, site, customerName, subject, owner } = row
    showOverlay({ of: 'assign', what: { case: id, party, fence, site, customerName, subject, owner } })
  }
  useOffer('case.assign', row.state === 'open' && (mine || supervisor) ? assign : null)
  useOffer('case.takeOver', watched ? () => void take() : null)
  useOffer('case.handBack', lentToMe ? () => showOverlay({ of: 'hand-back' }) : null)
  useOffer('case.raise', own && row.raised === null && !supervisor ? () => showOverlay({ of: 'raise' }) : null)
  useOffer('case.lower', lowers ? () => void down() : null)
}
