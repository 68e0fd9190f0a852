import { type Problem, problem } from '../../domain/contract/problem.ts'
import { PROTOCOL, PROTOCOL_FLOOR } from '../../domain/contract/version.ts'
import { Knock } from '../../domain/contract/wire.ts'
import { type HeldTicket, readTicket } from '../auth/tickets.ts'
import type { Vault } from '../auth/vault.ts'
import { readInput } from '../doors/read-input.ts'
import type { Log } from '../log.ts'
import { type DeskEventsOptions, deskEvents } from './desk-events.ts'
import { type DeskLine, type DeskSocket, type DeskSpace, refusal } from './desk-line.ts'
import type { DeskLines } from './desk-lines.ts'
import { hearEvents } from './events.ts'

export type DeskGatewayOptions = DeskEventsOptions & {
  readonly vault: Pick<Vault, 'live'>
  readonly lines: DeskLines
  readonly log: Log
  readonly admits: (address: string) => boolean
  readonly note: (what: string) => void
}

async function knock(options: DeskGatewayOptions, { handshake }: DeskSocket): Promise<HeldTicket | Problem> {
  // A browser has no business here, and a page could be anybody's.
  if (handshake.headers.origin !== undefined) return problem(403, { detail: 'This door is not for pages.' })
  if (!options.admits(handshake.address)) return problem(429, { retryAfter: 5 })
  const protocol: unknown = handshake.auth.protocol
  if (typeof protocol === 'number' && (protocol < PROTOCOL_FLOOR || protocol > PROTOCOL))
    return problem(426, { field: 'protocol', detail: `This hub speaks ${PROTOCOL_FLOOR} to ${PROTOCOL}.` })
  const read = readInput(Knock, handshake.auth)
  if (!read.ok) return read.problem
  const now = options.now()
  const ticket = readTicket(options.key, read.value.token, now)
  if (!ticket || ticket.group !== options.group) return problem(401, { field: 'token' })
  return (await options.vault.live([ticket.session], now)).has(ticket.session) ? ticket : problem(401, { field: 'token' })
}

const isProblem = (value: HeldTicket | Problem): value is Problem => 'status' in value

function enter(options: DeskGatewayOptions, socket: DeskSocket, ticket: HeldTicket): void {
  const { lines, presence, attendance, now, log, note } = options
  const line: DeskLine = { socket, ticket, warned: 0, open: true, hasRoom: () => false, floor: () => null }
  const { events, leave } = deskEvents(options, line)
  attendance.entered(ticket.agent)
  lines.enter(line)
  log.debug('desk.connected', { agent: ticket.agent, device: ticket.device })
  socket.on('disconnect', (reason) => {
    lines.leave(line)
    leave()
    presence.leave(line)
    attendance.left(ticket.agent)
    log.debug('desk.left', { agent: ticket.agent, device: ticket.device, code: reason.replaceAll(' ', '-') })
  })
  hearEvents(socket, events, { now, admitted: () => line.open && now() < line.ticket.until, note })
}

/** Opens the desks' namespace. */
export function openDeskGateway(space: DeskSpace, options: DeskGatewayOptions): void {
  const tickets = new WeakMap<DeskSocket, HeldTicket>()
  space.use((socket, next) => {
    knock(options, socket)
      .catch(() => problem(503, { retryAfter: 2 }))
      .then((knocked) => {
        if (isProblem(knocked)) return next(refusal(knocked))
        tickets.set(socket, knocked)
        next()
      }, next)
  })
  space.on('connection', (socket) => {
    const ticket = tickets.get(socket)
    if (ticket) enter(options, socket, ticket)
    else socket.disconnect(true)
  })
}
