import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { SyncCentre as Centre, SyncItem } from '../../domain/contract/sync.ts'
import { useOffer } from '../commands/offers.ts'
import { useWatchState } from '../store/use-watch.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import './decision.css'
import { Decision } from './decision.tsx'
import { Filters } from './filters.tsx'
import { type Group, groupsOf, inOrder, isHere, needsOne, shownOf } from './groups.ts'
import { ItemRow } from './item-row.tsx'
import { OfflineCan } from './offline-can.tsx'
import { Checks } from './readiness.tsx'
import './sync.css'
import { chooseItem, useChosen } from './chosen.ts'
import { Tiers } from './tiers.tsx'
import { useSync } from './use-sync.ts'
import { Verdict } from './verdict.tsx'

/** What scrolls must be reached by those who have no pointer. */
const scrollable = { tabIndex: 0 }

/** Everything that is on its way, or not: what became of it, and what a person must decide. */
export function SyncCentre() {
  const { t } = useLingui()
  const sync = useSync()
  return (
    <main className="screen sync" aria-label={t`Sync centre`}>
      {sync === null ? <Before /> : <Centred sync={sync} />}
    </main>
  )
}

function Before() {
  const { t } = useLingui()
  const { state, retry } = useWatchState({ of: 'sync' })
  if (state !== 'failed') return <div className="sync-wait" role="status" aria-busy="true" aria-label={t`Loading the sync centre`} />
  return (
    <EmptyState
      icon="triangle-alert"
      title={t`What waits could not be read`}
      hint={t`Nothing is lost: it is kept on this device. Try again; if it stays so, start Forecourt anew.`}
      action={
        <Button look="line" icon="refresh" onPress={retry}>
          <Trans>Try again</Trans>
        </Button>
      }
    />
  )
}

function useChoice(items: readonly SyncItem[]): SyncItem | null {
  const wanted = useChosen(({ command }) => command)
  const chosen = items.find((item) => item.command === wanted) ?? items.find(needsOne) ?? null
  const step = (by: 1 | -1): void => {
    const at = items.findIndex((item) => item.command === chosen?.command)
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))]
    if (!next) return
    chooseItem(next.command)
    document.getElementById(`sync-${next.command}`)?.focus()
  }
  useOffer('list.next', items.length > 0 ? () => step(1) : null)
  useOffer('list.previous', items.length > 0 ? () => step(-1) : null)
  return chosen
}

function Centred({ sync }: { readonly sync: Centre }) {
  const { t } = useLingui()
  const filter = useChosen((one) => one.filter)
  const groups = useMemo(() => groupsOf(shownOf(sync, filter)), [sync, filter])
  const items = useMemo(() => inOrder(groups), [groups])
  const chosen = useChoice(items)
  const held = useMemo(() => (chosen === null ? [] : items.filter((item) => item.holdsFor === chosen.command)), [items, chosen])
  return (
    <>
      <Verdict sync={sync} />
      <div className="sync-body">
        <section className="sync-list" id="region-main" tabIndex={-1} aria-label={t`Changes made on this device`}>
          <Filters sync={sync} filter={filter} />
          <div className="sync-scroll">
            {groups.length === 0 ? (
              <Nothing filter={filter} />
            ) : (
              groups.map((group) => <Customer key={group.key} group={group} chosen={chosen} />)
            )}
          </div>
        </section>
        <aside className="sync-side" id="region-side" {...scrollable} aria-label={t`Details`}>
          {chosen !== null && <Decision item={chosen} held={held} />}
          <section className="sync-part" aria-labelledby="ready-title">
            <h3 id="ready-title">
              <Trans>Ready to go offline?</Trans>
            </h3>
            <Checks checks={sync.readiness} />
          </section>
          <OfflineCan />
          <Tiers tiers={sync.tiers} />
        </aside>
      </div>
    </>
  )
}

function Nothing({ filter }: { readonly filter: string }) {
  const { t } = useLingui()
  if (filter === 'needs')
    return (
      <EmptyState icon="circle-check" title={t`Nothing needs you`} hint={t`Everything you did has reached the hub, or will by itself.`} />
    )
  if (filter === 'sent') return <EmptyState icon="cloud" title={t`Nothing was sent today`} />
  return (
    <EmptyState
      icon="circle-check"
      title={t`Everything is sent`}
      hint={t`What you do while the line is away stands here until the hub has it.`}
    />
  )
}

function Customer({ group, chosen }: { readonly group: Group; readonly chosen: SyncItem | null }) {
  return (
    <section className="sync-group" aria-labelledby={`group-${group.key}`}>
      <header className="sync-group-head">
        <Avatar name={group.name} size={26} />
        <h3 id={`group-${group.key}`} className="ellipsis" dir="auto">
          {group.name ?? (group.key === 'own' ? <Trans>Yourself</Trans> : <Trans>No customer named</Trans>)}
        </h3>
        <span className="sync-group-count">
          <Plural value={group.total} one="# change" other="# changes" />
          {', '}
          {group.here === 0 ? <Trans>all at the hub</Trans> : <Trans>{group.here} still here</Trans>}
        </span>
      </header>
      {group.chains.map((chain) => (
        <div key={chain.key} className="sync-chain" data-needs={chain.needs} data-sent={!chain.items.some(isHere)}>
          {chain.items.length > 1 && chain.items.some(isHere) && (
            <p className="sync-together">
              <Icon name="link" size={12} />
              <Trans>Held together: one fate for all of it</Trans>
            </p>
          )}
          <ul>
            {chain.items.map((item) => (
              <ItemRow key={item.command} item={item} chosen={item.command === chosen?.command} onChoose={() => chooseItem(item.command)} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
