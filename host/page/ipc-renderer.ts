import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { PageEmitter } from './page-emitter.ts'

/** What the main process sends to a preload. */
type Delivery =
  | { readonly type: 'event'; readonly channel: string; readonly data: string }
  | { readonly type: 'reply'; readonly id: number; readonly data?: string; readonly error?: string }

/** The renderer's half of IPC. */
export class IpcRenderer extends PageEmitter {
  private readonly post: (message: object) => void
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown> & { readonly channel: string }>()
  private last = 0

  constructor(post: (message: object) => void) {
    super()
    this.post = post
  }

  async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    const id = ++this.last
    const data = encode(args)
    const answer = { channel, ...Promise.withResolvers<unknown>() }
    this.waiting.set(id, answer)
    this.post({ type: 'invoke', id, channel, data })
    return answer.promise
  }

  send(channel: string, ...args: unknown[]): void {
    this.post({ type: 'send', channel, data: encode(args) })
  }

  /** Takes in what has come from the main process; `sender` is what listeners see as the event's sender. */
  deliver(text: string, sender: object): void {
    const message: Delivery = JSON.parse(text)
    if (message.type === 'event') {
      const args = decode(message.data)
      this.emit(message.channel, { sender, ports: [] }, ...(Array.isArray(args) ? args : []))
      return
    }
    const call = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.error !== undefined) call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.error}`))
    else call?.resolve(message.data === undefined ? undefined : decode(message.data))
  }
}
