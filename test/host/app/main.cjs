// A small app for test/host/*.spec.ts. It runs on Electron and on the stand-in, and both must give the same answers.
const { join } = require('node:path')
const { Worker } = require('node:worker_threads')
const { app, BrowserWindow, ipcMain, Menu, protocol, screen, session } = require('electron')

const attempt = (run) => {
  try {
    return String(run())
  } catch (error) {
    return `${error.name}: ${error.message}`
  }
}

const seen = { early: {}, seconds: [], opened: [], navigated: [], menu: [], preload: undefined }
globalThis.seen = seen

seen.early.window = attempt(() => new BrowserWindow())
seen.early.session = attempt(() => session.defaultSession)
seen.early.screen = attempt(() => screen.getPrimaryDisplay())
seen.early.ready = attempt(() => app.isReady())
seen.early.name = app.name

app.setPath('userData', process.env.FORECOURT_HOME)
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true } },
])

const first = app.requestSingleInstanceLock({ from: process.pid })
if (!first) app.quit()
app.on('second-instance', (_event, ...told) => seen.seconds.push({ argv: told[0], data: told[2] }))

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
const pages = {
  '/index.html': ['text/html', '<!doctype html><title>Conformance</title><script src="./page.js"></script><h1>Conformance</h1>'],
  '/page.js': ['text/javascript', 'window.scripted = true'],
}

const answer = (request) => {
  const page = pages[new URL(request.url).pathname]
  if (!page) return new Response('none such', { status: 404 })
  return new Response(page[1], { headers: { 'content-type': page[0], 'content-security-policy': policy } })
}

const openWindow = () => {
  const window = new BrowserWindow({ show: false, width: 500, height: 400, webPreferences: { preload: join(__dirname, 'preload.cjs') } })
  window.webContents.setWindowOpenHandler(({ url, disposition }) => {
    seen.opened.push(`${disposition} ${url}`)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event, url) => {
    seen.navigated.push(url)
    event.preventDefault()
  })
  return window.loadURL('app://bundle/index.html')
}

ipcMain.handle('echo', (_event, value) => value)
ipcMain.handle('fail', (_event, words) => {
  throw new TypeError(words)
})
ipcMain.handle('function', () => ({ run: () => 1 }))
ipcMain.handle('who', (event) => {
  const { url, origin, parent } = event.senderFrame
  return { url, origin, parent, main: event.senderFrame === null ? null : event.sender.mainFrame.url === url }
})
ipcMain.on('tried', (_event, tried) => {
  seen.preload = tried
})

const inWorker = () =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'worker.cjs'), { workerData: { file: join(app.getPath('userData'), 'worker.db') } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
globalThis.inWorker = inWorker
globalThis.attempt = attempt

app.whenReady().then(async () => {
  if (!first) return
  protocol.handle('app', answer)
  const note = () => seen.menu.push('noted')
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([{ label: 'File', submenu: [{ id: 'note', label: 'Note', click: note }, { role: 'quit' }] }]),
  )
  await openWindow()
})
