import type { CDPSession } from '@playwright/test'

// Playwright carries the types of the DevTools protocol, but only by way of its own session object.
declare const session: CDPSession

/** A command of the DevTools protocol. */
export type Method = Parameters<CDPSession['send']>[0]
/** What a command takes. */
export type Params<M extends Method> = Parameters<typeof session.send<M>>[1]
/** What a command answers. */
export type Result<M extends Method> = Awaited<ReturnType<typeof session.send<M>>>

/** A page, worker or other thing that Chromium can be asked about. */
export interface TargetInfo {
  readonly targetId: string
  readonly type: string
  readonly title: string
  readonly url: string
  readonly openerId?: string
}

/** A frame as Chromium describes it. */
export interface FrameInfo {
  readonly id: string
  readonly parentId?: string
  readonly url: string
  readonly name?: string
}

/** A request that waits for our word. */
export interface PausedRequest {
  readonly requestId: string
  readonly frameId: string
  readonly resourceType: string
  readonly request: {
    readonly url: string
    readonly urlFragment?: string
    readonly method: string
    readonly headers: Record<string, string>
    readonly postData?: string
  }
}

/** The events that the stand-in listens to, with as much of each as it reads. */
export interface Events {
  'Target.attachedToTarget': { readonly sessionId: string; readonly targetInfo: TargetInfo }
  'Target.targetInfoChanged': { readonly targetInfo: TargetInfo }
  'Target.targetDestroyed': { readonly targetId: string }
  'Runtime.executionContextCreated': {
    readonly context: {
      readonly id: number
      readonly uniqueId: string
      readonly name: string
      readonly auxData: { readonly frameId: string }
    }
  }
  'Runtime.executionContextDestroyed': { readonly executionContextId: number }
  'Runtime.executionContextsCleared': object
  'Runtime.bindingCalled': { readonly name: string; readonly payload: string; readonly executionContextId: number }
  'Runtime.consoleAPICalled': {
    readonly type: string
    readonly args: readonly { readonly value?: unknown; readonly description?: string }[]
    readonly stackTrace?: { readonly callFrames: readonly { readonly url: string; readonly lineNumber: number }[] }
  }
  'Page.frameAttached': { readonly frameId: string; readonly parentFrameId: string }
  'Page.frameDetached': { readonly frameId: string; readonly reason: string }
  'Page.frameNavigated': { readonly frame: FrameInfo }
  'Page.navigatedWithinDocument': { readonly frameId: string; readonly url: string }
  'Page.domContentEventFired': object
  'Page.frameStartedLoading': { readonly frameId: string }
  'Page.frameStoppedLoading': { readonly frameId: string }
  'Page.loadEventFired': object
  'Page.lifecycleEvent': { readonly frameId: string; readonly name: string }
  'Fetch.requestPaused': PausedRequest
  'Inspector.targetCrashed': object
}
