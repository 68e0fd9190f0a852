import { basename, join } from 'node:path'
import { app, BrowserWindow, nativeTheme, powerMonitor, session } from 'electron'
import { CaseId } from '../domain/id.ts'
import { answer, tell } from './bridge.ts'
import { Desk } from './desk.ts'
import { guardAll, openOutside } from './guard.ts'
import { deepLink } from './links.ts'
import { setMenu } from './menu.ts'
import { guardPermissions } from './permissions.ts'
import { ORIGIN, registerScheme, serveRenderer } from './protocol.ts'
import { settingsOf } from './settings.ts'
import { openWindow, showWindow } from './windows.ts'

const settings = settingsOf(process.env, process.platform)

const TICK_MS = 30_000

registerScheme()
app.enableSandbox()
app.setPath('userData', join(settings.home, 'desk-app'))
app.setAsDefaultProtocolClient('forecourt')

const developing = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL
const origin = developing === undefined ? ORIGIN : new URL(developing).origin
const page = developing ?? `${ORIGIN}/index.html`

const desk = new Desk({
  home: settings.home,
  folder: import.meta.dirname,
  hub: settings.hub,
  // Electron runs in an executable of its own; the stand-in runs in Node.
  standIn: /^node(\.exe)?$/.test(basename(process.execPath)),
  now: Date.now,
  elapsed: () => performance.now(),
  tell,
  reload: () => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.reload()
  },
})

function openLinked(text: string | undefined): void {
  const found = text === undefined ? null : deepLink(text)
  if (found !== null) tell('linked', { case: CaseId.parse(found) })
}

function answerWindows(): void {
  answer(
    {
      ...desk.handlers,
      openLink: async (url) => {
        await openOutside(url)
        return null
      },
      theme: async (theme) => {
        nativeTheme.themeSource = theme
        return null
      },
      menu: async (sections) => {
        setMenu(sections, (name) => tell('chosen', name))
        return null
      },
    },
    origin,
  )
}

async function begin(): Promise<void> {
  serveRenderer(session.defaultSession, join(import.meta.dirname, '../renderer'), (sha256) => desk.file(sha256))
  guardPermissions(session.defaultSession, origin)
  setMenu([], () => undefined)
  answerWindows()
  powerMonitor.on('resume', () => desk.resume())
  powerMonitor.on('lock-screen', () => void desk.lock('idle'))
  setInterval(() => void desk.tick(powerMonitor.getSystemIdleTime()), TICK_MS)
  const { signIn, hub } = settings
  if (signIn && hub !== null) await desk.signIn({ hub, ...signIn })
  openWindow(import.meta.dirname, page)
}

function listen(): void {
  guardAll(app, origin)
  app.on('second-instance', (_event, argv) => {
    showWindow()
    openLinked(argv.find((argument) => argument.startsWith('forecourt:')))
  })
  app.on('open-url', (event, url) => {
    event.preventDefault()
    openLinked(url)
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(import.meta.dirname, page)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void desk.stop().finally(() => {
      closed = true
      app.quit()
    })
  })
}

if (app.requestSingleInstanceLock()) {
  listen()
  void app.whenReady().then(begin)
} else {
  app.quit()
}
