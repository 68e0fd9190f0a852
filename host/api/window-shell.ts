import { ModelledEmitter } from '../modelled.ts'

const events = {
  name: 'BrowserWindow',
  sent: [
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
    'always-on-top-changed',
  ],
  silent: [
    'unresponsive',
    'responsive',
    'session-end',
    'query-session-end',
    'app-command',
    'swipe',
    'will-resize',
    'will-move',
    'system-context-menu',
  ],
}

type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

/** What a window is apart from its page: its place, its size, its state. */
export abstract class WindowShell extends ModelledEmitter {
  protected bounds: Electron.Rectangle
  protected title: string
  private smallest = { width: 0, height: 0 }
  private minimized = false
  private maximized = false
  private fullScreen = false
  private top = false
  private menuBar = true

  constructor(options: Electron.BrowserWindowConstructorOptions, title: string) {
    super(events)
    this.title = options.title ?? title
    this.smallest = { width: options.minWidth ?? 0, height: options.minHeight ?? 0 }
    this.bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.bounds = this.atLeast(this.bounds)
  }

  /** Told when the page's size has changed, and when a person's window has to be put in another state. */
  protected abstract resized(): void
  protected abstract show_(state: WindowState): void

  private atLeast(bounds: Electron.Rectangle): Electron.Rectangle {
    const { width, height } = this.smallest
    return { ...bounds, width: Math.max(bounds.width, width), height: Math.max(bounds.height, height) }
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
    this.show_('minimized')
    this.emit('minimize')
  }
  restore(): void {
    this.minimized = false
    this.show_('normal')
    this.emit('restore')
  }
  maximize(): void {
    this.maximized = true
    this.show_('maximized')
    this.emit('maximize')
  }
  unmaximize(): void {
    this.maximized = false
    this.show_('normal')
    this.emit('unmaximize')
  }
  setFullScreen(flag: boolean): void {
    this.fullScreen = flag
    this.show_(flag ? 'fullscreen' : 'normal')
    this.emit(flag ? 'enter-full-screen' : 'leave-full-screen')
  }
  getBounds(): Electron.Rectangle {
    return { ...this.bounds }
  }
  getNormalBounds(): Electron.Rectangle {
    return this.getBounds()
  }
  getContentBounds(): Electron.Rectangle {
    return this.getBounds()
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const before = this.bounds
    this.bounds = this.atLeast({ ...before, ...bounds })
    if (before.width !== this.bounds.width || before.height !== this.bounds.height) {
      this.resized()
      this.emit('resize')
      this.emit('resized')
    }
    if (before.x !== this.bounds.x || before.y !== this.bounds.y) {
      this.emit('move')
      this.emit('moved')
    }
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
  setContentSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }
  getMinimumSize(): number[] {
    return [this.smallest.width, this.smallest.height]
  }
  setMinimumSize(width: number, height: number): void {
    this.smallest = { width, height }
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
    this.emit('always-on-top-changed', {}, flag)
  }
  setMenuBarVisibility(visible: boolean): void {
    this.menuBar = visible
  }
  isMenuBarVisible(): boolean {
    return this.menuBar
  }
  isResizable(): boolean {
    return true
  }
  setAutoHideMenuBar(): void {}
  setContentProtection(): void {}
  center(): void {}
  moveTop(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  flashFrame(): void {}
  setProgressBar(): void {}
  setBackgroundColor(): void {}
  setSkipTaskbar(): void {}
  setOverlayIcon(): void {}
  setIcon(): void {}
  setTitleBarOverlay(): void {}
}
