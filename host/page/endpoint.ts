import { uncloneable } from './clone-kinds.ts'
import { Crossing } from './crossing.ts'
import type { OpenDetails } from './open.ts'

interface WorldMessage {
  readonly call?: number
  readonly expose?: string
  readonly reply?: number
  readonly settle?: number
  readonly id?: number
  readonly value?: unknown
  readonly failed?: boolean
  readonly open?: OpenDetails
}

const frozen = (value: unknown): unknown => {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const item of Object.values(value)) frozen(item)
    return value
  }
  return typeof value === 'function' ? Object.freeze(value) : value
}

const messageOf = (error: unknown): string =>
  error instanceof Error
    ? error.message
    : 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'

/**
 * One end of the line between a page's own world and the preload's. Chromium clones `CustomEvent.detail` when an event
 * crosses worlds, and dispatches it at once: just what contextBridge needs, no shared objects and calls that return.
 */
export class Endpoint {
  onOpen: (details: OpenDetails) => void = () => undefined
  private readonly out: string
  private readonly crossing: Crossing
  private readonly replies = new Map<number, WorldMessage>()
  // Taken before any script of the page can put something else in their place.
  private readonly dispatch = window.dispatchEvent.bind(window)
  private readonly Message = globalThis.CustomEvent
  private last = 0

  constructor(names: { readonly out: string; readonly in: string }) {
    this.out = names.out
    this.crossing = new Crossing({
      call: (id, value) => this.request({ call: id, value }),
      settle: (id, failed, value) => this.post({ settle: id, failed, value }),
    })
    window.addEventListener(names.in, (event) => {
      event.stopImmediatePropagation()
      if (event instanceof CustomEvent && event.detail) this.receive(event.detail)
    })
  }

  /** Puts an API on the other world's window, as contextBridge.exposeInMainWorld does. */
  expose(key: string, api: unknown): void {
    this.request({ expose: key, value: this.crossing.pack(api) })
  }

  open(details: OpenDetails): void {
    this.post({ open: details })
  }

  private post(message: WorldMessage): void {
    try {
      structuredClone(message)
    } catch {
      throw new Error(uncloneable)
    }
    this.dispatch(new this.Message(this.out, { detail: message }))
  }

  private request(message: WorldMessage): unknown {
    const id = ++this.last
    this.post({ ...message, id })
    const reply = this.replies.get(id)
    this.replies.delete(id)
    if (!reply) throw new Error('The other side of contextBridge did not answer.')
    if (reply.failed) throw new Error(String(reply.value))
    return reply.value
  }

  private receive(message: WorldMessage): void {
    if (message.open) this.onOpen(message.open)
    else if (message.reply !== undefined) this.replies.set(message.reply, message)
    else if (message.settle !== undefined) this.crossing.settled(message.settle, message.failed === true, message.value)
    else if (message.id !== undefined) this.answer(message.id, message)
  }

  private answer(id: number, message: WorldMessage): void {
    try {
      const value = message.expose === undefined ? this.called(message) : this.exposed(message.expose, message.value)
      this.post({ reply: id, value })
    } catch (error) {
      this.post({ reply: id, failed: true, value: messageOf(error) })
    }
  }

  private called({ call, value }: WorldMessage): unknown {
    return this.crossing.answer(Number(call), Array.isArray(value) ? value : [])
  }

  private exposed(key: string, api: unknown): void {
    if (Object.hasOwn(window, key)) throw new Error('Cannot bind an API on top of an existing property on the window object')
    const value = frozen(this.crossing.unpack(api))
    Object.defineProperty(window, key, { value, enumerable: true, configurable: false, writable: false })
  }
}
