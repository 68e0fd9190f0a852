import type { Socket } from 'socket.io'
import type { Problem } from '../../domain/contract/problem.ts'
import type { ToDesk, ToHub } from '../../domain/contract/wire.ts'
import type { HeldTicket } from '../auth/tickets.ts'
import type { Attached } from '../feed/attach.ts'

/** As much of a socket, and of the place where sockets come in, as the gateway needs: a simulation brings its own. */
export type DeskSocket = Pick<Socket<ToHub, ToDesk>, 'handshake' | 'volatile' | 'on' | 'use' | 'emit' | 'disconnect'>
export type DeskSpace = {
  use(knock: (socket: DeskSocket, next: (error?: Error) => void) => void): unknown
  on(event: 'connection', enter: (socket: DeskSocket) => void): unknown
}

/** One desk's connection and the ticket it is let in by. */
export type DeskLine = {
  readonly socket: DeskSocket
  ticket: HeldTicket
  /** The end of the ticket of which the desk has been warned. */
  warned: number
  open: boolean
  /** Whether there is room for what only passes by: nothing that lasts waits to be sent. */
  hasRoom: () => boolean
  /** Its place at the feed, where a supervisor looks over a floor. */
  floor: () => Pick<Attached, 'reached'> | null
}

/** Tells a desk why, and ends its connection. */
export function expel(line: DeskLine, reason: Parameters<ToDesk['expired']>[0]): void {
  if (!line.open) return
  line.open = false
  line.socket.emit('expired', reason)
  line.socket.disconnect(true)
}

/** Sends a desk on its way: it comes back after a part of so many seconds, by chance, so that not all come at once. */
export function sendOn(line: DeskLine, seconds: number): void {
  if (!line.open) return
  line.open = false
  line.socket.emit('move', seconds)
  line.socket.disconnect(true)
}

/** A refusal that Socket.IO carries to the client as `connect_error`, with the problem in its `data`. */
export const refusal = (said: Problem): Error => Object.assign(new Error(said.title), { data: said })
