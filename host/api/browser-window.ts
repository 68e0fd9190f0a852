import { pathToFileURL } from 'node:url'
import { electronEvent, modelled, ModelledEmitter, NotModelledError } from '../modelled.ts'
import { requireReady, state } from '../state.ts'
import { appImplementation } from './app.ts'
import { NativeImage } from './native-image.ts'
import { contents, WebContents } from './web-contents.ts'

const names = ModelledEmitter.describe(
  'BrowserWindow',
  [
    'ready-to-show',
    'show',
    'hide',
    'close',
    'closed',
    'focus',
    'blur',
    'page-title-updated',
    'minimize',
    'maximize',
    'unmaximize',
    'restore',
    'resize',
    'resized',
    'move',
    'moved',
    'enter-full-screen',
    'leave-full-screen',
  ],
  [
    'unresponsive',
    'responsive',
    'session-end',
    'query-session-end',
    'app-command',
    'swipe',
    'always-on-top-changed',
    'will-resize',
    'will-move',
    'system-context-menu',
  ],
)

export const windows = new Map<number, BrowserWindow>()
let lastId = 0
let focused: BrowserWindow | undefined

const SAFE = {
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

type Modelled = Pick<
  Electron.BrowserWindow,
  | 'id'
  | 'loadURL'
  | 'loadFile'
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
  | 'isMinimized'
  | 'isMaximized'
  | 'isFullScreen'
  | 'minimize'
  | 'maximize'
  | 'unmaximize'
  | 'restore'
  | 'setFullScreen'
  | 'getBounds'
  | 'setBounds'
  | 'getNormalBounds'
  | 'getSize'
  | 'setSize'
  | 'getPosition'
  | 'setPosition'
  | 'getContentSize'
  | 'setTitle'
  | 'getTitle'
  | 'setMenuBarVisibility'
  | 'setMenu'
  | 'removeMenu'
  | 'flashFrame'
  | 'setProgressBar'
  | 'setAlwaysOnTop'
  | 'isAlwaysOnTop'
  | 'setMinimumSize'
  | 'setBackgroundColor'
  | 'setSkipTaskbar'
  | 'setOverlayIcon'
  | 'setIcon'
  | 'center'
  | 'reload'
  | 'getMediaSourceId'
  | 'setTitleBarOverlay'
>

export class BrowserWindow extends ModelledEmitter implements Modelled {
  readonly id = ++lastId
  readonly contents: WebContents
  readonly webContents: WebContents
  private visible: boolean
  private dead = false
  private minimized = false
  private maximized = false
  private fullScreen = false
  private top = false
  private bounds: Electron.Rectangle
  private title: string
  private readyToShow = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(names)
    requireReady('Cannot create BrowserWindow before app is ready')
    for (const [key, safe] of Object.entries(SAFE)) {
      const value = options.webPreferences?.[key as keyof typeof SAFE]
      if (value !== undefined && value !== safe)
        throw new NotModelledError(
          `electron: webPreferences.${key}: ${value} is not modelled by the Chromium host, which has only Electron's secure defaults.`,
        )
    }
    this.visible = options.show ?? true
    this.title = options.title ?? appImplementation.name
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.contents = new WebContents(options.webPreferences ?? {})
    this.webContents = modelled('webContents', this.contents)
    this.contents.proxy = this.webContents
    windows.set(this.id, this)
    const self = modelled('BrowserWindow', this)
    Object.defineProperty(this, 'self', { value: self })
    this.contents.onFirstPaint = () => this.paint()
    this.contents.once('did-finish-load', () => setTimeout(() => this.paint(), 100))
    this.contents.on('page-title-updated', (event: Electron.Event, title: string) => {
      this.emit('page-title-updated', event, title, true)
      if (!event.defaultPrevented) this.title = title
    })
    void this.open(options).catch((error) => {
      if (!this.dead) console.error('electron host: a window did not open:', error)
    })
    appImplementation.emit('web-contents-created', electronEvent({}), this.webContents)
    appImplementation.emit('browser-window-created', electronEvent({}), self)
    // biome-ignore lint/correctness/noConstructorReturn: unmodelled members must throw on the instance too
    return self
  }
  declare self: BrowserWindow

  private paint(): void {
    if (this.readyToShow || this.dead) return
    this.readyToShow = true
    this.emit('ready-to-show')
  }

  private async open(options: Electron.BrowserWindowConstructorOptions): Promise<void> {
    const chromium = state.chromium
    if (!chromium) throw new Error('Chromium has not started')
    const { targetId, sessionId } = await openTarget(this.id, this.bounds)
    await this.contents.attach(targetId, sessionId)
    if (state.interactive) {
      const { windowId } = await this.contents.windowCommand('Browser.getWindowForTarget', { targetId })
      await chromium.cdp.send('Browser.setWindowBounds', { windowId, bounds: { width: this.bounds.width, height: this.bounds.height } })
    } else await this.fit(options.useContentSize ?? false)
    if (this.visible) this.becomeFocused()
  }

  /** Chromium's windows have a frame and a toolbar; make the page as large as Electron's would be. */
  private async fit(_content: boolean): Promise<void> {
    await this.contents.windowCommand('Emulation.setDeviceMetricsOverride', {
      width: this.bounds.width,
      height: this.bounds.height,
      deviceScaleFactor: 0,
      mobile: false,
    })
  }

  private becomeFocused(): void {
    if (focused === this) return
    if (focused && !focused.dead) {
      focused.emit('blur')
      appImplementation.emit('browser-window-blur', electronEvent({}), focused.self)
    }
    focused = this
    this.emit('focus')
    appImplementation.emit('browser-window-focus', electronEvent({}), this.self)
  }

  loadURL(url: string): Promise<void> {
    const loading = this.contents.load(url)
    loading.catch(() => {}) // as Electron does: a load nobody awaits is no unhandled rejection
    return loading
  }
  loadFile(path: string): Promise<void> {
    return this.loadURL(pathToFileURL(path).href)
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
    if (focused === this) this.blur()
    if (state.interactive) void this.state('minimized')
  }
  focus(): void {
    if (!this.visible) return
    this.contents.focus()
    this.becomeFocused()
  }
  blur(): void {
    if (focused !== this) return
    focused = undefined
    this.emit('blur')
  }
  close(): void {
    void this.tryClose()
  }
  /** As a person closing the window: `close` may be prevented, and the page may refuse in `beforeunload`. */
  async tryClose(): Promise<boolean> {
    if (this.dead) return true
    const event = electronEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    await this.contents.attached.promise
    const gone = new Promise<boolean>((resolve) => this.once('closed', () => resolve(true)))
    this.contents.close()
    return gone
  }
  destroy(): void {
    if (this.dead) return
    this.contents.close()
    this.gone()
  }
  /** Its page has gone, for whatever reason. */
  gone(): void {
    if (this.dead) return
    this.dead = true
    if (focused === this) focused = undefined
    windows.delete(this.id)
    this.contents.gone()
    this.emit('closed')
    if (windows.size === 0) appImplementation.windowAllClosed()
  }
  isDestroyed(): boolean {
    return this.dead
  }
  isVisible(): boolean {
    return this.visible
  }
  isFocused(): boolean {
    return focused === this
  }
  isMinimized(): boolean {
    return this.minimized
  }
  isMaximized(): boolean {
    return this.maximized
  }
  isFullScreen(): boolean {
    return this.fullScreen
  }
  minimize(): void {
    this.minimized = true
    void this.state('minimized')
    this.emit('minimize')
  }
  restore(): void {
    this.minimized = false
    void this.state('normal')
    this.emit('restore')
  }
  maximize(): void {
    this.maximized = true
    void this.state('maximized')
    this.emit('maximize')
  }
  unmaximize(): void {
    this.maximized = false
    void this.state('normal')
    this.emit('unmaximize')
  }
  setFullScreen(flag: boolean): void {
    this.fullScreen = flag
    void this.state(flag ? 'fullscreen' : 'normal')
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen')
  }
  private async state(windowState: string): Promise<void> {
    if (!state.interactive) return
    await this.contents.attached.promise
    const { windowId } = await this.contents.windowCommand('Browser.getWindowForTarget', { targetId: this.contents.targetId })
    await state.chromium?.cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } })
  }
  getBounds(): Electron.Rectangle {
    return { ...this.bounds }
  }
  getNormalBounds(): Electron.Rectangle {
    return this.getBounds()
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.alive()
    const before = this.bounds
    this.bounds = { ...before, ...bounds }
    if (before.width !== this.bounds.width || before.height !== this.bounds.height) {
      this.emit('resize')
      if (!state.interactive) void this.contents.attached.promise.then(() => this.fit(false))
    }
    if (before.x !== this.bounds.x || before.y !== this.bounds.y) this.emit('move')
  }
  getSize(): number[] {
    return [this.bounds.width, this.bounds.height]
  }
  getContentSize(): number[] {
    return this.getSize()
  }
  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }
  getPosition(): number[] {
    return [this.bounds.x, this.bounds.y]
  }
  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }
  getTitle(): string {
    return this.title
  }
  setTitle(title: string): void {
    this.title = title
  }
  isAlwaysOnTop(): boolean {
    return this.top
  }
  setAlwaysOnTop(flag: boolean): void {
    this.top = flag
  }
  async capturePage(): Promise<NativeImage> {
    return NativeImage.fromPng(await this.contents.capture())
  }
  getMediaSourceId(): string {
    return `window:${this.id}:0`
  }
  reload(): void {
    this.contents.reload()
  }
  center(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setMenuBarVisibility(): void {}
  flashFrame(): void {}
  setProgressBar(): void {}
  setMinimumSize(): void {}
  setBackgroundColor(): void {}
  setSkipTaskbar(): void {}
  setOverlayIcon(): void {}
  setIcon(): void {}
  setTitleBarOverlay(): void {}

  private alive(): void {
    if (this.dead) throw new TypeError('Object has been destroyed')
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()].map((win) => win.self)
  }
  static getFocusedWindow(): BrowserWindow | null {
    return focused?.self ?? null
  }
  static fromId(id: number): BrowserWindow | null {
    return windows.get(id)?.self ?? null
  }
  static fromWebContents(item: WebContents): BrowserWindow | null {
    return [...windows.values()].find((win) => win.contents.id === item.id)?.self ?? null
  }
}

const waiting = new Map<string, (found: { targetId: string; sessionId: string }) => void>()

async function openTarget(id: number, bounds: Electron.Rectangle): Promise<{ targetId: string; sessionId: string }> {
  const chromium = state.chromium
  if (!chromium) throw new Error('Chromium has not started')
  if (state.interactive) {
    const mark = `electron-host-window-${id}`
    const found = new Promise<{ targetId: string; sessionId: string }>((resolve) => waiting.set(mark, resolve))
    const { spawn } = await import('node:child_process')
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []
    spawn(
      chromium.executable,
      [
        `--user-data-dir=${chromium.userDataDir}`,
        `--app=data:text/html,<title>${mark}</title>`,
        `--window-size=${bounds.width},${bounds.height}`,
        ...sandbox,
      ],
      { stdio: 'ignore', detached: true },
    ).unref()
    return found
  }
  const { targetId } = await chromium.cdp.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    width: bounds.width,
    height: bounds.height,
  })
  const session = sessions.get(targetId)
  if (session) return { targetId, sessionId: session }
  return new Promise((resolve) => waiting.set(targetId, resolve))
}

const sessions = new Map<string, string>()

/** Follows Chromium's pages: ours as they attach, and those that pages open themselves. */
export async function followTargets(): Promise<void> {
  const cdp = state.chromium?.cdp
  if (!cdp) return
  cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const { targetId, type, url, openerId } = targetInfo
    if (type !== 'page') return void cdp.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => {})
    if (openerId) return void popup(targetId, sessionId, openerId, url)
    sessions.set(targetId, sessionId)
    const mark = [...waiting.keys()].find((key) => key === targetId || decodeURIComponent(url).includes(`<title>${key}</title>`))
    if (!mark) return
    waiting.get(mark)?.({ targetId, sessionId })
    waiting.delete(mark)
  })
  cdp.on('Target.targetInfoChanged', ({ targetInfo }) => {
    const page = [...contents.values()].find((item) => item.targetId === targetInfo.targetId)
    if (page && targetInfo.title && !page.isDestroyed() && page.getURL() && !targetInfo.title.includes('electron-host'))
      page.titleChanged(targetInfo.title)
  })
  cdp.on('Target.targetDestroyed', ({ targetId }) => {
    for (const win of windows.values())
      if (win.contents.targetId === targetId) {
        if (state.interactive) win.emit('close', electronEvent({}))
        win.gone()
      }
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true })
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
}

/** What slips past the page's own `window.open` (a form's target, say): never leave it paused, for its opener waits with it. */
async function popup(targetId: string, sessionId: string, openerId: string, startUrl: string): Promise<void> {
  const cdp = state.chromium?.cdp
  const opener = [...contents.values()].find((item) => item.targetId === openerId)
  await cdp?.send('Runtime.runIfWaitingForDebugger', {}, sessionId).catch(() => {})
  await cdp?.send('Target.closeTarget', { targetId }).catch(() => {})
  opener?.opening({ url: startUrl, frameName: '', features: '', disposition: 'new-window' })
}
