import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { ORIGIN } from './protocol.ts'
import { windowOptions } from './window-options.ts'

const background = (): string => (nativeTheme.shouldUseDarkColors ? '#0A0C10' : '#EEF0F4')

/** Opens a window on the desk, no larger than the screen it opens on. */
export function openWindow(folder: string, page = `${ORIGIN}/index.html`): BrowserWindow {
  const options = windowOptions(join(folder, '../preload/index.cjs'), background())
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const window = new BrowserWindow({
    ...options,
    width: Math.min(options.width ?? width, width),
    height: Math.min(options.height ?? height, height),
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL(page)
  return window
}

/** Brings the desk to the front, as a second start or a deep link asks. */
export function showWindow(): void {
  const window = BrowserWindow.getAllWindows()[0]
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
