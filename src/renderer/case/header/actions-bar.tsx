import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { mayAt } from '../../../domain/actor.ts'
import { unmet } from '../../../domain/case-header.ts'
import type { Row } from '../../../domain/kind.ts'
import { keysOf } from '../../commands/keys.ts'
import { perform, useOffer } from '../../commands/offers.ts'
import { alarm, announce } from '../../store/announce.ts'
import { focusRegion } from '../../store/focus.ts'
import { watches } from '../../store/live.ts'
import type { Done } from '../../store/run.ts'
import { useMe } from '../../store/session.ts'
import { trouble } from '../../store/trouble.ts'
import { useAgentName } from '../../store/use-reference.ts'
import { openCase, showOverlay, useView } from '../../store/view.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { refusalWords } from '../../words/refusal.ts'
import { claim, release, reopen, resolve } from '../actions.ts'
import { useHands } from '../hands/use-hands.ts'
import type { Unseen } from '../use-case.ts'

interface ActionsBarProps {
  readonly row: Row<'case'>
  readonly unseen: Unseen
}

/** Runs a change on a case; what is refused stays with the case until it is read. */
function useAct(row: Row<'case'>) {
  const { i18n } = useLingui()
  const [busy, setBusy] = useState(false)
  const act = async (doing: () => Promise<Done>): Promise<boolean> => {
    setBusy(true)
    const done = await doing()
    setBusy(false)
    trouble(row.id, done.ok ? undefined : done.refusal)
    if (!done.ok) alarm(refusalWords(i18n, done.refusal))
    return done.ok
  }
  return { busy, act }
}

function useResolve({ row, unseen }: ActionsBarProps, act: ReturnType<typeof useAct>['act']): () => void {
  const { t } = useLingui()
  return () => {
    const name = row.customerName ?? row.number
    // The next case first: whoever works down a queue waits for nothing.
    perform('list.next')
    const next = useView.getState().open
    const header = next && next.case !== row.id ? watches.records.get(next.case) : null
    const nextName = header?.customerName ?? header?.number
    announce(nextName ? t`Resolved: ${name}. Next: ${nextName}` : t`Resolved: ${name}`)
    if (document.activeElement?.closest('#region-composer')) focusRegion('region-queue')
    void act(() => resolve(row, unseen.known)).then((ok) => {
      if (!ok) openCase({ case: row.id, party: row.party })
    })
  }
}

/** What one can do with the case as it stands; nothing that would be refused. */
export function ActionsBar(props: ActionsBarProps) {
  const { row } = props
  const { t } = useLingui()
  const me = useMe()
  const owner = useAgentName(row.owner)
  const { busy, act } = useAct(row)
  const { watched, supervisor } = useHands(row)
  const [open, mine, free] = [row.state === 'open', row.owner !== null && row.owner === me?.id, row.owner === null]
  const finish = useResolve(props, act)
  const mayResolve = open && (mine || free) && props.unseen.count === 0 && !unmet(row)
  useOffer('case.claim', open && free ? () => void act(() => claim(row)) : null)
  useOffer('case.release', open && mine ? () => void act(() => release(row)) : null)
  useOffer('case.resolve', mayResolve ? finish : null)
  useOffer('case.reopen', open ? null : () => void act(() => reopen(row)))
  useOffer('case.promise', open ? () => showOverlay({ of: 'promise', text: '' }) : null)
  useOffer('case.history', me && mayAt({ kind: 'agent', ...me }, row.site, 'supervisor') ? () => showOverlay({ of: 'history' }) : null)
  const why = unmet(row)
    ? t`Answer the safety words first, or dismiss the warning with a reason`
    : props.unseen.count > 0
      ? t`Read what is new first`
      : t`Resolve and go to the next`
  return (
    <div className="case-actions">
      {open && !free && !mine && (
        <span className="case-owner ellipsis">
          <Trans>With {owner ?? t`a colleague`}</Trans>
        </span>
      )}
      {open && (
        <IconButton icon="handshake" label={t`Record a promise`} keys={keysOf('case.promise')} onPress={() => perform('case.promise')} />
      )}
      {watched && (
        <Button look="line" icon="user-check" keys={keysOf('case.takeOver')} onPress={() => perform('case.takeOver')}>
          <Trans>Take over</Trans>
        </Button>
      )}
      {open && mine && row.raised === null && !supervisor && (
        <IconButton icon="hand" label={t`Ask a supervisor for help`} keys={keysOf('case.raise')} onPress={() => perform('case.raise')} />
      )}
      {open && mine && (
        <IconButton
          icon="user-minus"
          label={t`Give back to the queue`}
          keys={keysOf('case.release')}
          isDisabled={busy}
          onPress={() => perform('case.release')}
        />
      )}
      {open && free && (
        <Button look="line" icon="user-check" keys={keysOf('case.claim')} isDisabled={busy} onPress={() => perform('case.claim')}>
          <Trans>Take</Trans>
        </Button>
      )}
      {open && (mine || free) && (
        <span title={why}>
          <Button look="line" icon="check" keys={keysOf('case.resolve')} isDisabled={!mayResolve || busy} onPress={finish}>
            <Trans>Resolve</Trans>
          </Button>
        </span>
      )}
      {!open && (
        <Button look="line" icon="rotate-ccw" isDisabled={busy} onPress={() => perform('case.reopen')}>
          <Trans>Open again</Trans>
        </Button>
      )}
    </div>
  )
}
