import { z } from 'zod'
import { type Problem, problem } from '../../domain/contract/problem.ts'
import { Consented, Identify, Reached, Say, Seen, VisitorKnock } from '../../domain/contract/visitor.ts'
import type { Typing } from '../../domain/contract/wire.ts'
import type { AgentId } from '../../domain/id.ts'
import { readInput } from '../doors/read-input.ts'
import { refusal } from '../gateway/desk-line.ts'
import { type Events, hearEvents } from '../gateway/events.ts'
import { asked, told } from '../gateway/heard.ts'
import type { Guest, VisitorSocket, VisitorSpace } from './guest.ts'
import type { Guests } from './guests.ts'
import type { Place, Talk } from './talk.ts'
import { readVisitor, type VisitorTicket } from './visitor-ticket.ts'

/** The largest thing a visitor may send at once. */
const VISITOR_BYTES = 16_384

export type VisitorGatewayOptions = {
  readonly key: Uint8Array
  readonly now: () => number
  readonly talk: Talk
  readonly guests: Guests
  /** Whether this address may come in just now; a replay has a limit of its own. */
  readonly admits: (socket: VisitorSocket) => boolean
  readonly typed: (typing: Typing, owner: AgentId | null) => void
  readonly note: (what: string) => void
}

function knock({ key, now, admits }: VisitorGatewayOptions, socket: VisitorSocket): VisitorTicket | Problem {
  if (!admits(socket)) return problem(429, { retryAfter: 30, detail: 'Too many connections from this address.' })
  const read = readInput(VisitorKnock, socket.handshake.auth)
  if (!read.ok) return read.problem
  return readVisitor(key, read.value.token, now()) ?? problem(401, { field: 'token', detail: 'Ask for a new token at POST /v1/visitors.' })
}

const isProblem = (value: VisitorTicket | Problem): value is Problem => 'status' in value

/** What the page already stands for, so that saying something needs no reading first. */
function placeOf({ whole, reading, latest, party, ticket }: Guest): Place | null {
  if (!whole || reading) return null
  return { arrived: party !== null, host: latest?.state === 'open' ? latest.party : ticket.party }
}

function eventsOf({ talk, typed }: VisitorGatewayOptions, guest: Guest): Events {
  const { ticket } = guest
  return {
    say: asked(Say, (say) => talk.say(ticket, { ...say, place: placeOf(guest) })),
    identify: asked(Identify, (identify) => talk.identify(ticket, identify)),
    consent: asked(Consented, (consented) => talk.consent(ticket, consented)),
    seen: asked(Seen, (seen) => talk.seen(ticket, seen)),
    reached: asked(Reached, (reached) => talk.reached(ticket, reached)),
    typing: told(z.boolean(), (typing) => {
      const open = guest.latest?.state === 'open' ? guest.latest : null
      if (open) typed({ case: open.id, party: open.party, typing }, open.owner)
    }),
  }
}

function enter(options: VisitorGatewayOptions, socket: VisitorSocket, ticket: VisitorTicket): void {
  const { guests, now, note } = options
  const guest = guests.enter(socket, ticket)
  let open = true
  socket.on('disconnect', () => {
    open = false
    guests.leave(guest)
  })
  // Desks share this server and may send more at once, so what is too much from a visitor is measured here.
  socket.conn.on('packet', ({ data }: { data?: unknown }) => {
    if (typeof data === 'string' && data.length > VISITOR_BYTES) {
      open = false
      note('oversize')
      socket.disconnect(true)
    }
  })
  hearEvents(socket, eventsOf(options, guest), { now, admitted: () => open && now() < ticket.until, note: note })
}

/** Opens the visitors' namespace. */
export function openVisitorGateway(space: VisitorSpace, options: VisitorGatewayOptions): { sweep(): void } {
  const tickets = new WeakMap<VisitorSocket, VisitorTicket>()
  space.use((socket, next) => {
    const knocked = knock(options, socket)
    if (isProblem(knocked)) return next(refusal(knocked))
    tickets.set(socket, knocked)
    next()
  })
  space.on('connection', (socket) => {
    const ticket = tickets.get(socket)
    if (ticket) enter(options, socket, ticket)
    else socket.disconnect(true)
  })
  return {
    /** Ends those whose token is over: the page asks for a new one, and its thread comes again whole. Others are shown what they still wait for. */
    sweep() {
      options.guests.retry()
      for (const guest of [...options.guests.all()]) if (options.now() >= guest.ticket.until) guest.socket.disconnect(true)
    },
  }
}
