import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { SyncCentre } from '../../domain/contract/sync.ts'
import { useLine, useMe } from '../store/session.ts'
import { Icon } from '../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { spanOf } from '../ui/span.ts'
import { refusalWords } from '../words/refusal.ts'
import type { Closing, Ending } from './closings.ts'
import { Moment } from './place.tsx'
import { PromiseEnd } from './promise-end.tsx'
import type { Owed } from './standings.ts'

interface PromiseRowProps {
  readonly owed: Owed
  readonly sync: SyncCentre | null
  readonly now: number
}

/** One promise: what, who, by when, how it stands; and, while it is owed, the two ways to end it. */
export function PromiseRow({ owed, sync, now }: PromiseRowProps) {
  const { t } = useLingui()
  const me = useMe()
  const [ending, setEnding] = useState<Ending | null>(null)
  const { promise, standing, closing } = owed
  const isOpen = promise.state === 'open'
  return (
    <li className="promise" id={`promise-${promise.id}`}>
      <div className="promise-line">
        <span className={`promise-mark promise-${standing}`} aria-hidden="true">
          <Icon name={standing === 'kept' ? 'check' : standing === 'cancelled' ? 'x' : 'handshake'} size={13} />
        </span>
        <span className="promise-text">
          <b dir="auto">{promise.text}</b>
          <em>
            {promise.owner === me?.id ? <Trans>You</Trans> : <bdi>{promise.ownerName}</bdi>}
            {' · '}
            <Moment at={promise.dueAt} />
          </em>
        </span>
        <StandingPill owed={owed} now={now} />
        {isOpen && (
          <span className="promise-acts">
            <button
              type="button"
              className="promise-act"
              aria-label={t`Keep: ${promise.text}`}
              title={t`Mark as kept`}
              onClick={() => setEnding('kept')}
            >
              <Icon name="check" size={14} />
            </button>
            <button
              type="button"
              className="promise-act"
              aria-label={t`Cancel: ${promise.text}`}
              title={t`Cancel this promise`}
              onClick={() => setEnding('cancelled')}
            >
              <Icon name="x" size={14} />
            </button>
          </span>
        )}
      </div>
      {closing && <Fate closing={closing} sync={sync} />}
      {isOpen && ending !== null && <PromiseEnd promise={promise} ending={ending} onDone={() => setEnding(null)} />}
    </li>
  )
}

function StandingPill({ owed: { promise, standing }, now }: { readonly owed: Owed; readonly now: number }) {
  const { i18n, t } = useLingui()
  const span = spanOf(i18n, Math.abs(promise.dueAt - now))
  if (standing === 'late') return <Pill tone="danger" icon="alarm-clock">{t`${span} late`}</Pill>
  if (standing === 'soon') return <Pill tone="warn" icon="alarm-clock">{t`${span} left`}</Pill>
  if (standing === 'open') return <Pill>{t`${span} left`}</Pill>
  return <Pill tone={standing === 'kept' ? 'ok' : 'mute'}>{standing === 'kept' ? t`Kept` : t`Cancelled`}</Pill>
}

/** What has become of ending it: on this device only, on its way, refused, or with the hub. */
function Fate({ closing, sync }: { readonly closing: Closing; readonly sync: SyncCentre | null }) {
  const { i18n } = useLingui()
  const line = useLine()
  const isIt = ({ command }: { readonly command: string }): boolean => command === closing.command
  const parked = sync?.refused.find(isIt) ?? sync?.decisions.find(isIt)
  const refused = closing.refused ?? parked?.code ?? null
  if (refused !== null)
    return (
      <p className="promise-fate promise-refused" role="alert">
        <Icon name="triangle-alert" size={12} />
        <Trans>Not done.</Trans> {refusalWords(i18n, { code: refused })}
      </p>
    )
  if (closing.command !== null && !sync?.waiting.some(isIt)) return null
  return (
    <p className="promise-fate">
      <Icon name="clock" size={12} />
      {line.state === 'live' ? <Trans>On its way to the hub</Trans> : <Trans>On this device only; leaves when the line is back</Trans>}
    </p>
  )
}
