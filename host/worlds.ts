import type { TargetSession } from './target-session.ts'

/** The name of the isolated world that preloads run in. */
export const preloadWorld = 'electron-preload'

/** One preload world: a page has one for each document it loads. */
export interface World {
  readonly frameId: string
  readonly uniqueId: string
}

/** The preload worlds of one page, and the way to speak into them. */
export class Worlds {
  private readonly worlds = new Map<number, World>()
  private readonly session: TargetSession
  private readonly deliverName: string

  constructor(session: TargetSession, deliverName: string) {
    this.session = session
    this.deliverName = deliverName
    session.on('Runtime.executionContextCreated', ({ context: { id, name, uniqueId, auxData } }) => {
      if (name === preloadWorld) this.worlds.set(id, { frameId: auxData.frameId, uniqueId })
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.worlds.delete(executionContextId))
    session.on('Runtime.executionContextsCleared', () => this.worlds.clear())
  }

  get(contextId: number): World | undefined {
    return this.worlds.get(contextId)
  }

  ofFrame(frameId: string): World[] {
    return [...this.worlds.values()].filter((world) => world.frameId === frameId)
  }

  deliver(world: World, message: object): void {
    const expression = `globalThis[${JSON.stringify(this.deliverName)}](${JSON.stringify(JSON.stringify(message))})`
    this.session.tell('Runtime.evaluate', { expression, uniqueContextId: world.uniqueId })
  }
}
