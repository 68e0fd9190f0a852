import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { ResultOf, ThreadMessage } from '../../../domain/contract/query.ts'
import type { Row } from '../../../domain/kind.ts'
import { useOffer } from '../../commands/offers.ts'
import { announce } from '../../store/announce.ts'
import { useDark } from '../../store/dark.ts'
import { focusRegion } from '../../store/focus.ts'
import { usePreview, useTyping } from '../../store/presence.ts'
import { useMe } from '../../store/session.ts'
import { useAgentName } from '../../store/use-reference.ts'
import { dayNumber } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'
import type { Unseen } from '../use-case.ts'
import { DarkDivider, DayDivider } from './divider.tsx'
import { Files } from './files.tsx'
import { type Item, itemsOf } from './items.ts'
import { Message } from './message.tsx'
import { useEnd } from './use-end.ts'
import { useReading } from './use-reading.ts'
import { useWhispered, Whisper } from './whisper.tsx'

interface ThreadProps {
  readonly row: Row<'case'>
  readonly thread: ResultOf<'thread'> | null
  readonly unseen: Unseen
  readonly onMore: () => void
}

/** What scrolls must be reached by those who have no pointer. */
const scrollable = { tabIndex: 0 }
const nothing: readonly ThreadMessage[] = []
const silence: readonly Row<'whisper'>[] = []

function useItems({ thread }: ThreadProps): readonly Item[] {
  const me = useMe()
  const dark = useDark(({ last }) => last)
  const place = usePlace()
  const messages = thread?.messages ?? nothing
  const whispers = thread?.whispers ?? silence
  return useMemo(
    () => itemsOf({ messages, whispers, me: me?.id ?? null, dark, dayOf: (at) => dayNumber(at, place) }),
    [messages, whispers, me?.id, dark, place],
  )
}

/** New words of the customer, told once and together. */
function useNews({ row, thread }: ThreadProps): void {
  const { t } = useLingui()
  const last = useRef(0)
  const messages = thread?.messages ?? nothing
  useEffect(() => {
    const newest = messages.at(-1)?.message.number ?? 0
    const fresh = messages.filter(({ message }) => message.number > last.current && message.author.kind === 'customer')
    const name = row.customerName ?? row.number
    if (last.current > 0 && fresh.length > 0) {
      const words = fresh.at(-1)?.message.text ?? ''
      announce(fresh.length === 1 ? t`${name}: ${words}` : t`${fresh.length} new messages from ${name}`)
    }
    last.current = Math.max(last.current, newest)
  }, [messages, row.customerName, row.number, t])
}

function useScroll(props: ThreadProps, items: readonly Item[]) {
  const scroller = useRef<HTMLDivElement>(null)
  const me = useMe()
  const { row, thread, onMore } = props
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.of === 'message' ? 78 : 34),
    getItemKey: (index) => items[index]?.key ?? index,
    anchorTo: 'end',
    overscan: 6,
    useFlushSync: false,
    paddingStart: 12,
    paddingEnd: 12,
  })
  const ready = items.length > 0
  const last = thread?.messages.at(-1)?.message
  const said = last?.author.kind === 'agent' && last.author.agent === me?.id ? last.id : null
  const atEnd = useEnd(scroller, { of: row.id, height: ready ? rows.getTotalSize() : 0, said, toEnd: rows.scrollToEnd })
  const top = (rows.range?.startIndex ?? 1) === 0
  const more = thread !== null && thread.messages.length < thread.total
  useEffect(() => {
    if (top && more && ready) onMore()
  }, [top, more, ready, onMore])
  return { scroller, rows, atEnd }
}

/** What was said, oldest first, always opened at its end. */
export function Thread(props: ThreadProps) {
  const { row, thread, unseen } = props
  const { t } = useLingui()
  const items = useItems(props)
  const { scroller, rows, atEnd } = useScroll(props, items)
  const last = thread?.messages.at(-1)?.message.number ?? 0
  useReading(row.id, last, atEnd)
  useNews(props)
  useWhispered(props.thread?.whispers ?? silence)
  const total = rows.getTotalSize()
  const toEnd = (): void => {
    rows.scrollToEnd()
    focusRegion('region-log')
  }
  useOffer('case.newest', atEnd ? null : toEnd)
  return (
    <div className="thread-frame">
      <div ref={scroller} className="thread" id="region-log" role="log" aria-live="off" aria-label={t`Conversation`} {...scrollable}>
        {thread && !thread.whole && items.length > 0 && <Older />}
        <ol className="thread-inner" style={{ blockSize: total }}>
          {rows.getVirtualItems().map((one) => {
            const item = items[one.index]
            return (
              item && (
                <li key={one.key} ref={rows.measureElement} data-index={one.index} style={{ transform: `translateY(${one.start}px)` }}>
                  <Entry item={item} customer={row.customerName} />
                </li>
              )
            )
          })}
        </ol>
        <Files message={null} />
        <Typing row={row} />
        <Written row={row} />
      </div>
      {!atEnd && (
        <button type="button" className="to-end" onClick={toEnd}>
          <Icon name="arrow-down" size={14} />
          {unseen.count > 0 ? <Plural value={unseen.count} one="# new message" other="# new messages" /> : <Trans>To the newest</Trans>}
        </button>
      )}
    </div>
  )
}

function Entry({ item, customer }: { readonly item: Item; readonly customer: string | null }) {
  if (item.of === 'day') return <DayDivider at={item.at} />
  if (item.of === 'dark') return <DarkDivider from={item.from} over={item.over} news={item.news} />
  if (item.of === 'whisper') return <Whisper whisper={item.whisper} />
  return <Message entry={item.entry} joined={item.joined} goesOn={item.goesOn} customer={customer} />
}

const Older = () => (
  <p className="message-line">
    <Trans>Older messages are on their way to this device.</Trans>
  </p>
)

/** What the agent is writing to the customer, not sent yet: for a supervisor who looks on, where the house allows it. */
function Written({ row }: { readonly row: Row<'case'> }) {
  const preview = usePreview(row.id)
  const { t } = useLingui()
  const name = useAgentName(preview?.by ?? null) ?? t`The agent`
  if (preview === null) return null
  return (
    <div className="written">
      <span className="written-who">
        <Icon name="pencil" size={12} /> <Trans>{name} writes, not sent yet</Trans>
      </span>
      <p dir="auto">{preview.text}</p>
    </div>
  )
}

function Typing({ row }: { readonly row: Row<'case'> }) {
  const typing = useTyping(row.id)
  const name = row.customerName
  return (
    <p className="typing" data-shown={typing}>
      {typing && (
        <>
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {name === null ? <Trans>The customer is typing</Trans> : <Trans>{name} is typing</Trans>}
        </>
      )}
    </p>
  )
}
