import type { Server, Socket } from 'socket.io'
import type { Problem } from '../../domain/contract/problem.ts'
import type { ToDesk, ToHub } from '../../domain/contract/wire.ts'
import type { HeldTicket } from '../auth/tickets.ts'

export type DeskSocket = Socket<ToHub, ToDesk>
export type DeskSpace = ReturnType<Server<ToHub, ToDesk>['of']>

/** One desk's connection and the ticket it is let in by. */
export type DeskLine = {
  readonly socket: DeskSocket
  ticket: HeldTicket
  /** The end of the ticket of which the desk has been warned. */
  warned: number
  open: boolean
}

/** Tells a desk why, and ends its connection. */
export function expel(line: DeskLine, reason: Parameters<ToDesk['expired']>[0]): void {
  if (!line.open) return
  line.open = false
  line.socket.emit('expired', reason)
  line.socket.disconnect(true)
}

/** A refusal that Socket.IO carries to the client as `connect_error`, with the problem in its `data`. */
export const refusal = (said: Problem): Error => Object.assign(new Error(said.title), { data: said })
