import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Dossier } from '../../domain/contract/query.ts'
import { showOverlay } from '../store/view.ts'
import { useSync } from '../sync/use-sync.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { Section } from '../ui/section.tsx'
import { Age } from './age.tsx'
import { useClosings } from './closings.ts'
import { Moment } from './place.tsx'
import { PromiseRow } from './promise-row.tsx'
import './promises.css'
import { type Owed, owedAndEnded } from './standings.ts'

interface PromisesProps {
  readonly dossier: Dossier
  readonly canPromise: boolean
  readonly now: number
}

/** What we owe them, the most pressing first, and what became of what we owed. */
export function Promises({ dossier: { commitments }, canPromise, now }: PromisesProps) {
  const { t } = useLingui()
  const closings = useClosings()
  const sync = useSync()
  const { owed, ended } = owedAndEnded({ promises: commitments, closings, now })
  const open = owed.filter(({ promise }) => promise.state === 'open').length
  const add = canPromise ? (
    <button type="button" className="journey-add" onClick={() => showOverlay({ of: 'promise', text: '' })}>
      <Icon name="plus" size={13} />
      <Trans>Promise</Trans>
      <Kbd>C</Kbd>
    </button>
  ) : null
  const aside = (
    <>
      <Age />
      {add}
    </>
  )
  return (
    <Section title={t`Promises`} {...(open > 0 ? { count: open } : {})} aside={aside}>
      {owed.length === 0 && (
        <p className="journey-none">
          <Trans>Nothing is owed to them.</Trans>
        </p>
      )}
      <ul>
        {owed.map((one) => (
          <PromiseRow key={one.promise.id} owed={one} sync={sync} now={now} />
        ))}
      </ul>
      {ended.length > 0 && <Ended ended={ended} />}
    </Section>
  )
}

function Ended({ ended }: { readonly ended: readonly Owed[] }) {
  const kept = ended.filter((one) => one.standing === 'kept' && !one.broken).length
  const failed = ended.filter((one) => one.broken).length
  return (
    <details className="promise-ended">
      <summary>
        <Icon name="chevron-down" size={12} className="journey-fold" />
        <Plural value={ended.length} one="# earlier promise" other="# earlier promises" />
        {': '}
        <Trans>
          {kept} kept, {failed} broken
        </Trans>
      </summary>
      <ul>
        {ended.map((one) => (
          <EndedRow key={one.promise.id} one={one} />
        ))}
      </ul>
    </details>
  )
}

function EndedRow({ one: { promise, standing, broken } }: { readonly one: Owed }) {
  return (
    <li className="journey-row">
      <Icon name={broken ? 'heart-crack' : standing === 'kept' ? 'check' : 'x'} size={14} />
      <span className="promise-text">
        <span dir="auto">{promise.text}</span>
        <em dir="auto">
          {standing === 'kept' ? broken ? <Trans>Kept too late</Trans> : <Trans>Kept</Trans> : <Trans>Cancelled</Trans>}
          {' · '}
          {promise.ownerName}
          {promise.evidence !== null && ` · ${promise.evidence}`}
        </em>
      </span>
      {promise.closedAt !== null && (
        <span className="journey-when">
          <Moment at={promise.closedAt} />
        </span>
      )}
    </li>
  )
}
