import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '../../../domain/contract/version.ts'
import type { ToDesk, ToHub } from '../../../domain/contract/wire.ts'
import { type Asked, answers, type Said } from './answers.ts'

export type HubSocket = Socket<ToDesk, ToHub>

/** How long an answer may take before the line counts as broken. */
const ANSWER_MS = 10_000

/** A socket not yet connected. Coming back is ours to time, so the library's own way of it is off. */
export const socketTo = (hub: string, token: string): HubSocket =>
  io(`${hub.replace(/\/+$/, '')}/desk`, {
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    forceNew: true,
    timeout: ANSWER_MS,
    auth: { token, protocol: PROTOCOL },
  })

/** Asks the hub and reads its answer; null when none came in time or it cannot be read. */
export async function ask<A extends Asked>(socket: HubSocket, asked: A, ...words: readonly unknown[]): Promise<Said<A> | null> {
  try {
    // The library types each event by itself; the answer is parsed, so nothing rests on it.
    const emit: (event: string, ...words: readonly unknown[]) => Promise<unknown> = (event, ...rest) =>
      (
        socket.timeout(ANSWER_MS) as unknown as { emitWithAck: (event: string, ...words: readonly unknown[]) => Promise<unknown> }
      ).emitWithAck(event, ...rest)
    const parsed = answers[asked].safeParse(await emit(asked, ...words))
    return parsed.success ? (parsed.data as Said<A>) : null
  } catch {
    return null
  }
}
