import type { ShownMessage } from '../domain/contract/visitor.ts'
import type { Keep } from './keep.ts'
import type { Line, Told } from './line/line.ts'
import type { Outbox } from './line/outbox.ts'
import { type Held, withMessage } from './state.ts'

/** The visitor's side of the conversation. */
export interface Talk {
  readonly say: (text: string) => void
  readonly again: (id: string) => void
  readonly forgetWord: (id: string) => void
  /** The hub takes what was said, in the order it was said. */
  readonly flush: () => Promise<void>
  readonly thread: (messages: readonly ShownMessage[]) => void
  readonly message: (message: ShownMessage) => void
  /** The visitor looks at the thread, or no longer does. */
  readonly seenNow: () => void
  readonly wrote: (text: string) => void
}

interface Parts {
  readonly keep: Keep
  readonly held: Held
  readonly line: Line
  readonly outbox: Outbox
  readonly watching: () => boolean
}

/** Answers that will be the same however often we ask. */
const FINAL = new Set([400, 403, 404, 413, 422])
const PAUSE_MS = 2_500
const TYPING_MS = 2_500

/** After the last one we have, until the hub says its place. */
const LAST = Number.MAX_SAFE_INTEGER

function sender({ held, line, outbox }: Parts): () => Promise<void> {
  let busy = false
  const show = (sending: string | null) => held.change({ words: outbox.all(), sending })
  const take = (id: string, text: string, told: Told & { at?: number }): boolean => {
    // Taken already, by another tab that was let in as somebody else: the hub has the words.
    if (!told.ok && told.problem.status === 409) {
      outbox.drop(id)
      return true
    }
    if (told.ok) {
      const known = held.now().messages.some((message) => message.id === id)
      const mine = { id, number: LAST, from: 'you', name: null, text, at: told.at ?? Date.now() } as const
      // First among what is said, then out of what waits: a tab that dies between the two says it again under the same id.
      if (!known) held.change({ messages: withMessage(held.now().messages, mine) })
      outbox.drop(id)
      return true
    }
    if (!FINAL.has(told.problem.status)) return false
    const word = outbox.all().find((waiting) => waiting.id === id)
    if (word) outbox.refuse(word, told.problem.detail ?? told.problem.title)
    return true
  }
  const flush = async (): Promise<void> => {
    if (busy) return
    busy = true
    let wait = 0
    while (line.live()) {
      const word = outbox.all().find(({ refused }) => refused === null)
      if (!word) break
      show(word.id)
      const told = await line.ask('say', { id: word.id, text: word.text })
      if (told === null || !take(word.id, word.text, told)) {
        wait = told === null || told.ok ? PAUSE_MS : (told.problem.retryAfter ?? 0) * 1_000 || PAUSE_MS
        break
      }
    }
    busy = false
    show(null)
    if (wait > 0) setTimeout(() => void flush(), wait)
  }
  return flush
}

function reader({ keep, held, line, watching }: Parts): { readonly told: () => void } {
  const told = async (): Promise<void> => {
    const theirs = held.now().messages.filter(({ from }) => from === 'us')
    const read = watching()
    const last = Number(keep.get('read') ?? 0)
    const news = theirs.filter(({ at }) => at > last)
    held.change({ unread: read ? 0 : news.length })
    if (news.length === 0 || !line.live()) return
    if (read) keep.set('read', String(Math.max(...news.map(({ at }) => at))))
    for (let from = 0; from < news.length; from += 100)
      await line.ask('reached', { messages: news.slice(from, from + 100).map(({ id }) => id), read })
  }
  return { told: () => void told() }
}

function typist({ line }: Parts): (text: string) => void {
  let told = 0
  let stop: ReturnType<typeof setTimeout> | undefined
  const tell = (typing: boolean) => {
    clearTimeout(stop)
    told = typing ? Date.now() : 0
    line.typing(typing)
  }
  return (text) => {
    if (text.trim() === '') return told > 0 ? tell(false) : undefined
    if (Date.now() - told > TYPING_MS) tell(true)
    clearTimeout(stop)
    stop = setTimeout(() => tell(false), TYPING_MS * 2)
  }
}

export function openTalk(parts: Parts): Talk {
  const { keep, held, line, outbox } = parts
  const flush = sender(parts)
  const { told } = reader(parts)
  const wrote = typist(parts)
  const words = () => held.change({ words: outbox.all() })
  return {
    flush,
    wrote,
    seenNow: told,
    say(text) {
      if (text.trim() === '') return
      keep.set('talked', '1')
      outbox.add(text.trim(), Date.now())
      words()
      wrote('')
      line.start()
      void flush()
    },
    again(id) {
      const word = outbox.all().find((waiting) => waiting.id === id)
      if (!word) return
      outbox.drop(id)
      outbox.add(word.text, Date.now())
      words()
      void flush()
    },
    forgetWord(id) {
      outbox.drop(id)
      words()
    },
    thread(messages) {
      if (messages.length > 0) keep.set('talked', '1')
      for (const { id } of messages) outbox.drop(id)
      held.change({ messages, words: outbox.all() })
      told()
    },
    message(message) {
      outbox.drop(message.id)
      const typing = message.from === 'us' ? false : held.now().typing
      held.change({ messages: withMessage(held.now().messages, message), words: outbox.all(), typing })
      told()
    },
  }
}
