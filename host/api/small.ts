import { createCipheriv, createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { electronEvent, modelled, ModelledEmitter, NotModelledError } from '../modelled.ts'
import { requireReady, state } from '../state.ts'

// --- safeStorage: byte for byte what Chromium writes on Linux with no keyring (`basic_text`).
const key = () => pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1')
const IV = Buffer.alloc(16, ' ')
const encrypt = (text: string): Buffer => {
  requireReady('safeStorage cannot be used before app is ready')
  const cipher = createCipheriv('aes-128-cbc', key(), IV)
  return Buffer.concat([Buffer.from('v10'), cipher.update(text, 'utf8'), cipher.final()])
}
const decrypt = (data: Buffer): string => {
  requireReady('safeStorage cannot be used before app is ready')
  if (!Buffer.isBuffer(data)) throw new Error('Expected the first argument of decryptString() to be a buffer')
  if (data.toString('latin1', 0, 3) !== 'v10')
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString. Ciphertext does not appear to be encrypted.',
    )
  const decipher = createDecipheriv('aes-128-cbc', key(), IV)
  return Buffer.concat([decipher.update(data.subarray(3)), decipher.final()]).toString('utf8')
}
export const safeStorage = modelled('safeStorage', {
  isEncryptionAvailable: () => state.ready,
  isAsyncEncryptionAvailable: async () => state.ready,
  encryptString: encrypt,
  decryptString: decrypt,
  encryptStringAsync: async (text) => encrypt(text),
  decryptStringAsync: async (data) => ({ result: decrypt(data), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => (state.ready ? 'basic_text' : 'unknown'),
  setUsePlainTextEncryption: () => {},
} satisfies Electron.SafeStorage)

// --- Notification
export const shown: Notification[] = []
const notificationNames = ModelledEmitter.describe('Notification', ['show', 'click', 'close', 'reply', 'action'], ['failed'])
export class Notification
  extends ModelledEmitter
  implements Pick<Electron.Notification, 'title' | 'body' | 'silent' | 'show' | 'close' | 'id'>
{
  id: string
  title: string
  body: string
  silent: boolean
  actions: Electron.NotificationAction[]
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super(notificationNames)
    this.id = options.id ?? crypto.randomUUID()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
    this.silent = options.silent ?? false
    this.actions = options.actions ?? []
  }
  show(): void {
    requireReady('Cannot show a Notification before app is ready')
    shown.push(this)
    setImmediate(() => this.emit('show', electronEvent({})))
  }
  close(): void {
    const index = shown.indexOf(this)
    if (index < 0) return
    shown.splice(index, 1)
    setImmediate(() => this.emit('close', electronEvent({ reason: 'userCanceled' })))
  }
  static isSupported(): boolean {
    return true
  }
}

// --- Tray
const trayNames = ModelledEmitter.describe(
  'Tray',
  ['click', 'right-click', 'double-click'],
  ['balloon-click', 'mouse-enter', 'mouse-leave', 'drop-files'],
)
export class Tray
  extends ModelledEmitter
  implements Pick<Electron.Tray, 'setToolTip' | 'setTitle' | 'setImage' | 'setContextMenu' | 'destroy' | 'isDestroyed' | 'popUpContextMenu'>
{
  toolTip = ''
  menu: unknown = null
  private dead = false
  constructor(_image: unknown) {
    super(trayNames)
    requireReady('Cannot create Tray before app is ready')
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setTitle(): void {}
  setImage(): void {}
  setContextMenu(menu: unknown): void {
    this.menu = menu
  }
  popUpContextMenu(): void {}
  destroy(): void {
    this.dead = true
  }
  isDestroyed(): boolean {
    return this.dead
  }
}

// --- what the machine tells an app
const powerNames = ModelledEmitter.describe(
  'powerMonitor',
  ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'on-ac', 'on-battery', 'shutdown'],
  ['thermal-state-change', 'speed-limit-change', 'user-did-become-active', 'user-did-resign-active'],
)
class PowerMonitor
  extends ModelledEmitter
  implements Pick<Electron.PowerMonitor, 'getSystemIdleState' | 'getSystemIdleTime' | 'isOnBatteryPower' | 'onBatteryPower'>
{
  onBatteryPower = false
  constructor() {
    super(powerNames)
  }
  getSystemIdleState(): 'active' {
    return 'active'
  }
  getSystemIdleTime(): number {
    return 0
  }
  isOnBatteryPower(): boolean {
    return false
  }
}
export const powerMonitor = modelled('powerMonitor', new PowerMonitor())

class NativeTheme
  extends EventEmitter
  implements Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource' | 'shouldUseHighContrastColors'>
{
  shouldUseHighContrastColors = false
  private source: Electron.NativeTheme['themeSource'] = 'system'
  onChange: (dark: boolean | undefined) => void = () => {}
  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.source
  }
  set themeSource(value: Electron.NativeTheme['themeSource']) {
    this.source = value
    this.onChange(value === 'system' ? undefined : value === 'dark')
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark'
  }
}
export const nativeThemeImplementation = new NativeTheme()
export const nativeTheme = modelled('nativeTheme', nativeThemeImplementation)

const display = {
  id: 1,
  label: 'host',
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1080 },
  size: { width: 1920, height: 1080 },
  workAreaSize: { width: 1920, height: 1080 },
  scaleFactor: 1,
  rotation: 0,
  internal: true,
} as Electron.Display
class Screen
  extends EventEmitter
  implements
    Pick<Electron.Screen, 'getPrimaryDisplay' | 'getAllDisplays' | 'getDisplayMatching' | 'getDisplayNearestPoint' | 'getCursorScreenPoint'>
{
  getPrimaryDisplay = () => this.checked(display)
  getAllDisplays = () => this.checked([display])
  getDisplayMatching = () => this.checked(display)
  getDisplayNearestPoint = () => this.checked(display)
  getCursorScreenPoint = () => this.checked({ x: 0, y: 0 })
  private checked<T>(value: T): T {
    requireReady("The 'screen' module can't be used before the app 'ready' event")
    return value
  }
}
export const screen = modelled('screen', new Screen())

export const opened: string[] = []
export const shell = modelled('shell', {
  openExternal: async (url: string) => {
    opened.push(url)
    if (state.interactive) console.error(`electron host: would open ${url}`)
  },
  openPath: async (path: string) => {
    opened.push(path)
    return ''
  },
  showItemInFolder: (path: string) => void opened.push(path),
  beep: () => {},
  trashItem: async () => {
    throw new NotModelledError('electron: shell.trashItem is not modelled by the Chromium host.')
  },
} satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep' | 'trashItem'>)

const unattended = (name: string) => async (): Promise<never> => {
  throw new NotModelledError(
    `electron: dialog.${name} needs a person. In a test, replace it: app.evaluate(({ dialog }) => { dialog.${name} = async () => ({ … }) }).`,
  )
}
export const dialog = modelled('dialog', {
  showOpenDialog: unattended('showOpenDialog') as unknown as Electron.Dialog['showOpenDialog'],
  showSaveDialog: unattended('showSaveDialog') as unknown as Electron.Dialog['showSaveDialog'],
  showMessageBox: unattended('showMessageBox') as unknown as Electron.Dialog['showMessageBox'],
  showErrorBox: (title: string, content: string) => console.error(`${title}\n${content}`),
} satisfies Partial<Electron.Dialog>)

let copied = ''
export const clipboard = modelled('clipboard', {
  readText: async () => copied,
  writeText: async (text: string) => {
    copied = text
  },
  clear: () => {
    copied = ''
  },
} satisfies Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>)
