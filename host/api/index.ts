import { modelled } from '../modelled.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { net, protocol } from './protocol.ts'
import { session } from './session.ts'
import { clipboard, dialog, nativeTheme, Notification, powerMonitor, safeStorage, screen, shell, Tray } from './small.ts'
import { webContents } from './web-contents.ts'

type MainName = keyof typeof Electron.Main
/** Every name Electron gives the main process; a new Electron version that adds one fails the type check here. */
const parts = {
  app,
  BrowserWindow: modelled('BrowserWindow', BrowserWindow),
  clipboard,
  dialog,
  ipcMain,
  Menu: modelled('Menu', Menu),
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
}
const UNMODELLED = [
  'BaseWindow',
  'BrowserView',
  'ClipboardItem',
  'ImageView',
  'IpcMainServiceWorker',
  'MessageChannelMain',
  'ShareMenu',
  'TouchBar',
  'View',
  'WebContentsView',
  'WebSocket',
  'autoUpdater',
  'contentTracing',
  'crashReporter',
  'desktopCapturer',
  'globalShortcut',
  'inAppPurchase',
  'netLog',
  'parentPort',
  'powerSaveBlocker',
  'pushNotifications',
  'systemPreferences',
  'utilityProcess',
  'webFrameMain',
] as const

const absent = (name: string) =>
  new Proxy(class {}, {
    get: (_, key) => {
      if (typeof key === 'symbol') return undefined
      throw new Error(`electron: ${name}.${key} is not modelled by the Chromium host (host/api/index.ts).`)
    },
    construct: () => {
      throw new Error(`electron: new ${name}() is not modelled by the Chromium host (host/api/index.ts).`)
    },
  })

export const electron: Record<string, unknown> = modelled('electron', {
  ...parts,
  ...Object.fromEntries(UNMODELLED.map((name) => [name, absent(name)])),
})
export const names: string[] = [...Object.keys(parts), ...UNMODELLED]

// Fails to compile when Electron gains a main-process export that is in neither list.
type Missing = Exclude<MainName, keyof typeof parts | (typeof UNMODELLED)[number]>
const complete: [Missing] extends [never] ? true : Missing = true
void complete
