import { modelled, ModelledEmitter } from '../modelled.ts'
import { originOf, requireReady, state, toPage } from '../state.ts'
import { protocol } from './protocol.ts'

type Listener<D, R> = ((details: D, callback: (response: R) => void) => void) | null
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]

const names = ModelledEmitter.describe(
  'session',
  ['will-download'],
  ['extension-loaded', 'spellcheck-dictionary-initialized', 'preconnect'],
)

/** Chromium's names for what Electron's permission handlers are asked about. */
const PERMISSIONS: Record<string, string> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  media: 'camera',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  midi: 'midi',
  'idle-detection': 'idle-detection',
  'local-fonts': 'local-fonts',
  'window-management': 'window-management',
  'screen-wake-lock': 'screen-wake-lock',
}

class Session
  extends ModelledEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'clearStorageData'
      | 'clearCache'
      | 'getUserAgent'
      | 'isPersistent'
      | 'setSpellCheckerEnabled'
    >
{
  readonly protocol = protocol
  check: CheckHandler = null
  request: RequestHandler = null
  onBeforeRequest: Listener<Electron.OnBeforeRequestListenerDetails, Electron.CallbackResponse> = null

  constructor() {
    super(names)
  }
  readonly webRequest = modelled('session.webRequest', {
    onBeforeRequest: (first: unknown, second?: unknown) => {
      this.onBeforeRequest = (typeof first === 'function' || first === null ? first : second) as Session['onBeforeRequest']
    },
  })
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.check = handler
  }
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
  async clearStorageData(options?: Electron.ClearStorageDataOptions): Promise<void> {
    const origins = options?.origin ? [options.origin] : [...state.schemes.keys()].map((scheme) => `${scheme}://bundle`)
    for (const origin of origins)
      await state.chromium?.cdp
        .send('Storage.clearDataForOrigin', { origin: toPage(origin).replace(/\/$/, ''), storageTypes: 'all' })
        .catch(() => {})
  }
  async clearCache(): Promise<void> {}
  getUserAgent(): string {
    return `Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${state.chromium?.version ?? '0'} Electron/${state.electronVersion} Safari/537.36`
  }
  isPersistent(): boolean {
    return true
  }

  /** Makes Chromium's own answers agree with the app's check handler; without one Electron allows everything. */
  async applyPermissions(url: string): Promise<void> {
    const origin = originOf(url)
    for (const [electron, chromium] of Object.entries(PERMISSIONS)) {
      const allowed = this.check ? this.check(null, electron as 'media', origin, { isMainFrame: true, requestingUrl: url }) : !this.request
      await state.chromium?.cdp
        .send('Browser.setPermission', {
          permission: { name: chromium },
          setting: allowed ? 'granted' : 'denied',
          origin: new URL(toPage(url)).origin,
        })
        .catch(() => {})
    }
  }
}

export const defaultSessionImplementation = new Session()
const defaultSession = modelled('session', defaultSessionImplementation)

export const session = modelled('session', {
  get defaultSession() {
    requireReady('Session can only be received when app is ready')
    return defaultSession
  },
})
