import type { Readable, Writable } from 'node:stream'
import type { Events, Method, Params, Result } from './protocol.ts'

type Listener = (params: unknown) => void

interface Pending {
  readonly method: string
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly sessionId?: string
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** A DevTools-protocol client over Chromium's `--remote-debugging-pipe`: JSON, with a NUL after each message. */
export class Cdp {
  onClose: () => void = () => undefined
  private readonly write: Writable
  private readonly pending = new Map<number, Pending>()
  private readonly listeners = new Map<string, Set<Listener>>()
  private last = 0
  private closed = false

  constructor(write: Writable, read: Readable) {
    this.write = write
    let rest = Buffer.alloc(0)
    write.on('error', () => this.close())
    read.on('close', () => this.close())
    read.on('data', (chunk: Buffer) => {
      let data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0)) {
        this.receive(JSON.parse(data.toString('utf8', 0, end)))
        data = data.subarray(end + 1)
      }
      rest = Buffer.from(data)
    })
  }

  send<M extends Method>(method: M, params?: Params<M>, sessionId?: string): Promise<Result<M>> {
    if (this.closed) return Promise.reject(new Error(`Chromium is gone (${method})`))
    const id = ++this.last
    this.write.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`)
    // Chromium answers each command by the protocol's own shape: this is the one place where that is taken on trust.
    return new Promise((resolve, reject) => this.pending.set(id, { method, resolve: resolve as (value: unknown) => void, reject }))
  }

  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void, sessionId = ''): void {
    const key = `${sessionId}|${event}`
    const known = this.listeners.get(key) ?? new Set()
    this.listeners.set(key, known)
    known.add(listener as Listener)
  }

  private receive(message: Message): void {
    if (message.id === undefined) {
      for (const listener of this.listeners.get(`${message.sessionId ?? ''}|${message.method}`) ?? []) listener(message.params)
      return
    }
    const pending = this.pending.get(message.id)
    this.pending.delete(message.id)
    if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
    else pending?.resolve(message.result)
  }

  private close(): void {
    if (this.closed) return
    this.closed = true
    for (const { reject, method } of this.pending.values()) reject(new Error(`Chromium went away during ${method}`))
    this.pending.clear()
    this.onClose()
  }
}
