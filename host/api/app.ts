import { appPath, setAppPath } from '../app-paths.ts'
import { electronEvent, ModelledEmitter, modelled } from '../modelled.ts'
import { openWindows } from '../registry.ts'
import { type SecondInstance, SingleInstance } from '../single-instance.ts'
import { state } from '../state.ts'
import { commandLine } from './command-line.ts'

type Modelled = Pick<
  Electron.App,
  | 'whenReady'
  | 'isReady'
  | 'quit'
  | 'exit'
  | 'relaunch'
  | 'getPath'
  | 'setPath'
  | 'getAppPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getLocale'
  | 'getSystemLocale'
  | 'getPreferredSystemLanguages'
  | 'isPackaged'
  | 'name'
  | 'commandLine'
  | 'enableSandbox'
  | 'disableHardwareAcceleration'
  | 'requestSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'setAppUserModelId'
  | 'setBadgeCount'
  | 'getBadgeCount'
  | 'badgeCount'
  | 'focus'
  | 'show'
  | 'hide'
  | 'setAboutPanelOptions'
  | 'setAsDefaultProtocolClient'
  | 'removeAsDefaultProtocolClient'
  | 'isDefaultProtocolClient'
  | 'userAgentFallback'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
>

const events = {
  name: 'app',
  sent: [
    'will-finish-launching',
    'ready',
    'window-all-closed',
    'before-quit',
    'will-quit',
    'quit',
    'browser-window-created',
    'browser-window-focus',
    'browser-window-blur',
    'web-contents-created',
    'render-process-gone',
    'second-instance',
  ],
  silent: [
    'activate',
    'open-url',
    'open-file',
    'session-created',
    'child-process-gone',
    'certificate-error',
    'select-client-certificate',
    'login',
    'accessibility-support-changed',
    'gpu-info-update',
    'did-become-active',
  ],
}

class App extends ModelledEmitter implements Modelled {
  isPackaged = false
  name = ''
  userAgentFallback = ''
  badgeCount = 0
  readonly commandLine = commandLine
  /** Set by the launcher: ends Chromium. */
  stop: () => Promise<void> = async () => undefined
  private readonly whenReady_ = Promise.withResolvers<void>()
  private readonly instance = new SingleInstance()
  private readonly schemes = new Set<string>()
  private finished = false

  constructor() {
    super(events)
    this.instance.onSecond = (letter) => void this.whenReady_.promise.then(() => this.second(letter))
  }

  whenReady(): Promise<void> {
    return this.whenReady_.promise
  }
  isReady(): boolean {
    return state.ready
  }
  becomeReady(): void {
    state.ready = true
    this.whenReady_.resolve()
    this.emit('ready', electronEvent({}), {})
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getVersion(): string {
    return state.appPackage.version ?? state.electronVersion
  }
  getLocale(): string {
    return state.ready ? Intl.DateTimeFormat().resolvedOptions().locale : ''
  }
  getSystemLocale(): string {
    return this.getLocale()
  }
  getPreferredSystemLanguages(): string[] {
    return [Intl.DateTimeFormat().resolvedOptions().locale]
  }
  getAppPath(): string {
    return state.appPath
  }
  getPath(name: string): string {
    return appPath(name, this.name)
  }
  setPath(name: string, path: string): void {
    setAppPath(name, path)
  }
  enableSandbox(): void {
    if (state.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }
  disableHardwareAcceleration(): void {
    if (state.ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready')
    state.switches.set('disable-gpu', '')
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    return this.instance.request(this.getPath('userData'), { argv: process.argv, workingDirectory: process.cwd(), additionalData })
  }
  hasSingleInstanceLock(): boolean {
    return this.instance.has
  }
  releaseSingleInstanceLock(): void {
    this.instance.release()
  }
  private second({ argv, workingDirectory, additionalData }: SecondInstance): void {
    this.emit('second-instance', electronEvent({}), argv, workingDirectory, additionalData)
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    this.schemes.add(scheme)
    return true
  }
  removeAsDefaultProtocolClient(scheme: string): boolean {
    return this.schemes.delete(scheme)
  }
  isDefaultProtocolClient(scheme: string): boolean {
    return this.schemes.has(scheme)
  }
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  setLoginItemSettings(): void {}
  getLoginItemSettings(): Electron.LoginItemSettings {
    return {
      openAtLogin: false,
      wasOpenedAtLogin: false,
      status: 'not-registered',
      executableWillLaunchAtLogin: false,
      launchItems: [],
    }
  }
  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }
  getBadgeCount(): number {
    return this.badgeCount
  }
  focus(): void {}
  show(): void {}
  hide(): void {}
  relaunch(): void {
    throw new Error('app.relaunch() is not modelled by the stand-in')
  }

  quit(): void {
    if (state.quitting) return
    const event = electronEvent({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    state.quitting = true
    void this.closeThenEnd()
  }
  exit(code = 0): void {
    state.quitting = true
    for (const window of [...openWindows.values()]) window.destroy()
    void this.end(code)
  }

  /** Called when the last window has closed. */
  windowAllClosed(): void {
    if (state.quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  private async closeThenEnd(): Promise<void> {
    for (const window of [...openWindows.values()]) {
      if (await window.tryClose()) continue
      state.quitting = false
      return
    }
    const event = electronEvent({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) state.quitting = false
    else await this.end(0)
  }

  private async end(code: number): Promise<void> {
    if (this.finished) return
    this.finished = true
    this.emit('quit', electronEvent({}), code)
    await this.stop()
    process.exit(code)
  }
}

/** What the stand-in itself sees of it. */
export const appParts = new App()
/** Electron's app. */
export const app = modelled('app', appParts)
