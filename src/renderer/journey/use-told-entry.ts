import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMe } from '../store/session.ts'
import { whenOf } from '../ui/format.ts'
import { channelIcons, channelWords, kindWords } from '../words/case-words.ts'
import type { Entry } from './entries.ts'
import { useHerePlace } from './place.tsx'
import { type Told, tell, turnWords } from './words.ts'
import { listOf } from './write.ts'

/** How an entry reads; `bad` is said in red beside the words that say it. */
export function useToldEntry(entry: Entry): Told & { readonly bad: boolean } {
  const { t, i18n } = useLingui()
  const place = useHerePlace()
  const me = useMe()
  if (entry.of === 'touchpoint') return { ...tell(i18n, entry.touchpoint, place), bad: false }
  if (entry.of === 'sitting') {
    const [last, ...earlier] = entry.visits
    const pages = [...new Set(earlier.map((row) => String(row.data.page)))].filter((page) => page !== last.data.page)
    const before = listOf(pages, place)
    return { ...tell(i18n, last, place), detail: pages.length > 0 ? t`before that ${before}` : null, bad: false }
  }
  if (entry.of === 'promise') {
    const { promise, turn } = entry
    const who = promise.owner === me?.id ? t`You` : promise.ownerName
    const due = whenOf(promise.dueAt, promise.madeAt, place)
    const title = `${i18n._(turnWords[turn])}: ${promise.text}`
    const detail = turn === 'made' ? t`${who}, by ${due}` : turn === 'broken' ? t`${who}, was due ${due}` : (promise.evidence ?? who)
    return { title, detail, icon: turn === 'broken' ? 'heart-crack' : turn === 'kept' ? 'check' : 'handshake', bad: turn === 'broken' }
  }
  const { case: header } = entry
  const channel = i18n._(channelWords[header.channel])
  const kind = i18n._(kindWords[header.kind])
  if (entry.of === 'opened')
    return { title: `${kind}: ${header.subject}`, detail: `${channel} · ${header.number}`, icon: channelIcons[header.channel], bad: false }
  if (entry.of === 'resolved') return { title: t`Resolved: ${header.subject}`, detail: header.number, icon: 'circle-check', bad: false }
  const said = i18n._(plural(header.messages, { one: '# message', other: '# messages' }))
  return { title: t`Conversation: ${said}`, detail: header.preview, icon: channelIcons[header.channel], bad: false }
}
