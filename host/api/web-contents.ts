import { readFileSync } from 'node:fs'
import { createCodec } from '../codec.ts'
import { electronEvent, modelled, ModelledEmitter, NotModelledError } from '../modelled.ts'
import { createEndpoint, type PreloadConfig, preloadRuntime } from '../page/worlds.ts'
import { fromPage, originOf, state, toPage } from '../state.ts'
import { ipcMainImplementation } from './ipc-main.ts'
import { menuAccelerator } from './menu.ts'
import { protocolImplementation } from './protocol.ts'
import { defaultSessionImplementation } from './session.ts'
import { appImplementation } from './app.ts'

const codec = createCodec()
const WORLD = 'electron-preload'

const names = ModelledEmitter.describe(
  'webContents',
  [
    'did-start-loading',
    'did-stop-loading',
    'did-finish-load',
    'did-fail-load',
    'dom-ready',
    'did-navigate',
    'did-navigate-in-page',
    'will-navigate',
    'page-title-updated',
    'console-message',
    'render-process-gone',
    'destroyed',
    'preload-error',
    'ipc-message',
    'did-create-window',
    'focus',
    'blur',
  ],
  [
    'will-frame-navigate',
    'will-redirect',
    'will-attach-webview',
    'before-input-event',
    'context-menu',
    'unresponsive',
    'responsive',
    'will-prevent-unload',
    'devtools-opened',
    'devtools-closed',
    'zoom-changed',
    'input-event',
    'enter-html-full-screen',
    'leave-html-full-screen',
    'select-bluetooth-device',
    'certificate-error',
    'login',
  ],
)

interface Frame {
  id: string
  parentId: string | undefined
  url: string
  name: string
}
interface OpenDetails {
  url: string
  frameName: string
  features: string
  disposition: string
}
interface World {
  frameId: string
  uniqueId: string
}

const ERRORS: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

let lastId = 0
export const contents = new Map<number, WebContents>()

export class WebContents
  extends ModelledEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'send'
      | 'getURL'
      | 'getTitle'
      | 'isDestroyed'
      | 'isLoading'
      | 'executeJavaScript'
      | 'setWindowOpenHandler'
      | 'reload'
      | 'focus'
      | 'openDevTools'
      | 'closeDevTools'
      | 'isDevToolsOpened'
      | 'getUserAgent'
      | 'isCrashed'
      | 'setZoomFactor'
      | 'getZoomFactor'
    >
{
  readonly id = ++lastId
  readonly session = defaultSessionImplementation
  onFirstPaint: () => void = () => {}
  targetId = ''
  proxy: WebContents = this
  openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | undefined
  readonly attached = Promise.withResolvers<void>()
  private sessionId = ''
  private readonly frames = new Map<string, Frame>()
  private readonly worlds = new Map<number, World>()
  private mainFrameId = ''
  private loading = false
  private destroyed = false
  private crashed = false
  private title = ''
  private pendingUrl = ''
  private readonly preferences: Electron.WebPreferences

  constructor(preferences: Electron.WebPreferences) {
    super(names)
    this.preferences = preferences
    contents.set(this.id, this)
  }

  private cdp(method: string, params: Record<string, unknown> = {}) {
    if (!state.chromium) throw new Error('Chromium has not started')
    return state.chromium.cdp.send(method, params, this.sessionId)
  }

  private listen(method: string, listener: (params: any) => void): void {
    state.chromium?.cdp.on(method, listener, this.sessionId)
  }

  /** Takes over a page target before it loads anything. */
  async attach(targetId: string, sessionId: string): Promise<void> {
    this.targetId = targetId
    this.sessionId = sessionId
    const secret = crypto.randomUUID()
    const binding = `__host_${secret}`
    const deliver = `__deliver_${secret}`
    this.listen('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD) this.worlds.set(context.id, { frameId: context.auxData.frameId, uniqueId: context.uniqueId })
    })
    this.listen('Runtime.executionContextDestroyed', ({ executionContextId }) => this.worlds.delete(executionContextId))
    this.listen('Runtime.executionContextsCleared', () => this.worlds.clear())
    this.listen('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === binding) this.receive(JSON.parse(payload), executionContextId)
    })
    this.listen('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const level = type === 'warning' ? 'warning' : type === 'error' ? 'error' : type === 'debug' ? 'debug' : 'info'
      const frame = stackTrace?.callFrames[0]
      const message = args.map((arg: { value?: unknown; description?: string }) => arg.value ?? arg.description ?? '').join(' ')
      this.emit(
        'console-message',
        electronEvent({ message, level, lineNumber: frame?.lineNumber ?? 0, sourceId: fromPage(frame?.url ?? ''), frame: this.mainFrame }),
      )
    })
    this.listen('Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.frames.set(frameId, { id: frameId, parentId: parentFrameId, url: '', name: '' }),
    )
    this.listen('Page.frameDetached', ({ frameId, reason }) => reason === 'remove' && this.frames.delete(frameId))
    this.listen('Page.frameNavigated', ({ frame }) => {
      this.frames.set(frame.id, { id: frame.id, parentId: frame.parentId, url: fromPage(frame.url), name: frame.name ?? '' })
      if (frame.parentId) return
      this.mainFrameId = frame.id
      this.emit('did-navigate', electronEvent({}), fromPage(frame.url), 200, 'OK')
    })
    this.listen('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.frames.get(frameId)
      if (frame) frame.url = fromPage(url)
      this.emit('did-navigate-in-page', electronEvent({}), fromPage(url), frameId === this.mainFrameId, 0, 0)
    })
    this.listen('Page.domContentEventFired', () => this.emit('dom-ready', electronEvent({})))
    this.listen('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId !== this.mainFrameId || this.loading) return
      this.loading = true
      this.emit('did-start-loading')
    })
    this.listen('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId !== this.mainFrameId || !this.loading) return
      this.loading = false
      this.emit('did-stop-loading')
    })
    this.listen('Page.loadEventFired', async () => {
      // Chromium tells of titles late; Electron knows the page's own before it says it has loaded.
      const { result } = await this.cdp('Runtime.evaluate', { expression: 'document.title' }).catch(() => ({ result: {} }))
      if (this.destroyed) return
      if (result.value) this.titleChanged(result.value)
      this.emit('did-finish-load', electronEvent({}))
    })
    this.listen('Page.lifecycleEvent', ({ frameId, name }) => frameId === this.mainFrameId && name === 'firstPaint' && this.onFirstPaint())
    this.listen('Fetch.requestPaused', (params) => void this.intercept(params))
    this.listen('Inspector.targetCrashed', () => {
      this.crashed = true
      const details = { reason: 'crashed', exitCode: 1 }
      this.emit('render-process-gone', electronEvent({}), details)
      appImplementation.emit('render-process-gone', electronEvent({}), this.proxy, details)
    })

    await Promise.all([
      this.cdp('Page.enable'),
      this.cdp('Page.setLifecycleEventsEnabled', { enabled: true }),
      this.cdp('Page.getFrameTree').then(({ frameTree }) => {
        this.mainFrameId = frameTree.frame.id
        this.frames.set(frameTree.frame.id, { id: frameTree.frame.id, parentId: undefined, url: fromPage(frameTree.frame.url), name: '' })
      }),
      this.cdp('Runtime.enable'),
      this.cdp('Runtime.addBinding', { name: binding, executionContextName: WORLD }),
      ...this.scripts(secret, binding, deliver),
      this.cdp('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    ])
    this.deliverName = deliver
    await this.cdp('Runtime.runIfWaitingForDebugger')
    this.attached.resolve()
  }
  private deliverName = ''

  private scripts(secret: string, binding: string, deliver: string): Promise<unknown>[] {
    const down = `host-down-${secret}`
    const up = `host-up-${secret}`
    const preload = this.preferences.preload
    const config: PreloadConfig = {
      binding,
      deliver,
      env: { ...(process.env as Record<string, string>) },
      argv: [process.execPath, ...(this.preferences.additionalArguments ?? [])],
      platform: process.platform,
      arch: process.arch,
      versions: { ...(process.versions as Record<string, string>) },
      pid: process.pid,
      execPath: process.execPath,
      resourcesPath: process.resourcesPath,
      accelerators: state.interactive,
    }
    const main = `if (window === window.top) (${createEndpoint})(${JSON.stringify({ out: up, in: down, main: true })})`
    const text = preload ? readFileSync(preload, 'utf8') : ''
    const isolated = `if (window === window.top) (${preloadRuntime})(${JSON.stringify(config)}, (${createCodec})(), (${createEndpoint})(${JSON.stringify({ out: down, in: up, main: false })}), (require, process, module, exports, Buffer, global) => {${text}\n})\n//# sourceURL=${preload ?? 'host-preload'}`
    return [
      this.cdp('Page.addScriptToEvaluateOnNewDocument', { source: main }),
      this.cdp('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: WORLD }),
    ]
  }

  private receive(
    message: {
      type: string
      id: number
      channel: string
      data: string
      keys?: string
      message?: string
      stack?: string
      details?: OpenDetails
    },
    contextId: number,
  ): void {
    if (message.type === 'keys') return menuAccelerator(message.keys ?? '')
    if (message.type === 'open' && message.details) return this.opening(message.details)
    if (message.type === 'preload-error') {
      const error = Object.assign(new Error(message.message), { stack: message.stack })
      this.emit('preload-error', electronEvent({}), this.preferences.preload ?? '', error)
      return
    }
    const world = this.worlds.get(contextId)
    const args = codec.decode(message.data) as unknown[]
    const frame = world ? this.frame(world.frameId) : null
    const event = electronEvent({ type: 'frame' as const, sender: this.proxy, senderFrame: frame, processId: 1, frameId: 1, ports: [] })
    if (message.type === 'send') {
      const reply = (channel: string, ...values: unknown[]): void => this.send(channel, ...values)
      const full = Object.assign(event, { reply, returnValue: undefined })
      this.emit('ipc-message', full, message.channel, ...args)
      ipcMainImplementation.emit(message.channel, full, ...args)
      return
    }
    const handler = ipcMainImplementation.handlers.get(message.channel)
    const answer = (body: { data: string } | { error: string }): void => {
      if (world) this.deliver(world, { type: 'reply', id: message.id, ...body })
    }
    if (!handler) return answer({ error: `Error: No handler registered for '${message.channel}'` })
    void (async () => {
      try {
        const result = await handler(event as unknown as Electron.IpcMainInvokeEvent, ...args)
        answer({ data: codec.encode(result) })
      } catch (error) {
        console.error(`Error occurred in handler for '${message.channel}':`, error)
        answer({ error: String(error) })
      }
    })()
  }

  opening(details: OpenDetails): void {
    const answer = this.openHandler?.({
      ...details,
      url: fromPage(details.url),
      disposition: details.disposition as 'new-window',
      referrer: { url: this.getURL(), policy: 'strict-origin-when-cross-origin' },
    }) ?? { action: 'allow' }
    if (answer.action === 'allow')
      throw new NotModelledError(
        "electron: setWindowOpenHandler returning { action: 'allow' } (and window.open without a handler) is not modelled by the Chromium host.",
      )
  }

  private deliver(world: World, message: object): void {
    const expression = `globalThis[${JSON.stringify(this.deliverName)}](${JSON.stringify(JSON.stringify(message))})`
    void this.cdp('Runtime.evaluate', { expression, uniqueContextId: world.uniqueId }).catch(() => {})
  }

  /** Every request of the page comes here first: navigations, custom schemes, `webRequest`. */
  private async intercept(params: any): Promise<void> {
    const { requestId, request, resourceType, frameId } = params
    const url = fromPage(request.url + (request.urlFragment ?? ''))
    try {
      if (resourceType === 'Document' && frameId === this.mainFrameId && url !== this.pendingUrl) {
        const event = electronEvent({ url, isMainFrame: true, isSameDocument: false, frame: this.mainFrame, initiator: this.mainFrame })
        this.emit('will-navigate', event, url)
        if (event.defaultPrevented) return void (await this.cdp('Fetch.failRequest', { requestId, errorReason: 'Aborted' }))
      }
      const filter = defaultSessionImplementation.onBeforeRequest
      if (filter) {
        const details = {
          id: 0,
          url,
          method: request.method,
          resourceType: resourceType === 'Document' ? 'mainFrame' : resourceType.toLowerCase(),
          referrer: '',
          timestamp: Date.now(),
          webContentsId: this.id,
          webContents: this.proxy,
          frame: this.mainFrame,
          uploadData: [],
        }
        const response = await new Promise<Electron.CallbackResponse>((resolve) =>
          filter(details as unknown as Electron.OnBeforeRequestListenerDetails, resolve),
        )
        if (response.cancel) return void (await this.cdp('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }))
      }
      const scheme = url.slice(0, url.indexOf(':'))
      // Chromium's tab strip asks for it; Electron has none.
      if (resourceType === 'Other' && url.endsWith('/favicon.ico'))
        return void (await this.cdp('Fetch.fulfillRequest', { requestId, responseCode: 204 }))
      if (!state.schemes.has(scheme)) return void (await this.cdp('Fetch.continueRequest', { requestId }))
      const handler = protocolImplementation.handlers.get(scheme)
      if (!handler) return void (await this.cdp('Fetch.failRequest', { requestId, errorReason: 'Failed' }))
      const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : request.postData
      const response = await handler(
        new Request(url.split('#')[0] as string, {
          method: request.method,
          headers: request.headers,
          ...(body === undefined ? {} : { body }),
        }),
      )
      const bytes = Buffer.from(await response.arrayBuffer())
      const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }))
      await this.cdp('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body: bytes.toString('base64') })
    } catch (error) {
      if (!this.destroyed) console.error(`electron host: ${request.method} ${url} failed:`, error)
      await this.cdp('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {})
    }
  }

  private frame(frameId: string): Electron.WebFrameMain | null {
    const frame = this.frames.get(frameId)
    if (!frame) return null
    const host = this
    return modelled('WebFrameMain', {
      url: frame.url,
      origin: originOf(frame.url),
      name: frame.name,
      detached: false,
      frameTreeNodeId: 1,
      routingId: 1,
      processId: 1,
      get parent() {
        return frame.parentId ? host.frame(frame.parentId) : null
      },
      get top() {
        return host.mainFrame
      },
      send: (channel: string, ...args: unknown[]) => host.send(channel, ...args),
      isDestroyed: () => !host.frames.has(frameId),
    }) as unknown as Electron.WebFrameMain
  }
  get mainFrame(): Electron.WebFrameMain {
    return this.frame(this.mainFrameId) as Electron.WebFrameMain
  }
  /** As Electron's `getProcessMemoryInfo` and others are unmodelled, so is everything not listed in `implements`. */
  async load(url: string): Promise<void> {
    await this.attached.promise
    await defaultSessionImplementation.applyPermissions(url)
    this.pendingUrl = URL.canParse(url) ? new URL(url).href : url
    const finished = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = await this.cdp('Page.navigate', { url: toPage(url) })
    this.pendingUrl = ''
    if (errorText) {
      const code = errorText.replace(/^net::/, '')
      const number = ERRORS[code] ?? -2
      this.emit('did-fail-load', electronEvent({}), number, code, url, true, 1, 1)
      throw Object.assign(new Error(`${code} (${number}) loading '${url}'`), { errno: number, code, url })
    }
    await finished
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
    const data = codec.encode(args)
    for (const world of this.worlds.values()) if (world.frameId === this.mainFrameId) this.deliver(world, { type: 'event', channel, data })
  }
  getURL(): string {
    return this.frames.get(this.mainFrameId)?.url ?? ''
  }
  getTitle(): string {
    return this.title
  }
  titleChanged(title: string): void {
    if (title === this.title) return
    this.title = title
    this.emit('page-title-updated', electronEvent({}), title, true)
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  isLoading(): boolean {
    return this.loading
  }
  isCrashed(): boolean {
    return this.crashed
  }
  getUserAgent(): string {
    return defaultSessionImplementation.getUserAgent()
  }
  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.attached.promise
    const { result, exceptionDetails } = await this.cdp('Runtime.evaluate', {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
      userGesture,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.openHandler = handler
  }
  reload(): void {
    this.pendingUrl = this.getURL()
    void this.cdp('Page.reload')
  }
  focus(): void {
    void this.attached.promise.then(() => this.cdp('Page.bringToFront')).catch(() => {})
  }
  private zoom = 1
  setZoomFactor(factor: number): void {
    this.zoom = factor
    void this.attached.promise.then(() => this.cdp('Emulation.setPageScaleFactor', { pageScaleFactor: factor })).catch(() => {})
  }
  getZoomFactor(): number {
    return this.zoom
  }
  openDevTools(): void {}
  closeDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false
  }
  async capture(): Promise<Buffer> {
    const { data } = await this.cdp('Page.captureScreenshot', { format: 'png' })
    return Buffer.from(data, 'base64')
  }
  windowCommand(method: string, params: Record<string, unknown> = {}) {
    return this.cdp(method, params)
  }
  close(options?: { waitForBeforeUnload?: boolean }): void {
    void this.attached.promise
      .then(() =>
        options?.waitForBeforeUnload ? this.cdp('Page.close') : state.chromium?.cdp.send('Target.closeTarget', { targetId: this.targetId }),
      )
      .catch(() => {})
  }
  gone(): void {
    if (this.destroyed) return
    this.destroyed = true
    contents.delete(this.id)
    this.emit('destroyed')
  }
}

export const webContents = modelled('webContents', {
  getAllWebContents: () => [...contents.values()].map((item) => item.proxy),
  fromId: (id: number) => contents.get(id)?.proxy,
  fromDevToolsTargetId: (targetId: string) => [...contents.values()].find((item) => item.targetId === targetId)?.proxy,
  getFocusedWebContents: () => [...contents.values()].at(-1)?.proxy ?? null,
})
