import { ModelledEmitter, modelled } from '../modelled.ts'
import { requireReady, state } from '../state.ts'
import { originOf, schemes, toPage } from '../urls.ts'
import { protocol } from './protocol.ts'

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type BeforeRequest = (details: Electron.OnBeforeRequestListenerDetails, callback: (response: Electron.CallbackResponse) => void) => void

const events = {
  name: 'session',
  sent: [],
  silent: ['will-download', 'extension-loaded', 'spellcheck-dictionary-initialized', 'preconnect'],
}

/** Chromium's names for what Electron's permission handlers are asked about. */
const permissions: readonly { readonly asked: Parameters<NonNullable<CheckHandler>>[1]; readonly chromium: string }[] = [
  { asked: 'notifications', chromium: 'notifications' },
  { asked: 'geolocation', chromium: 'geolocation' },
  { asked: 'media', chromium: 'camera' },
  { asked: 'clipboard-read', chromium: 'clipboard-read' },
  { asked: 'clipboard-sanitized-write', chromium: 'clipboard-write' },
  { asked: 'midi', chromium: 'midi' },
  { asked: 'idle-detection', chromium: 'idle-detection' },
  { asked: 'window-management', chromium: 'window-management' },
]

type Modelled = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'clearStorageData'
  | 'clearCache'
  | 'getUserAgent'
  | 'isPersistent'
  | 'setSpellCheckerEnabled'
  | 'isSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
  | 'setSpellCheckerDictionaryDownloadURL'
  | 'flushStorageData'
  | 'closeAllConnections'
>

class Session extends ModelledEmitter implements Modelled {
  readonly protocol = protocol
  beforeRequest: BeforeRequest | null = null
  private check: CheckHandler = null
  private request: RequestHandler = null
  private spelling = true

  constructor() {
    super(events)
  }

  readonly webRequest = modelled('session.webRequest', {
    onBeforeRequest: (...args: [BeforeRequest | null] | [unknown, BeforeRequest | null]) => {
      this.beforeRequest = args.length === 1 ? args[0] : args[1]
    },
  })
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler
  }
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spelling = enabled
  }
  isSpellCheckerEnabled(): boolean {
    return this.spelling
  }
  setSpellCheckerLanguages(): void {}
  setSpellCheckerDictionaryDownloadURL(): void {}
  flushStorageData(): void {}
  async closeAllConnections(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async clearStorageData(options?: Electron.ClearStorageDataOptions): Promise<void> {
    const origins = options?.origin ? [options.origin] : [...schemes].map((scheme) => `${scheme}://bundle`)
    for (const origin of origins) {
      const page = toPage(origin).replace(/\/$/, '')
      await state.chromium?.cdp.send('Storage.clearDataForOrigin', { origin: page, storageTypes: 'all' }).catch(() => undefined)
    }
  }
  getUserAgent(): string {
    const chrome = state.chromium?.version ?? '0'
    return `Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${chrome} Electron/${state.electronVersion} Safari/537.36`
  }
  isPersistent(): boolean {
    return true
  }

  /** Makes Chromium's answers agree with the app's check handler; where there is none, Electron allows everything. */
  async applyPermissions(url: string): Promise<void> {
    const page = toPage(url)
    if (!URL.canParse(page)) return
    const { origin } = new URL(page)
    const details = { isMainFrame: true, requestingUrl: url }
    for (const { asked, chromium } of permissions) {
      const allowed = this.check ? this.check(null, asked, originOf(url), details) : this.request === null
      const setting = allowed ? 'granted' : 'denied'
      await state.chromium?.cdp.send('Browser.setPermission', { permission: { name: chromium }, setting, origin }).catch(() => undefined)
    }
  }
}

/** What the stand-in itself sees of the one session. */
export const defaultSessionParts = new Session()
const defaultSession = modelled('session', defaultSessionParts)

/** Electron's session. */
export const session = modelled('session', {
  get defaultSession() {
    requireReady('Session can only be received when app is ready')
    return defaultSession
  },
})
