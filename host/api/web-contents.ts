import { electronEvent, modelled } from '../modelled.ts'
import { encode } from '../page/encode.ts'
import { chromium } from '../state.ts'
import type { TargetSession } from '../target-session.ts'
import { toPage } from '../urls.ts'
import { defaultSessionParts } from './session.ts'
import { loadError } from './web-contents-parts.ts'
import { WebPage } from './web-page.ts'

type OpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse

type Modelled = Pick<
  Electron.WebContents,
  | 'id'
  | 'send'
  | 'getURL'
  | 'getTitle'
  | 'isDestroyed'
  | 'isLoading'
  | 'isCrashed'
  | 'executeJavaScript'
  | 'setWindowOpenHandler'
  | 'reload'
  | 'focus'
  | 'openDevTools'
  | 'closeDevTools'
  | 'isDevToolsOpened'
  | 'toggleDevTools'
  | 'getUserAgent'
  | 'setZoomFactor'
  | 'getZoomFactor'
  | 'setZoomLevel'
  | 'getZoomLevel'
  | 'setBackgroundThrottling'
  | 'close'
>

/** Electron's webContents: one page, driven over the DevTools protocol. */
export class WebContents extends WebPage implements Modelled {
  static readonly all = new Map<number, WebContents>()
  private static last = 0
  readonly id = ++WebContents.last
  readonly session = defaultSessionParts
  readonly seen: WebContents
  private zoom = 1

  constructor(preferences: Electron.WebPreferences) {
    super(preferences)
    WebContents.all.set(this.id, this)
    this.seen = modelled('webContents', this)
  }

  async load(url: string): Promise<void> {
    const target = await this.page
    await defaultSessionParts.applyPermissions(url)
    this.pendingUrl = URL.canParse(url) ? new URL(url).href : url
    const finished = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()))
    const { errorText } = await target.send('Page.navigate', { url: toPage(url) })
    this.pendingUrl = ''
    if (errorText) {
      const error = loadError(errorText, url)
      this.emit('did-fail-load', electronEvent({}), error.errno, error.code, url, true, 1, 1)
      throw error
    }
    await finished
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed')
    const data = encode(args)
    for (const world of this.worlds?.ofFrame(this.frames.mainId) ?? []) this.worlds?.deliver(world, { type: 'event', channel, data })
  }
  getURL(): string {
    return this.frames.mainUrl
  }
  getTitle(): string {
    return this.title
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
    return defaultSessionParts.getUserAgent()
  }
  async executeJavaScript(expression: string, userGesture = false): Promise<unknown> {
    const target = await this.page
    const options = { expression, awaitPromise: true, returnByValue: true, userGesture }
    const { result, exceptionDetails } = await target.send('Runtime.evaluate', options)
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }
  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler
  }
  reload(): void {
    this.pendingUrl = this.getURL()
    this.tell((target) => target.tell('Page.reload'))
  }
  focus(): void {
    this.tell((target) => target.tell('Page.bringToFront'))
  }
  setZoomFactor(factor: number): void {
    this.zoom = factor
    this.tell((target) => target.tell('Emulation.setPageScaleFactor', { pageScaleFactor: factor }))
  }
  getZoomFactor(): number {
    return this.zoom
  }
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level)
  }
  getZoomLevel(): number {
    return Math.log(this.zoom) / Math.log(1.2)
  }
  setBackgroundThrottling(): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false
  }
  close(options?: { waitForBeforeUnload?: boolean }): void {
    this.tell((target) => {
      if (options?.waitForBeforeUnload) target.tell('Page.close')
      else this.closeTarget(target.targetId)
    })
  }
  /** Chromium forgets to close a page that is just loading: so it is told until the page has gone. */
  private closeTarget(targetId: string): void {
    if (this.destroyed) return
    chromium()
      .cdp.send('Target.closeTarget', { targetId })
      .catch(() => undefined)
    setTimeout(() => this.closeTarget(targetId), 250).unref()
  }
  gone(): void {
    if (this.destroyed) return
    this.destroyed = true
    WebContents.all.delete(this.id)
    this.emit('destroyed')
  }

  private tell(word: (target: TargetSession) => void): void {
    void this.page.then(word)
  }
}

const seen = (item: WebContents | undefined): WebContents | undefined => item?.seen

/** Electron's webContents module. */
export const webContents = modelled('webContents', {
  getAllWebContents: () => [...WebContents.all.values()].map((item) => item.seen),
  fromId: (id: number) => seen(WebContents.all.get(id)),
  fromDevToolsTargetId: (targetId: string) => seen([...WebContents.all.values()].find((item) => item.targetId === targetId)),
  getFocusedWebContents: () => seen([...WebContents.all.values()].at(-1)) ?? null,
})
