import { electronEvent, modelled, NotModelledError } from '../modelled.ts'
import { openWindows } from '../registry.ts'
import { chromium, requireReady, state } from '../state.ts'
import { follow, openTarget } from '../targets.ts'
import { appParts } from './app.ts'
import { NativeImage } from './native-image.ts'
import { WebContents } from './web-contents.ts'
import { WindowShell } from './window-shell.ts'

const safe = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
} as const

function requireSafe(preferences: Electron.WebPreferences = {}): void {
  for (const [key, value] of Object.entries(preferences)) {
    const expected = key in safe ? safe[key as keyof typeof safe] : value
    if (value !== undefined && value !== expected) {
      throw new NotModelledError(
        `electron: webPreferences.${key}: ${value} is not modelled by the stand-in, which has only Electron's secure defaults.`,
      )
    }
  }
}

type Modelled = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'close'
  | 'destroy'
  | 'focus'
  | 'blur'
  | 'isVisible'
  | 'isFocused'
  | 'isDestroyed'
  | 'reload'
  | 'getMediaSourceId'
  | (keyof Electron.BrowserWindow & keyof Omit<WindowShell, keyof NodeJS.EventEmitter>)
>

/** Electron's BrowserWindow: a page of Chromium with a window's manners. */
export class BrowserWindow extends WindowShell implements Modelled {
  private static readonly all = new Map<number, BrowserWindow>()
  private static focused: BrowserWindow | undefined
  private static last = 0
  readonly id = ++BrowserWindow.last
  readonly webContents: WebContents
  /** What the app sees of this window: it throws where something is not modelled. */
  readonly seen: BrowserWindow
  private readonly contents: WebContents
  private visible: boolean
  private dead = false
  private painted = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    requireReady('Cannot create BrowserWindow before app is ready')
    requireSafe(options.webPreferences)
    super(options, appParts.name)
    this.visible = options.show ?? true
    this.contents = new WebContents(options.webPreferences ?? {})
    this.webContents = this.contents.seen
    this.seen = modelled('BrowserWindow', this)
    BrowserWindow.all.set(this.id, this)
    openWindows.set(this.id, this)
    this.followContents()
    this.open().catch((error) => {
      if (!this.dead) console.error('stand-in: a window did not open:', error)
    })
    appParts.emit('web-contents-created', electronEvent({}), this.webContents)
    appParts.emit('browser-window-created', electronEvent({}), this.seen)
  }

  private followContents(): void {
    this.contents.onFirstPaint = () => this.paint()
    this.contents.once('did-finish-load', () => setTimeout(() => this.paint(), 100))
    this.contents.on('page-title-updated', (event: Electron.Event, title: string) => {
      this.emit('page-title-updated', event, title, true)
      if (!event.defaultPrevented) this.title = title
    })
  }

  private paint(): void {
    if (this.painted || this.dead) return
    this.painted = true
    this.emit('ready-to-show')
  }

  private async open(): Promise<void> {
    const target = await openTarget(this.id, this.bounds)
    follow(target.targetId, {
      titled: (title) => this.contents.titled(title),
      opening: (details) => this.contents.opening(details),
      gone: () => {
        if (state.shown) this.emit('close', electronEvent({}))
        this.gone()
      },
    })
    await this.contents.attach(target)
    if (!state.shown) this.resized()
    if (this.visible) this.becomeFocused()
  }

  /** A headless page is given the size of the window: Electron's frame and menu bar take none of it here. */
  protected override resized(): void {
    const { width, height } = this.bounds
    void this.contents.page.then(async (target) => {
      if (!state.shown) return target.tell('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 0, mobile: false })
      const { windowId } = await target.send('Browser.getWindowForTarget', { targetId: target.targetId })
      await chromium().cdp.send('Browser.setWindowBounds', { windowId, bounds: { width, height } })
    })
  }

  protected override show_(windowState: 'normal' | 'minimized' | 'maximized' | 'fullscreen'): void {
    if (!state.shown) return
    void this.contents.page.then(async (target) => {
      const { windowId } = await target.send('Browser.getWindowForTarget', { targetId: target.targetId })
      await chromium().cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
    })
  }

  private becomeFocused(): void {
    const before = BrowserWindow.focused
    if (before === this) return
    if (before && !before.dead) {
      before.emit('blur')
      appParts.emit('browser-window-blur', electronEvent({}), before.seen)
    }
    BrowserWindow.focused = this
    this.emit('focus')
    appParts.emit('browser-window-focus', electronEvent({}), this.seen)
  }

  loadURL(url: string): Promise<void> {
    const loading = this.contents.load(url)
    // As Electron does: a load that nobody awaits is no unhandled rejection.
    loading.catch(() => undefined)
    return loading
  }
  show(): void {
    this.alive()
    if (!this.visible) {
      this.visible = true
      this.emit('show')
    }
    this.focus()
  }
  showInactive(): void {
    if (this.visible) return
    this.visible = true
    this.emit('show')
  }
  hide(): void {
    if (!this.visible) return
    this.visible = false
    this.emit('hide')
    this.blur()
    this.show_('minimized')
  }
  focus(): void {
    if (!this.visible) return
    this.contents.focus()
    this.becomeFocused()
  }
  blur(): void {
    if (BrowserWindow.focused !== this) return
    BrowserWindow.focused = undefined
    this.emit('blur')
  }
  close(): void {
    void this.tryClose()
  }
  /** As a person closing the window: `close` may be prevented. */
  async tryClose(): Promise<boolean> {
    if (this.dead) return true
    const event = electronEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    await this.contents.page
    const gone = new Promise<boolean>((resolve) => this.once('closed', () => resolve(true)))
    this.contents.close()
    return gone
  }
  destroy(): void {
    if (this.dead) return
    this.contents.close()
    this.gone()
  }
  private gone(): void {
    if (this.dead) return
    this.dead = true
    if (BrowserWindow.focused === this) BrowserWindow.focused = undefined
    BrowserWindow.all.delete(this.id)
    openWindows.delete(this.id)
    this.contents.gone()
    this.emit('closed')
    if (openWindows.size === 0) appParts.windowAllClosed()
  }
  isDestroyed(): boolean {
    return this.dead
  }
  isVisible(): boolean {
    return this.visible
  }
  isFocused(): boolean {
    return BrowserWindow.focused === this
  }
  override setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.alive()
    super.setBounds(bounds)
  }
  async capturePage(): Promise<NativeImage> {
    const target = await this.contents.page
    const { data } = await target.send('Page.captureScreenshot', { format: 'png' })
    return NativeImage.of(Buffer.from(data, 'base64'))
  }
  getMediaSourceId(): string {
    return `window:${this.id}:0`
  }
  reload(): void {
    this.contents.reload()
  }
  private alive(): void {
    if (this.dead) throw new TypeError('Object has been destroyed')
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.all.values()].map((window) => window.seen)
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.focused?.seen ?? null
  }
  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.all.get(id)?.seen ?? null
  }
  static fromWebContents(item: WebContents): BrowserWindow | null {
    return [...BrowserWindow.all.values()].find((window) => window.contents.id === item.id)?.seen ?? null
  }
}
