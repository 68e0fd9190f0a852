import type { ThreadMessage } from '../../../domain/contract/query.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Dark } from '../../store/dark-after.ts'

/** What stands in a thread, one after the other. */
export type Item =
  | { readonly of: 'day'; readonly key: string; readonly at: number }
  | { readonly of: 'dark'; readonly key: string; readonly from: number; readonly over: boolean; readonly news: number }
  | { readonly of: 'whisper'; readonly key: string; readonly whisper: Row<'whisper'> }
  | { readonly of: 'message'; readonly key: string; readonly entry: ThreadMessage; readonly joined: boolean; readonly goesOn: boolean }

interface Reading {
  readonly messages: readonly ThreadMessage[]
  readonly whispers: readonly Row<'whisper'>[]
  readonly me: string | null
  readonly dark: Dark | null
  readonly dayOf: (at: number) => number
}

const JOIN_MS = 5 * 60_000

const voice = ({ message }: ThreadMessage): string => (message.author.kind === 'agent' ? message.author.agent : message.author.kind)

const joins = (before: ThreadMessage | undefined, entry: ThreadMessage): boolean =>
  before !== undefined &&
  voice(before) === voice(entry) &&
  before.message.kind === 'said' &&
  entry.message.kind === 'said' &&
  entry.message.at - before.message.at < JOIN_MS

const isMine = ({ message }: ThreadMessage, me: string | null): boolean => message.author.kind === 'agent' && message.author.agent === me

/** After a dark stretch it stands before the first word that was not ours; while it lasts, before the first of our own. */
function beginsDark(entry: ThreadMessage, { dark, me }: Reading): boolean {
  if (dark === null || entry.message.at < dark.from) return false
  return dark.to === null ? isMine(entry, me) : !isMine(entry, me) && entry.message.at <= dark.to
}

/** How many words of others came while it was dark. */
const newsOf = ({ messages, dark, me }: Reading): number =>
  dark === null || dark.to === null
    ? 0
    : messages.filter((entry) => entry.message.at >= dark.from && entry.message.at <= (dark.to ?? 0) && !isMine(entry, me)).length

/** A thread as it is read: days apart, a voice's words together, and a mark where we went dark. */
export function itemsOf(reading: Reading): readonly Item[] {
  const items: Item[] = []
  let marked = false
  const first = reading.messages[0]?.message.number ?? 1
  // Older ones stand where their messages come, once those are shown.
  const waiting = reading.whispers.filter(({ after }) => after >= first - 1)
  const whisperAfter = (number: number): void => {
    while (waiting[0] && waiting[0].after <= number) {
      const whisper = waiting.shift()
      if (whisper) items.push({ of: 'whisper', key: whisper.id, whisper })
    }
  }
  whisperAfter(first - 1)
  for (const [i, entry] of reading.messages.entries()) {
    const before = reading.messages[i - 1]
    const { at, id } = entry.message
    const newDay = before === undefined || reading.dayOf(before.message.at) !== reading.dayOf(at)
    const darkens: boolean = !marked && beginsDark(entry, reading)
    if (newDay) items.push({ of: 'day', key: `day-${reading.dayOf(at)}`, at })
    if (darkens && reading.dark)
      items.push({ of: 'dark', key: 'dark', from: reading.dark.from, over: reading.dark.to !== null, news: newsOf(reading) })
    marked ||= darkens
    const after = reading.messages[i + 1]
    const goesOn = after !== undefined && reading.dayOf(after.message.at) === reading.dayOf(at) && joins(entry, after)
    items.push({ of: 'message', key: id, entry, joined: !newDay && !darkens && joins(before, entry), goesOn })
    whisperAfter(entry.message.number)
  }
  whisperAfter(Number.POSITIVE_INFINITY)
  return items
}
