/** The stand-in's entry, in Electron's order: the app's code, then Chromium, then `ready`. */
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appParts } from './api/app.ts'
import { BrowserWindow } from './api/browser-window.ts'
import { electron } from './api/index.ts'
import { nativeThemeParts } from './api/machine.ts'
import { roleActions } from './api/menu-roles.ts'
import { WebContents } from './api/web-contents.ts'
import { readArguments } from './arguments.ts'
import { type Chromium, launchChromium } from './chromium.ts'
import { state } from './state.ts'
import { dressProcess, electronVersion, findApp, provideElectron } from './surroundings.ts'
import { followTargets } from './targets.ts'

/** Chromium switches that the stand-in sets itself, or that would undo it. */
const own = new Set(['remote-debugging-port', 'disable-features', 'enable-features', 'headless', 'user-data-dir'])

const words = process.argv.slice(2)
const { entry, required, debuggingPort, version } = readArguments(words)
if (version) {
  console.log(`v${electronVersion()}`)
  process.exit(0)
}
if (entry === undefined) throw new Error('Give the app to run: electron <path>')
process.argv = [process.execPath, ...words]
state.debuggingPort = debuggingPort
state.shown = process.env.FORECOURT_HOST_SHOWN === '1'
state.electronVersion = electronVersion()
const versions: NodeJS.Dict<string> = { ...process.versions, electron: state.electronVersion, chrome: '0.0.0.0' }
dressProcess(versions)
provideElectron(electron)

const { main, module } = findApp(entry)
appParts.name = state.appPackage.productName ?? state.appPackage.name ?? 'Electron'
roleActions.set('quit', () => appParts.quit())
roleActions.set('close', () => BrowserWindow.getFocusedWindow()?.close())
roleActions.set('minimize', () => BrowserWindow.getFocusedWindow()?.minimize())
roleActions.set('reload', () => BrowserWindow.getFocusedWindow()?.reload())
nativeThemeParts.onChange = (dark) => {
  for (const page of WebContents.all.values()) page.setDark(dark)
}

const load = createRequire(pathToFileURL(main))
for (const file of required) load(resolve(file))
if (module) await import(pathToFileURL(main).href)
else load(main)

/** An app that has said quit before ready (a second instance, say) never sees Chromium. */
const goesOn = (): boolean => !state.quitting

function endsWith(chromium: Chromium): void {
  appParts.stop = async () => {
    chromium.cdp.onClose = () => undefined
    await chromium.cdp.send('Browser.close').catch(() => undefined)
    const late = setTimeout(() => chromium.child.kill('SIGKILL'), 3000)
    await chromium.exited
    clearTimeout(late)
  }
  chromium.cdp.onClose = () => {
    if (!state.quitting) console.error('stand-in: Chromium went away')
    appParts.stop = async () => void chromium.child.kill('SIGKILL')
    appParts.exit(state.shown ? 0 : 1)
  }
  process.on('exit', () => chromium.child.kill('SIGKILL'))
}

async function start(): Promise<void> {
  const chromium = await launchChromium({
    userDataDir: join(appParts.getPath('sessionData'), 'chromium'),
    headless: !state.shown,
    debuggingPort: state.debuggingPort,
    switches: [...state.switches].filter(([name]) => !own.has(name)).map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`)),
  })
  state.chromium = chromium
  versions.chrome = chromium.version
  endsWith(chromium)
  await followTargets()
  appParts.becomeReady()
}

appParts.emit('will-finish-launching')
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => appParts.quit())
if (goesOn()) await start()
