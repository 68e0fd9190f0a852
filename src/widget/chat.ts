import { type Errands, openErrands } from './errands.ts'
import { type Journey, openJourney, type PageSaw } from './journey.ts'
import type { Keep } from './keep.ts'
import type { Place, Ticket } from './line/door.ts'
import { type Heard, type Line, type LineState, openLine } from './line/line.ts'
import { type Outbox, openOutbox } from './line/outbox.ts'
import { empty, type Held, hold } from './state.ts'
import { openTalk, type Talk } from './talk.ts'

/** The whole chat without its looks: what a page drives and a view shows. */
export interface Chat {
  readonly held: Held
  readonly talk: Talk
  readonly show: (open: boolean) => void
  readonly identify: (token: string | null) => void
  readonly consent: (given: boolean) => void
  readonly saw: (saw: PageSaw) => void
  /** The network is back, or somebody is looking again. */
  readonly wake: () => void
  readonly stop: () => void
}

interface Options {
  readonly place: Place
  readonly keep: Keep
  /** Whether the widget itself asks for consent, or the page does. */
  readonly asks: boolean
  /** Whether the visitor can see the page just now. */
  readonly visible: () => boolean
}

const TYPING_LASTS_MS = 7_000

function remembered(keep: Keep): Parameters<typeof hold>[0] {
  const consent = keep.get('consent')
  const { name } = JSON.parse(keep.get('owner') ?? '{}') as { name?: string }
  return { ...empty, consent: consent === 'given' || consent === 'withdrawn' ? consent : null, owner: name ?? null }
}

/** The parts of a chat that is open. */
interface Parts extends Options {
  readonly held: Held
  readonly outbox: Outbox
  readonly line: Line
  readonly talk: Talk
  readonly errands: Errands
  readonly journey: Journey
}

function forget({ keep, outbox, journey, held }: Parts): void {
  for (const key of ['ticket', 'talked', 'owner', 'read', 'consent-told']) keep.set(key, null)
  outbox.clear()
  journey.clear()
  held.change({ messages: [], words: [], agent: null, resolved: false, unread: 0, owner: null })
}

/** On every fresh connection: first who is here and what they allow, then what they saw, then what they say. */
async function arrived(parts: Parts): Promise<void> {
  const { errands, line, journey, talk, held, keep } = parts
  if ((await errands.run()) === 'stranger') {
    // Whoever signed in is not who wrote here before: they begin with a thread of their own.
    line.stop()
    forget(parts)
    return line.start()
  }
  await journey.flush()
  await talk.flush()
  const busy = held.now().open || keep.get('talked') !== null || errands.left()
  if (!busy) line.stop()
}

function listener(held: Held, later: () => Parts): Heard {
  let untyped: ReturnType<typeof setTimeout> | undefined
  return {
    thread: (messages) => later().talk.thread(messages),
    message: (message) => later().talk.message(message),
    state: ({ agent, resolved }) => held.change({ agent, resolved }),
    typing(typing) {
      clearTimeout(untyped)
      held.change({ typing })
      if (typing) untyped = setTimeout(() => held.change({ typing: false }), TYPING_LASTS_MS)
    },
    lined(state: LineState, ticket: Ticket | null) {
      held.change({ line: state, typing: false, ...(ticket ? { siteName: ticket.siteName } : {}) })
      if (state === 'live') void arrived(later())
    },
  }
}

function assemble(options: Options): Parts {
  const { keep, place, visible } = options
  const outbox = openOutbox(keep)
  const held = hold({ ...remembered(keep), words: outbox.all() })
  const line: Line = openLine({ ...place, keep, heard: listener(held, () => parts) })
  const talk = openTalk({ keep, held, line, outbox, watching: () => held.now().open && visible() })
  const parts: Parts = {
    ...options,
    held,
    outbox,
    line,
    talk,
    errands: openErrands({ keep, held, line }),
    journey: openJourney({ place, keep, held }),
  }
  return parts
}

export function openChat(options: Options): Chat {
  const parts = assemble(options)
  const { held, talk, line, errands, journey, keep } = parts
  const now = () => {
    if (line.live()) void arrived(parts)
  }
  if (keep.get('talked') !== null || held.now().words.length > 0) line.start()
  void journey.flush()
  return {
    held,
    talk,
    stop: line.stop,
    show(open) {
      held.change({ open })
      if (open) line.start()
      talk.seenNow()
    },
    identify(token) {
      if (token !== null) {
        errands.identify(token)
        return now()
      }
      line.stop()
      forget(parts)
      if (held.now().open) line.start()
    },
    consent(given) {
      errands.consent(given)
      if (given) journey.begin()
      else journey.clear()
      now()
    },
    saw(saw) {
      journey.saw(saw)
      if (options.asks && held.now().consent === null) held.change({ asking: true })
    },
    wake() {
      line.hurry()
      talk.seenNow()
      void journey.flush()
    },
  }
}
