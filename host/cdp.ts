import type { Readable, Writable } from 'node:stream'

export type Params = Record<string, unknown>
// biome-ignore lint/suspicious/noExplicitAny: protocol payloads are checked where they are read
export type Result = any
type Listener = (params: Result, sessionId: string) => void

interface Pending {
  resolve: (value: Result) => void
  reject: (error: Error) => void
  method: string
}

/** A DevTools-protocol client over Chromium's `--remote-debugging-pipe` (NUL-separated JSON). */
export class Cdp {
  readonly #write: Writable
  readonly #pending = new Map<number, Pending>()
  readonly #listeners = new Map<string, Set<Listener>>()
  #id = 0
  #closed = false
  onClose: () => void = () => {}

  constructor(write: Writable, read: Readable) {
    this.#write = write
    let rest: Buffer = Buffer.alloc(0)
    write.on('error', () => this.#close())
    read.on('close', () => this.#close())
    read.on('data', (chunk: Buffer) => {
      let data = rest.length ? Buffer.concat([rest, chunk]) : chunk
      for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0)) {
        this.#receive(JSON.parse(data.toString('utf8', 0, end)))
        data = data.subarray(end + 1)
      }
      rest = data
    })
  }

  #close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const { reject, method } of this.#pending.values()) reject(new Error(`Chromium went away during ${method}`))
    this.#pending.clear()
    this.onClose()
  }

  #receive(message: Result): void {
    if (message.id) {
      const pending = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.error) pending?.reject(new Error(`${pending.method}: ${message.error.message}`))
      else pending?.resolve(message.result)
      return
    }
    for (const listener of this.#listeners.get(`${message.sessionId ?? ''}|${message.method}`) ?? [])
      listener(message.params, message.sessionId ?? '')
  }

  get closed(): boolean {
    return this.#closed
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Result> {
    if (this.#closed) return Promise.reject(new Error(`Chromium is gone (${method})`))
    const id = ++this.#id
    this.#write.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject, method }))
  }

  on(method: string, listener: Listener, sessionId = ''): () => void {
    const key = `${sessionId}|${method}`
    const set = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, set)
    set.add(listener)
    return () => set.delete(listener)
  }
}
