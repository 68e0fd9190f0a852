import { randomUUID } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { io, type Socket } from 'socket.io-client'
import { PROTOCOL } from '../../../src/domain/contract/version.ts'
import { Frame, type ToDesk, type ToHub } from '../../../src/domain/contract/wire.ts'
import type { Kind, Row } from '../../../src/domain/kind.ts'

/** Waits until something is so; the test's own limit says how long at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}

export type Answered = {
  readonly ok: boolean
  readonly problem?: { readonly status: number; readonly field?: string; readonly detail?: string }
} & Record<string, unknown>

/** A desk without a replica on disk: it speaks the wire by hand, and keeps what it is sent in maps. */
export type RawDesk = {
  readonly socket: Socket<ToDesk, ToHub>
  readonly frames: readonly Frame[]
  readonly expired: readonly string[]
  readonly heard: readonly { readonly event: string; readonly value: unknown }[]
  cursor(): number
  ask(event: string, ...words: readonly unknown[]): Promise<Answered>
  tell(event: string, word: unknown): void
  row<K extends Kind>(kind: K, id: string): Row<K> | undefined
  rows<K extends Kind>(kind: K): readonly Row<K>[]
  /** Sends one command and gives its outcome. */
  push(name: string, args: object, more?: { readonly version?: number; readonly id?: string; readonly seq?: number }): Promise<Answered>
  close(): void
}

type Data = Map<string, { readonly kind: string; readonly body: unknown }>

function take(data: Data, frame: Frame): void {
  if (frame.reset) data.clear()
  for (const row of [...frame.rows, ...frame.pages.flatMap((page) => page.rows)]) data.set(`${row.kind} ${row.id}`, row)
  for (const { kind, id } of frame.gone) data.delete(`${kind} ${id}`)
}

export type Opening = {
  readonly url: string
  readonly token: string
  readonly headers?: Readonly<Record<string, string>>
  readonly protocol?: number
}

/** Connects; rejects with the problem's status when it is turned away. */
export async function connectDesk({ url, token, headers = {}, protocol = PROTOCOL }: Opening): Promise<RawDesk> {
  const socket: Socket<ToDesk, ToHub> = io(`${url}/desk`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { token, protocol },
    extraHeaders: { ...headers },
  })
  const frames: Frame[] = []
  const expired: string[] = []
  const heard: { event: string; value: unknown }[] = []
  const data: Data = new Map()
  let cursor = 0
  let seq = 0
  socket.on('frame', (packed, reply) => {
    const text = typeof packed === 'string' ? packed : zstdDecompressSync(packed).toString()
    const frame = Frame.parse(JSON.parse(text))
    frames.push(frame)
    if (frame.from === cursor || frame.reset) {
      take(data, frame)
      cursor = frame.to
    }
    reply(cursor)
  })
  socket.on('expired', (reason) => expired.push(reason))
  for (const event of ['expiring', 'typing', 'viewing', 'pulse'] as const)
    socket.on(event, (value: unknown) => heard.push({ event, value }))
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
  const rows = <K extends Kind>(kind: K): readonly Row<K>[] =>
    [...data.values()].filter((row) => row.kind === kind).map(({ body }) => body as Row<K>)
  return {
    ...{ socket, frames, expired, heard, ask, rows },
    cursor: () => cursor,
    tell: (event, word) => void (socket as unknown as { emit(event: string, word: unknown): void }).emit(event, word),
    row: <K extends Kind>(kind: K, id: string) => data.get(`${kind} ${id}`)?.body as Row<K> | undefined,
    push(name, args, { version = 1, id = randomUUID(), seq: own } = {}) {
      seq += 1
      return ask('push', { commands: [{ id, seq: own ?? seq, name, version, args, saidAt: 0, after: [] }] })
    },
    close: () => void socket.disconnect(),
  }
}

export const nextScopes = (agent: string, ...more: readonly string[]): readonly string[] => ['ref', `user:${agent}`, ...more]

/** Connects, says hello from nothing, listens, and wants some scopes. */
export async function openDesk(opening: Opening & { readonly device: string }, scopes: readonly string[]): Promise<RawDesk> {
  const desk = await connectDesk(opening)
  await desk.ask('hello', { device: opening.device, epoch: null, cursor: 0 })
  await desk.ask('listen')
  await desk.ask('want', { add: scopes, drop: [] })
  return desk
}
