import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { electronEvent, modelled, ModelledEmitter } from '../modelled.ts'
import { state } from '../state.ts'
import { windows } from './browser-window.ts'

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
  | 'focus'
  | 'setAboutPanelOptions'
  | 'setAsDefaultProtocolClient'
  | 'userAgentFallback'
  | 'setLoginItemSettings'
  | 'getLoginItemSettings'
>

const names = ModelledEmitter.describe(
  'app',
  [
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
    'session-created',
    'second-instance',
  ],
  [
    'activate',
    'open-url',
    'open-file',
    'child-process-gone',
    'certificate-error',
    'login',
    'accessibility-support-changed',
    'gpu-info-update',
    'did-become-active',
  ],
)

class App extends ModelledEmitter implements Modelled {
  isPackaged = false
  name = ''
  userAgentFallback = ''
  private ready_ = Promise.withResolvers<void>()
  private paths_ = new Map<string, string>()
  private badge_ = 0
  private finished_ = false
  /** Set by the launcher: closes Chromium. */
  stop: () => Promise<void> = async () => {}

  constructor() {
    super(names)
  }

  commandLine = modelled('app.commandLine', {
    appendSwitch: (name: string, value = '') => {
      if (state.chromium)
        throw new Error(`app.commandLine.appendSwitch('${name}') has no effect once Chromium has started (Electron ignores it silently).`)
      state.switches.set(name, value)
    },
    appendArgument: () => {},
    hasSwitch: (name: string) => state.switches.has(name),
    getSwitchValue: (name: string) => state.switches.get(name) ?? '',
    removeSwitch: (name: string) => void state.switches.delete(name),
  } satisfies Electron.CommandLine) as Electron.CommandLine

  whenReady(): Promise<void> {
    return this.ready_.promise
  }
  isReady(): boolean {
    return state.ready
  }
  becomeReady(): void {
    state.ready = true
    this.ready_.resolve()
    this.emit('ready', electronEvent({}), {})
  }
  getName(): string {
    return this.name
  }
  setName(name: string): void {
    this.name = name
  }
  getVersion(): string {
    return state.packageJson.version ?? state.electronVersion
  }
  getLocale(): string {
    return state.ready ? Intl.DateTimeFormat().resolvedOptions().locale : ''
  }
  getSystemLocale(): string {
    return this.getLocale()
  }
  getAppPath(): string {
    return state.appPath
  }
  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const set = this.paths_.get(name)
    if (set) return set
    const home = homedir()
    const appData =
      process.platform === 'win32'
        ? (process.env.APPDATA ?? join(home, 'AppData/Roaming'))
        : process.platform === 'darwin'
          ? join(home, 'Library/Application Support')
          : (process.env.XDG_CONFIG_HOME ?? join(home, '.config'))
    const of: Partial<Record<string, string>> = {
      home,
      appData,
      temp: tmpdir(),
      exe: process.execPath,
      module: process.execPath,
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
      music: join(home, 'Music'),
      pictures: join(home, 'Pictures'),
      videos: join(home, 'Videos'),
    }
    const plain = of[name]
    if (plain) return plain
    const userData = this.paths_.get('userData') ?? join(appData, this.name)
    if (name === 'userData' || name === 'sessionData')
      return name === 'sessionData' ? (this.paths_.get('sessionData') ?? userData) : userData
    if (name === 'logs') return join(userData, 'logs')
    if (name === 'crashDumps') return join(userData, 'Crashpad')
    throw new Error(`Failed to get '${name}' path`)
  }
  setPath(name: string, path: string): void {
    if ((name === 'userData' || name === 'sessionData') && state.chromium)
      throw new Error(`app.setPath('${name}') must come before ready: the session already uses the old path.`)
    mkdirSync(path, { recursive: true })
    this.paths_.set(name, path)
  }
  enableSandbox(): void {
    if (state.ready) throw new Error('app.enableSandbox() can only be called before app is ready')
  }
  disableHardwareAcceleration(): void {
    if (state.ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready')
    state.switches.set('disable-gpu', '')
  }
  requestSingleInstanceLock(): boolean {
    return true
  }
  hasSingleInstanceLock(): boolean {
    return true
  }
  releaseSingleInstanceLock(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
  setAsDefaultProtocolClient(): boolean {
    return false
  }
  setLoginItemSettings(): void {}
  getLoginItemSettings(): Electron.LoginItemSettings {
    return { openAtLogin: false, wasOpenedAtLogin: false, status: 'not-registered', executableWillLaunchAtLogin: false, launchItems: [] }
  }
  setBadgeCount(count = 0): boolean {
    this.badge_ = count
    return true
  }
  getBadgeCount(): number {
    return this.badge_
  }
  focus(): void {}
  relaunch(): void {
    throw new Error('app.relaunch() is not modelled by the Chromium host')
  }

  quit(): void {
    if (state.quitting) return
    const event = electronEvent({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    state.quitting = true
    void (async () => {
      for (const win of [...windows.values()])
        if (!(await win.tryClose())) {
          state.quitting = false
          return
        }
      this.finish(0)
    })()
  }

  exit(code = 0): void {
    for (const win of [...windows.values()]) win.destroy()
    void this.end(code)
  }

  /** Called when the last window has closed. */
  windowAllClosed(): void {
    if (state.quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  private finish(code: number): void {
    const event = electronEvent({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) {
      state.quitting = false
      return
    }
    void this.end(code)
  }

  private async end(code: number): Promise<void> {
    if (this.finished_) return
    this.finished_ = true
    this.emit('quit', electronEvent({}), code)
    await this.stop()
    process.exit(code)
  }
}

export const appImplementation = new App()
export const app = modelled('app', appImplementation)
