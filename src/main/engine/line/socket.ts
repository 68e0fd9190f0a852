import { type Asked, answers, type Said } from './answers.ts'
import type { HubSocket } from './dial.ts'

/** Asks the hub and reads its answer; null when none came in time or it cannot be read. */
export async function ask<A extends Asked>(socket: HubSocket, asked: A, ...words: readonly unknown[]): Promise<Said<A> | null> {
  try {
    const parsed = answers[asked].safeParse(await socket.ask(asked, words))
    return parsed.success ? (parsed.data as Said<A>) : null
  } catch {
    return null
  }
}
