import { ipcMainParts } from './api/ipc-main.ts'
import { electronEvent } from './modelled.ts'
import { decode } from './page/decode.ts'
import { encode } from './page/encode.ts'
import type { OpenDetails } from './page/open.ts'
import type { World } from './worlds.ts'

/** What a preload says to the main process. */
export type FromPreload =
  | { readonly type: 'invoke'; readonly id: number; readonly channel: string; readonly data: string }
  | { readonly type: 'send'; readonly channel: string; readonly data: string }
  | { readonly type: 'keys'; readonly keys: string }
  | { readonly type: 'open'; readonly details: OpenDetails }
  | { readonly type: 'preload-error'; readonly message: string; readonly stack?: string }

/** The page that a message has come from. */
export interface Sender {
  readonly sender: object
  readonly senderFrame: Electron.WebFrameMain | null
  readonly world: World | undefined
  readonly deliver: (world: World, message: object) => void
  readonly send: (channel: string, ...args: unknown[]) => void
  readonly emit: (event: string, ...args: unknown[]) => boolean
}

const argsOf = (data: string): unknown[] => {
  const args = decode(data)
  return Array.isArray(args) ? args : []
}

const eventOf = ({ sender, senderFrame }: Sender) =>
  electronEvent({ type: 'frame' as const, sender, senderFrame, processId: 1, frameId: 1, ports: [] })

/** ipcRenderer.send */
export function receiveSend(from: Sender, { channel, data }: { readonly channel: string; readonly data: string }): void {
  const reply = (to: string, ...values: unknown[]): void => from.send(to, ...values)
  const event = Object.assign(eventOf(from), { reply, returnValue: undefined })
  const args = argsOf(data)
  from.emit('ipc-message', event, channel, ...args)
  ipcMainParts.emit(channel, event, ...args)
}

interface Invocation {
  readonly id: number
  readonly channel: string
  readonly data: string
}

/** ipcRenderer.invoke: whatever the handler answers or throws goes back, in Electron's words. */
export async function receiveInvoke(from: Sender, { id, channel, data }: Invocation): Promise<void> {
  const answer = (body: { readonly data: string } | { readonly error: string }): void => {
    if (from.world) from.deliver(from.world, { type: 'reply', id, ...body })
  }
  const handler = ipcMainParts.handlers.get(channel)
  if (!handler) return answer({ error: `Error: No handler registered for '${channel}'` })
  try {
    // As much of the event as is modelled; what a handler reads of its sender throws by name if it is not.
    const event = eventOf(from) as unknown as Electron.IpcMainInvokeEvent
    answer({ data: encode(await handler(event, ...argsOf(data))) })
  } catch (error) {
    console.error(`Error occurred in handler for '${channel}':`, error)
    answer({ error: String(error) })
  }
}
