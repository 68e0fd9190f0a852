import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import type { AuditEntry } from '../../../domain/contract/audit.ts'
import type { Row } from '../../../domain/kind.ts'
import { Modal } from '../../dialogs/modal.tsx'
import { useNow } from '../../store/now.ts'
import { useReference, useSite } from '../../store/use-reference.ts'
import { showOverlay } from '../../store/view.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { fullOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { spanOf } from '../../ui/span.ts'
import { usePlace } from '../../ui/use-place.ts'
import { deedIcon, deedWords, whoOf, whyNot } from './decision-words.ts'
import { type History, useHistory } from './use-history.ts'
import './history.css'

/** Who did what to this case, and why: for those who answer for its site. */
export function HistoryDialog({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const history = useHistory(row.id)
  return (
    <Modal title={t`History of this case`} size="wide">
      <p className="form-hint">
        <Trans>What the hub decided about {row.number}, the newest first.</Trans>
      </p>
      {history.entries.length > 0 ? <Entries row={row} history={history} /> : <Nothing state={history.state} />}
      <div className="form-acts">
        {history.next !== null && (
          <Button look="line" isDisabled={history.state === 'asking'} onPress={history.older}>
            <Trans>Older</Trans>
          </Button>
        )}
        <Button autoFocus onPress={() => showOverlay(null)}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Modal>
  )
}

function Nothing({ state }: Pick<History, 'state'>) {
  const { t } = useLingui()
  if (state === 'asking') return <div className="history-wait" role="status" aria-busy="true" aria-label={t`Asking the hub`} />
  if (state === 'unreached')
    return (
      <EmptyState
        icon="cloud-off"
        title={t`The history is kept by the hub; there is no line.`}
        hint={t`It appears here by itself when the line is back.`}
      />
    )
  if (state === 'refused')
    return <EmptyState icon="lock" title={t`The hub does not show you this history.`} hint={t`It is for supervisors of the case’s site.`} />
  return <EmptyState icon="circle-dashed" title={t`Nothing was decided about this case yet.`} />
}

/** What scrolls must be reached by the keyboard. */
const scrollable = { tabIndex: 0 }

interface EntriesProps {
  readonly row: Row<'case'>
  readonly history: History
}

function Entries({ row, history: { entries, next, state } }: EntriesProps) {
  const { t } = useLingui()
  const reference = useReference()
  const zone = useSite(row.site)?.zone
  const names = useMemo(() => new Map<string, string>(reference?.agents.map(({ id, name }) => [id, name])), [reference])
  return (
    <section className="history-room" aria-label={t`Decisions`} {...scrollable}>
      <ol className="history" aria-busy={state === 'asking'}>
        {entries.map((entry) => (
          <Entry key={entry.command} entry={entry} names={names} zone={zone} />
        ))}
      </ol>
      {state === 'unreached' && next !== null && (
        <p className="form-hint">
          <Trans>The history is kept by the hub; there is no line.</Trans>
        </p>
      )}
    </section>
  )
}

interface EntryProps {
  readonly entry: AuditEntry
  readonly names: ReadonlyMap<string, string>
  readonly zone: string | undefined
}

function Entry({ entry, names, zone }: EntryProps) {
  const { i18n } = useLingui()
  const place = usePlace(zone)
  const now = useNow('minute')
  const { at, why } = entry
  const no = whyNot(i18n, entry)
  const span = spanOf(i18n, now - at)
  return (
    <li className={no === null ? 'history-entry' : 'history-entry history-no'}>
      <Icon name={deedIcon(entry)} size={14} />
      <div>
        <bdi>{deedWords(i18n, entry, whoOf(i18n, entry.actor, names))}</bdi>
        {no !== null && <p>{no}</p>}
        {why !== null && (
          <p>
            <Trans>
              Reason: <q dir="auto">{why}</q>
            </Trans>
          </p>
        )}
      </div>
      <time dateTime={new Date(at).toISOString()} title={fullOf(at, place)}>
        <Trans>{span} ago</Trans>
      </time>
    </li>
  )
}
