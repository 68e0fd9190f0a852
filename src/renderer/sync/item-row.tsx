import { Trans, useLingui } from '@lingui/react/macro'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { Icon } from '../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import { itemIcon, itemWords, lateWords } from '../words/item-words.ts'
import { refusalWords } from '../words/refusal.ts'
import { isChoice, needsOne } from './groups.ts'
import { useItemText } from './use-item-text.ts'

interface ItemRowProps {
  readonly item: SyncItem
  readonly chosen: boolean
  readonly onChoose: () => void
}

/** Set apart from the words around it whatever their direction; in the text itself, so that a cut row ends where it ends. */
const apart = (text: string): string => `\u2068${text}\u2069`

/** One thing a person did: what, when, and where it is now. */
export function ItemRow({ item, chosen, onChoose }: ItemRowProps) {
  const { i18n } = useLingui()
  const said = useItemText(item)
  return (
    <li className={`sync-item sync-${item.state}`} data-chosen={chosen}>
      <button type="button" className="sync-row" id={`sync-${item.command}`} aria-current={chosen} onClick={onChoose}>
        <Icon name={itemIcon(item)} size={16} />
        <span className="sync-what">
          <span className="ellipsis">
            <b>{itemWords(i18n, item)}</b>
            {said !== null && `: ${apart(item.text === null ? said : `“${said}”`)}`}
          </span>
          <Why item={item} />
        </span>
        <Time at={item.saidAt} className="sync-when" />
        <FateOf item={item} />
      </button>
    </li>
  )
}

function Why({ item }: { readonly item: SyncItem }) {
  const { i18n } = useLingui()
  const first = item.reasons[0]
  if (item.state === 'review' && first !== undefined) return <small className="ellipsis">{i18n._(lateWords[first])}</small>
  if (item.theirs.length > 0)
    return (
      <small className="ellipsis">
        <Trans>A colleague decided otherwise meanwhile.</Trans>
      </small>
    )
  if (item.state === 'refused') return <small className="ellipsis">{refusalWords(i18n, { code: item.code ?? 'failed' })}</small>
  if (item.state === 'held')
    return (
      <small className="ellipsis">
        <Icon name="link" size={11} /> <Trans>Goes once what it rests on is settled</Trans>
      </small>
    )
  return item.subject === null ? null : (
    <small className="ellipsis" dir="auto">
      {item.subject}
    </small>
  )
}

/** Where it is: on this device, on its way, waiting for a person, or with the hub. Never more than is known. */
function FateOf({ item }: { readonly item: SyncItem }) {
  const { state } = item
  if (needsOne(item))
    return (
      <span className={isChoice(item) ? 'sync-fate sync-fate-yours' : 'sync-fate sync-fate-no'}>
        <Icon name={isChoice(item) ? 'split' : 'circle-alert'} size={13} />
        {isChoice(item) ? <Trans>Your decision</Trans> : <Trans>Not sent</Trans>}
      </span>
    )
  if (state === 'sent')
    return (
      <span className="sync-fate sync-fate-sent">
        <Icon name="cloud" size={13} />
        {item.decidedAt === null ? (
          <Trans>At the hub</Trans>
        ) : (
          <>
            <span className="unseen">
              <Trans>Reached the hub</Trans>
            </span>
            <span aria-hidden="true">
              <Trans>Hub</Trans>
            </span>{' '}
            <Time at={item.decidedAt} />
          </>
        )}
      </span>
    )
  return (
    <span className="sync-fate">
      <Icon name={state === 'sending' ? 'refresh' : state === 'held' ? 'link' : 'clock'} size={13} />
      {state === 'sending' ? <Trans>Sending</Trans> : state === 'held' ? <Trans>Held with it</Trans> : <Trans>On this device</Trans>}
    </span>
  )
}
