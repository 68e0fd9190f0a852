import { modelled } from './modelled.ts'
import type { FrameInfo } from './protocol.ts'
import type { TargetSession } from './target-session.ts'
import { fromPage, originOf } from './urls.ts'

interface Frame {
  readonly parentId: string | undefined
  readonly name: string
  url: string
}

/** The frames of one page, as Electron's WebFrameMain shows them. */
export class Frames {
  mainId = ''
  private readonly frames = new Map<string, Frame>()
  private readonly send: (channel: string, ...args: unknown[]) => void

  constructor(send: (channel: string, ...args: unknown[]) => void) {
    this.send = send
  }

  follow(session: TargetSession): void {
    session.on('Page.frameAttached', ({ frameId, parentFrameId }) => this.set({ id: frameId, parentId: parentFrameId, url: '' }))
    session.on('Page.frameDetached', ({ frameId, reason }) => {
      if (reason === 'remove') this.frames.delete(frameId)
    })
  }

  set({ id, parentId, url, name = '' }: FrameInfo): void {
    this.frames.set(id, { parentId, name, url: fromPage(url) })
    if (parentId === undefined) this.mainId = id
  }

  moved(id: string, url: string): void {
    const frame = this.frames.get(id)
    if (frame) frame.url = fromPage(url)
  }

  get mainUrl(): string {
    return this.frames.get(this.mainId)?.url ?? ''
  }

  get(id: string): Electron.WebFrameMain | null {
    const frame = this.frames.get(id)
    if (!frame) return null
    const top = (): Electron.WebFrameMain | null => this.get(this.mainId)
    const parent = (): Electron.WebFrameMain | null => (frame.parentId === undefined ? null : this.get(frame.parentId))
    const seen = {
      url: frame.url,
      origin: originOf(frame.url),
      name: frame.name,
      detached: false,
      frameTreeNodeId: 1,
      routingId: 1,
      processId: 1,
      get parent() {
        return parent()
      },
      get top() {
        return top()
      },
      send: this.send,
      isDestroyed: () => !this.frames.has(id),
    } satisfies Partial<Electron.WebFrameMain>
    // What of it is not modelled throws by name, so that the cast can mislead nobody for long.
    return modelled('WebFrameMain', seen) as unknown as Electron.WebFrameMain
  }
}
