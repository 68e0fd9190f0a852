import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ThreadMessage } from '../../../domain/contract/query.ts'
import type { SyncCentre, SyncItem } from '../../../domain/contract/sync.ts'
import { showScreen } from '../../store/view.ts'
import { chooseItem, showFilter } from '../../sync/chosen.ts'
import { useSync } from '../../sync/use-sync.ts'
import { Ways } from '../../sync/ways.tsx'
import { Button } from '../../ui/button.tsx'
import { lateWords } from '../../words/item-words.ts'
import { refusalWords } from '../../words/refusal.ts'

/** A message and what was kept of it in the outbox have the case and the words in common. */
const itemOf = (sync: SyncCentre | null, { message }: ThreadMessage): SyncItem | null =>
  [...(sync?.decisions ?? []), ...(sync?.refused ?? [])].find((one) => one.case === message.case && one.text?.trim() === message.text) ??
  null

/** A message that did not go: why, what came since, and the ways on. Its words are never dropped by themselves. */
export function Stuck({ entry }: { readonly entry: ThreadMessage }) {
  const { i18n } = useLingui()
  const sync = useSync()
  const item = itemOf(sync, entry)
  if (item === null) return <p className="stuck">{refusalWords(i18n, { code: 'failed' })}</p>
  const held = [...(sync?.waiting ?? []), ...(sync?.decisions ?? [])].filter((one) => one.holdsFor === item.command).length
  return (
    <div className={item.state === 'review' ? 'stuck stuck-review' : 'stuck'}>
      {item.state === 'review' ? (
        <ul>
          {item.reasons.map((reason) => (
            <li key={reason}>{i18n._(lateWords[reason])}</li>
          ))}
        </ul>
      ) : (
        <p>{refusalWords(i18n, { code: item.code ?? 'failed' })}</p>
      )}
      {item.news.length > 0 && (
        <p>
          <Plural
            value={item.news.length}
            one="# message came since you wrote it; it stands above."
            other="# messages came since you wrote it; they stand above."
          />
        </p>
      )}
      <Ways item={item} held={held} />
      <Button look="link" onPress={() => seeIn(item)}>
        <Trans>Show in the sync centre</Trans>
      </Button>
    </div>
  )
}

function seeIn(item: SyncItem): void {
  showFilter('all')
  chooseItem(item.command)
  showScreen('sync')
}
