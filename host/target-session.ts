import type { Events, Method, Params, Result } from './protocol.ts'
import { chromium } from './state.ts'

/** The line to one page of Chromium. */
export class TargetSession {
  readonly targetId: string
  private readonly sessionId: string

  constructor(targetId: string, sessionId: string) {
    this.targetId = targetId
    this.sessionId = sessionId
  }

  send<M extends Method>(method: M, params?: Params<M>): Promise<Result<M>> {
    return chromium().cdp.send(method, params, this.sessionId)
  }

  on<E extends keyof Events>(event: E, listener: (params: Events[E]) => void): void {
    chromium().cdp.on(event, listener, this.sessionId)
  }

  /** A command whose failure means no more than that the page has gone meanwhile. */
  tell<M extends Method>(method: M, params?: Params<M>): void {
    this.send(method, params).catch(() => undefined)
  }
}
