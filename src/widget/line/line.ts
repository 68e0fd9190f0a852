import { io, type Socket } from 'socket.io-client'
import type { Problem } from '../../domain/contract/problem.ts'
import type { FromVisitor, ToVisitor } from '../../domain/contract/visitor.ts'
import type { Keep } from '../keep.ts'
import { FRESH_MS, type Place, spent, type Ticket, ticketFor } from './door.ts'

export type LineState = 'idle' | 'connecting' | 'live' | 'offline' | 'closed'

/** What the hub says, and what the line is doing. */
export interface Heard extends ToVisitor {
  lined(state: LineState, ticket: Ticket | null): void
}

type Asked = 'say' | 'identify' | 'consent' | 'reached'

export type Told = { readonly ok: true } | { readonly ok: false; readonly problem: Problem }

/** The one connection to the hub: made when there is something to say or to hear, and made again whenever it breaks. */
export interface Line {
  readonly start: () => void
  readonly stop: () => void
  /** At once, instead of after the pause: the network is back, or somebody is looking. */
  readonly hurry: () => void
  readonly live: () => boolean
  /** Null: no answer came, so nobody knows; asking again with the same id is right. */
  readonly ask: (event: Asked, body: unknown) => Promise<Told | null>
  readonly typing: (typing: boolean) => void
}

interface Options extends Place {
  readonly keep: Keep
  readonly heard: Heard
}

const ANSWER_MS = 10_000
const LONGEST_MS = 30_000

type Sock = Socket<ToVisitor, FromVisitor>

/** Full jitter: a hub that comes back is not met by everybody at once. */
export const pauseBefore = (attempt: number, chance: number): number => 200 + chance * Math.min(LONGEST_MS, 500 * 2 ** attempt)

type Timer = ReturnType<typeof setTimeout> | undefined

/** A line as it is just now. */
interface Wire extends Options {
  socket: Sock | null
  wanted: boolean
  attempt: number
  waiting: Timer
  renewing: Timer
  dialling: boolean
}

function drop(wire: Wire): void {
  clearTimeout(wire.renewing)
  const old = wire.socket
  wire.socket = null
  old?.off()
  old?.disconnect()
}

function again(wire: Wire, least = 0): void {
  drop(wire)
  if (!wire.wanted) return
  wire.heard.lined('offline', null)
  clearTimeout(wire.waiting)
  wire.waiting = setTimeout(() => void dial(wire), Math.max(least, pauseBefore(wire.attempt, Math.random())))
  wire.attempt += 1
}

function renew(wire: Wire): void {
  spent(wire.keep)
  drop(wire)
  void dial(wire)
}

function listen(wire: Wire, made: Sock, ticket: Ticket): void {
  const { heard, keep } = wire
  made.on('connect', () => {
    wire.attempt = 0
    wire.renewing = setTimeout(() => renew(wire), Math.max(1_000, ticket.gotAt + FRESH_MS - Date.now()))
    heard.lined('live', ticket)
  })
  made.on('connect_error', (error: Error & { data?: Partial<Problem> }) => {
    if (error.data?.status === 401) spent(keep)
    again(wire, (error.data?.retryAfter ?? 0) * 1_000)
  })
  made.on('disconnect', (reason) => {
    // The hub ends a visit whose ticket is over; the next one begins with a new ticket.
    if (reason === 'io server disconnect') spent(keep)
    again(wire)
  })
  made.on('thread', heard.thread)
  made.on('message', heard.message)
  made.on('typing', heard.typing)
  made.on('state', heard.state)
}

async function dial(wire: Wire): Promise<void> {
  if (wire.dialling || wire.socket !== null || !wire.wanted) return
  wire.dialling = true
  clearTimeout(wire.waiting)
  wire.heard.lined('connecting', null)
  const answered = await ticketFor(wire, wire.keep, Date.now())
  wire.dialling = false
  if (!wire.wanted) return
  if (answered.ticket === null) {
    if (answered.retryMs !== null) return again(wire, answered.retryMs)
    wire.wanted = false
    return wire.heard.lined('closed', null)
  }
  const { token } = answered.ticket
  wire.socket = io(`${wire.hub}/visitor`, {
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
    forceNew: true,
    timeout: ANSWER_MS,
  })
  listen(wire, wire.socket, answered.ticket)
}

async function ask({ socket }: Wire, event: Asked, body: unknown): Promise<Told | null> {
  if (!socket?.connected) return null
  return socket
    .timeout(ANSWER_MS)
    .emitWithAck(event, body)
    .catch(() => null)
}

export function openLine(options: Options): Line {
  const wire: Wire = { ...options, socket: null, wanted: false, attempt: 0, waiting: undefined, renewing: undefined, dialling: false }
  return {
    start() {
      wire.wanted = true
      // While a pause runs, its end is the next try: opening and closing the chat must not knock at every click.
      if (wire.attempt === 0) void dial(wire)
    },
    stop() {
      wire.wanted = false
      wire.attempt = 0
      clearTimeout(wire.waiting)
      drop(wire)
      wire.heard.lined('idle', null)
    },
    hurry() {
      if (!wire.wanted || wire.socket !== null) return
      wire.attempt = 0
      void dial(wire)
    },
    live: () => wire.socket?.connected === true,
    ask: (event, body) => ask(wire, event, body),
    typing(typing) {
      if (wire.socket?.connected) wire.socket.volatile.emit('typing', typing)
    },
  }
}
