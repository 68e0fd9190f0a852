import type { Socket } from 'socket.io'
import type { FromVisitor, ToVisitor } from '../../domain/contract/visitor.ts'
import type { PartyId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { isShown, type Standing, shown } from './thread.ts'
import type { VisitorTicket } from './visitor-ticket.ts'

/** As much of a socket, and of the place where sockets come in, as the gateway needs: a simulation brings its own. */
export type VisitorSocket = Pick<Socket<FromVisitor, ToVisitor>, 'handshake' | 'conn' | 'volatile' | 'on' | 'use' | 'emit' | 'disconnect'>
export type VisitorSpace = {
  use(knock: (socket: VisitorSocket, next: (error?: Error) => void) => void): unknown
  on(event: 'connection', enter: (socket: VisitorSocket) => void): unknown
}

/** A connected page: what it has been shown, and whose threads it may see. */
export type Guest = {
  readonly socket: Pick<VisitorSocket, 'emit' | 'volatile' | 'disconnect'>
  readonly ticket: VisitorTicket
  readonly shown: Set<string>
  parties: readonly PartyId[]
  /** Their party as last heard of; null until it has arrived. */
  party: Row<'party'> | null
  latest: Row<'case'> | null
  /** `reading` its standing just now; `again` when something moved meanwhile, or it could not be read. */
  reading: boolean
  again: boolean
  whole: boolean
}

export const newGuest = (socket: Guest['socket'], ticket: VisitorTicket): Guest => ({
  socket,
  ticket,
  shown: new Set(),
  parties: [ticket.party],
  party: null,
  latest: null,
  reading: false,
  again: false,
  whole: false,
})

/** Shows a message once, if a customer may see it at all. */
export function tellMessage(guest: Guest, message: Row<'message'>): void {
  if (guest.shown.has(message.id) || !isShown(message)) return
  guest.shown.add(message.id)
  guest.socket.emit('message', shown(message, guest.shown.size))
}

/** Shows what was read: the whole thread at first and when it has become another one, else only what is new. */
export function tellStanding(guest: Guest, { party, parties, messages, latest }: Standing): void {
  const same = guest.whole && parties.length === guest.parties.length
  guest.party = party
  guest.parties = parties
  guest.latest = latest
  guest.whole = true
  if (same) {
    for (const message of messages) tellMessage(guest, message)
    return
  }
  for (const { id } of messages) guest.shown.add(id)
  guest.socket.emit(
    'thread',
    messages.map((message, index) => shown(message, index + 1)),
  )
}
