import { modelled, NotModelledError } from '../modelled.ts'
import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { nativeTheme, powerMonitor, screen } from './machine.ts'
import { Menu, MenuItem } from './menu.ts'
import { nativeImage } from './native-image.ts'
import { net } from './net.ts'
import { Notification } from './notification.ts'
import { clipboard, dialog, shell } from './person.ts'
import { protocol } from './protocol.ts'
import { crashReporter, powerSaveBlocker } from './quiet.ts'
import { safeStorage } from './safe-storage.ts'
import { session } from './session.ts'
import { Tray } from './tray.ts'
import { webContents } from './web-contents.ts'

/** Reading what is not modelled throws on the window that `new` gives, too. */
const WindowOfTheApp = new Proxy(modelled('BrowserWindow', BrowserWindow), {
  construct: (Window, [options]) => new Window(options).seen,
})

const parts = {
  app,
  BrowserWindow: WindowOfTheApp,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu: modelled('Menu', Menu),
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  webContents,
}

const unmodelled = [
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
  'desktopCapturer',
  'globalShortcut',
  'inAppPurchase',
  'netLog',
  'parentPort',
  'pushNotifications',
  'systemPreferences',
  'utilityProcess',
  'webFrameMain',
] as const

type MainName = keyof typeof Electron.Main
type Missing = Exclude<MainName, keyof typeof parts | (typeof unmodelled)[number]>

/** Does not compile once Electron has an export for the main process that stands in neither list. */
const complete: [Missing] extends [never] ? true : Missing = true

const absent = (name: string): object =>
  new Proxy(class {}, {
    get: (_target, key) => {
      if (typeof key === 'symbol') return undefined
      throw new NotModelledError(`electron: ${name}.${key} is not modelled by the stand-in (host/api/index.ts).`)
    },
    construct: () => {
      throw new NotModelledError(`electron: new ${name}() is not modelled by the stand-in (host/api/index.ts).`)
    },
  })

/** What an app gets for `electron`. */
export const electron: object = modelled('electron', { ...parts, ...Object.fromEntries(unmodelled.map((name) => [name, absent(name)])) })

/** The names it can import from there. */
export const electronNames: readonly string[] = complete ? [...Object.keys(parts), ...unmodelled] : []
