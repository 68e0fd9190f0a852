import { type Problem, problem } from '../../domain/contract/problem.ts'
import type { Said } from '../auth/answer.ts'
import { openBucket } from '../auth/bucket.ts'
import { isOutage } from '../auth/outage.ts'

/** What a client may send. `asked` is answered, always; `told` is volatile: dropped where it comes too often. */
export type Heard =
  | { readonly kind: 'asked'; readonly handle: (input: unknown) => Promise<Said<object>> }
  | { readonly kind: 'told'; readonly handle: (input: unknown) => void | Promise<void> }

export type Events = Readonly<Record<string, Heard>>

/** As much of a socket as the dispatcher needs. */
export type Line = {
  use(hear: (event: unknown[]) => void): unknown
  disconnect(close: boolean): unknown
}

export type EventsOptions = {
  readonly now: () => number
  /** Whether this client is still let in; asked at every event. */
  readonly admitted: () => boolean
  /** Told of what did not go well: once an event, by its kind and never by its words. */
  readonly note: (what: 'unknown' | 'flood' | 'failed' | 'unavailable') => void
}

const PENDING = 256
const UNKNOWN = 5
/** Refused for coming too fast this often without a pause: not a hurried client but a broken or hostile one. */
const FLOOD = 300

type Reply = (answer: object) => void

const isReply = (value: unknown): value is Reply => typeof value === 'function'

const no = (said: Problem): object => ({ ok: false, problem: said })

async function answer(heard: Extract<Heard, { kind: 'asked' }>, input: unknown, note: EventsOptions['note']): Promise<object> {
  try {
    const said = await heard.handle(input)
    return said.ok ? { ok: true, ...said.value } : no(said.problem)
  } catch (error) {
    if (isOutage(error)) {
      note('unavailable')
      return no(problem(503, { detail: 'The database does not answer just now. Nothing was recorded.', retryAfter: 2 }))
    }
    note('failed')
    return no(problem(500))
  }
}

/** Hears a socket's events by their names in the table, within its limits. What is not in the table is counted, and ends the socket. */
export function hearEvents(socket: Line, events: Events, { now, admitted, note }: EventsOptions): void {
  const asked = openBucket({ perSecond: 30, burst: 60 }, now)
  const told = openBucket({ perSecond: 2, burst: 4 }, now)
  let pending = 0
  let unknown = 0
  let flood = 0
  const end = (what: 'unknown' | 'flood'): void => {
    note(what)
    socket.disconnect(true)
  }
  const strange = (reply: Reply): void => {
    unknown += 1
    reply(no(problem(404, { field: 'event', detail: 'Nothing is known of this event.' })))
    if (unknown >= UNKNOWN) end('unknown')
  }
  const tooFast = (reply: Reply): void => {
    flood += 1
    reply(no(problem(429, { detail: 'Too many events at once.', retryAfter: asked.wait() || 1 })))
    if (flood >= FLOOD) end('flood')
  }
  const ask = async (heard: Extract<Heard, { kind: 'asked' }>, input: unknown, reply: Reply): Promise<void> => {
    pending += 1
    reply(await answer(heard, input, note))
    pending -= 1
  }
  socket.use(([name, ...rest]) => {
    const last = rest.at(-1)
    const reply: Reply = isReply(last) ? last : () => undefined
    const input = isReply(rest[0]) ? undefined : rest[0]
    const heard = typeof name === 'string' && Object.hasOwn(events, name) ? events[name] : undefined
    if (!admitted()) return void reply(no(problem(401)))
    if (!heard) return strange(reply)
    if (heard.kind === 'told') {
      if (told.take()) void Promise.resolve(heard.handle(input)).catch(() => note('failed'))
      return
    }
    if (!asked.take()) return tooFast(reply)
    flood = 0
    if (pending >= PENDING) return end('flood')
    void ask(heard, input, reply)
  })
}
