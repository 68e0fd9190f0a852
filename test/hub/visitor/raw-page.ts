import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { FromVisitor, ShownMessage, ToVisitor } from '../../../src/domain/contract/visitor.ts'
import type { TestHub } from '../doors/open-hub.ts'
import { WIDGET } from '../doors/open-hub.ts'
import type { Answered } from '../gateway/raw-desk.ts'

/** A page of a dealer's site, by hand: it shows what it is told, each message once. */
export type RawPage = {
  readonly socket: Socket<ToVisitor, FromVisitor>
  readonly threads: readonly (readonly ShownMessage[])[]
  readonly messages: readonly ShownMessage[]
  readonly states: readonly { readonly agent: string | null; readonly resolved: boolean }[]
  readonly typings: readonly boolean[]
  /** What the customer sees: the last thread, and what came after. */
  seen(): readonly string[]
  ask(event: string, ...words: readonly unknown[]): Promise<Answered>
  say(text: string, id?: string): Promise<Answered>
  tell(event: string, word: unknown): void
  close(): void
}

export type Admission = { readonly token: string; readonly party: string }

/** Asks for a token at the site's door, with an earlier one if there is one. */
export async function admit(
  hub: Pick<TestHub, 'post'>,
  token: string | null = null,
  headers: Record<string, string> = {},
): Promise<Admission> {
  const { status, body } = await hub.post('/v1/visitors', { site: WIDGET, language: 'en', token }, headers)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as unknown as Admission
}

/** Connects with a token; rejects with the problem's status when turned away. */
export async function openPage(url: string, token: string, headers: Readonly<Record<string, string>> = {}): Promise<RawPage> {
  const socket: Socket<ToVisitor, FromVisitor> = io(`${url}/visitor`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { token },
    extraHeaders: { ...headers },
  })
  const threads: (readonly ShownMessage[])[] = []
  const messages: ShownMessage[] = []
  const states: { agent: string | null; resolved: boolean }[] = []
  const typings: boolean[] = []
  let shown: string[] = []
  socket.on('thread', (thread) => {
    threads.push(thread)
    shown = thread.map(({ text }) => text)
  })
  socket.on('message', (message) => {
    messages.push(message)
    shown.push(message.text)
  })
  socket.on('state', (state) => states.push(state))
  socket.on('typing', (typing) => typings.push(typing))
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', resolve)
    socket.on('connect_error', (error: Error & { data?: { status?: number } }) =>
      reject(new Error(String(error.data?.status ?? error.message))),
    )
  })
  const ask = (event: string, ...words: readonly unknown[]): Promise<Answered> =>
    // The test sends on purpose what the types forbid.
    (socket.timeout(10_000) as unknown as { emitWithAck(event: string, ...words: readonly unknown[]): Promise<Answered> }).emitWithAck(
      event,
      ...words,
    )
  return {
    ...{ socket, threads, messages, states, typings, ask },
    seen: () => shown,
    say: (text, id = randomUUID()) => ask('say', { id, text }),
    tell: (event, word) => void (socket as unknown as { emit(event: string, word: unknown): void }).emit(event, word),
    close: () => void socket.disconnect(),
  }
}
