import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '../../../domain/contract/version.ts'
import type { ToDesk, ToHub } from '../../../domain/contract/wire.ts'

/** What a connection tells. */
export interface Heard extends ToDesk {
  readonly connect: () => void
  readonly connect_error: (error: Error & { readonly data?: unknown }) => void
  readonly disconnect: (reason: string) => void
  /** A sign of life. */
  readonly ping: () => void
}

/** One connection to the hub: it is made once, and once it has ended it is of no more use. */
export interface HubSocket {
  connect(): void
  /** Ends it; nothing of it is heard any more. */
  close(): void
  hear<E extends keyof Heard>(event: E, then: Heard[E]): void
  /** Rejects where no answer comes in time. */
  ask(event: string, words: readonly unknown[]): Promise<unknown>
  /** Says what may be lost. */
  whisper(event: 'typing' | 'viewing', words: object): void
}

/** What a door of the hub's answered; the body is not yet read. */
export interface Posted {
  readonly status: number
  readonly body: unknown
}

/** What is put to a door of the hub's, in the name of whoever's ticket it is where one is shown. */
interface Posting {
  readonly path: string
  readonly body: object
  readonly token?: string
}

/** The ways to a hub. The shipped ones are Socket.IO and HTTP. */
export interface Dial {
  readonly socket: (hub: string, token: string) => HubSocket
  /** Null where the hub was not reached in time. */
  readonly post: (hub: string, posting: Posting) => Promise<Posted | null>
}

/** How long an answer may take before the line counts as broken. */
const ANSWER_MS = 10_000

const addressOf = (hub: string): string => hub.replace(/\/+$/, '')

function over(socket: Socket<ToDesk, ToHub>): HubSocket {
  // The library types each event by itself; what is said and answered is parsed, so nothing rests on it.
  const loose = socket as unknown as {
    on: (event: string, then: unknown) => void
    timeout: (ms: number) => { emitWithAck: (event: string, ...words: readonly unknown[]) => Promise<unknown> }
    readonly volatile: { emit: (event: string, words: object) => void }
  }
  return {
    connect: () => void socket.connect(),
    close() {
      socket.removeAllListeners()
      socket.disconnect()
    },
    hear(event, then) {
      if (event === 'ping') socket.io.on('ping', then as Heard['ping'])
      else loose.on(event, then)
    },
    ask: (event, words) => loose.timeout(ANSWER_MS).emitWithAck(event, ...words),
    whisper: (event, words) => loose.volatile.emit(event, words),
  }
}

async function post(hub: string, { path, body, token }: Posting): Promise<Posted | null> {
  try {
    const response = await fetch(`${addressOf(hub)}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    return { status: response.status, body: response.ok ? await response.json() : null }
  } catch {
    return null
  }
}

/** The shipped way. Coming back is ours to time, so the library's own way of it is off. */
export const wireDial: Dial = {
  socket: (hub, token) =>
    over(
      io(`${addressOf(hub)}/desk`, {
        transports: ['websocket'],
        reconnection: false,
        autoConnect: false,
        forceNew: true,
        timeout: ANSWER_MS,
        auth: { token, protocol: PROTOCOL },
      }),
    ),
  post,
}
