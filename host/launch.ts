/** The Chromium host's entry: `electron [-r file] [switches] <app> [arguments]`, as Electron's own. */
import { readFileSync, statSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { dirname, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { appImplementation } from './api/app.ts'
import { BrowserWindow, followTargets } from './api/browser-window.ts'
import { electron, names } from './api/index.ts'
import { roles } from './api/menu.ts'
import { nativeThemeImplementation } from './api/small.ts'
import { contents } from './api/web-contents.ts'
import { launchChromium } from './chromium.ts'
import { state } from './state.ts'

/** Chromium switches the host sets itself, or that would undo it. */
const HOST_OWN = new Set(['remote-debugging-port', 'disable-features', 'enable-features', 'headless', 'user-data-dir'])

const started = performance.now()
const trace = (what: string): void => {
  if (process.env.FORECOURT_HOST_TRACE) process.stderr.write(`host ${(performance.now() - started + 0).toFixed(0)}ms ${what}\n`)
}

// --- arguments
const raw = process.argv.slice(2)
const required: string[] = []
let entry: string | undefined
for (let i = 0; i < raw.length; i++) {
  const arg = raw[i] as string
  if (arg === '-r' || arg === '--require') required.push(raw[++i] as string)
  else if (!arg.startsWith('-') && entry === undefined) entry = arg
  else if (arg.startsWith('--remote-debugging-port')) state.debuggingPort = arg.split('=')[1] ?? '0'
  else if (arg === '--version' || arg === '-v') {
    console.log(`v${packageVersion()}`)
    process.exit(0)
  }
}
if (entry === undefined) throw new Error('Give the app to run: electron <path>')
process.argv = [process.execPath, ...raw]

function packageVersion(): string {
  return JSON.parse(readFileSync(join(import.meta.dirname, '../node_modules/electron/package.json'), 'utf8')).version
}

// --- what an Electron main process sees around it
state.electronVersion = packageVersion()
state.interactive = process.env.FORECOURT_HOST_SHOWN === '1'
state.headless = !state.interactive && process.env.FORECOURT_HOST_HEADED !== '1'
const versions = { ...process.versions, electron: state.electronVersion, chrome: '0.0.0.0' }
Object.defineProperty(process, 'versions', { value: versions, enumerable: true })
Object.defineProperties(process, {
  type: { value: 'browser', enumerable: true },
  defaultApp: { value: true, enumerable: true },
  resourcesPath: { value: join(import.meta.dirname, 'resources'), enumerable: true },
})

let main = resolve(entry)
if (statSync(main).isDirectory()) {
  state.appPath = main
  state.packageJson = JSON.parse(readFileSync(join(main, 'package.json'), 'utf8'))
  main = join(main, state.packageJson.main ?? 'index.js')
} else state.appPath = dirname(main)
appImplementation.name = state.packageJson.productName ?? state.packageJson.name ?? 'Electron'

// --- `electron`, for require and import alike
const GLOBAL = Symbol.for('electron-host')
;(globalThis as Record<symbol, unknown>)[GLOBAL] = electron
const source = `const electron = globalThis[Symbol.for('electron-host')]\n`
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(\/(main|common))?$/.test(specifier)
      ? { url: `electron-host:${context.conditions.includes('import') ? 'module' : 'commonjs'}`, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    if (url === 'electron-host:module')
      return {
        format: 'module',
        shortCircuit: true,
        source: `${source}export default electron\n${names.map((name) => `export const ${name} = electron.${name}`).join('\n')}`,
      }
    if (url === 'electron-host:commonjs')
      return { format: 'commonjs', shortCircuit: true, source: `module.exports = globalThis[Symbol.for('electron-host')]` }
    return next(url, context)
  },
})

const require_ = createRequire(pathToFileURL(main))
for (const file of required) require_(resolve(file))

// --- the app, then Chromium, then `ready`
roles.quit = () => appImplementation.quit()
roles.close = () => BrowserWindow.getFocusedWindow()?.close()
roles.minimize = () => BrowserWindow.getFocusedWindow()?.minimize()
roles.reload = () => BrowserWindow.getFocusedWindow()?.reload()
nativeThemeImplementation.onChange = (dark) => {
  for (const page of contents.values())
    void page.attached.promise
      .then(() =>
        page.windowCommand('Emulation.setEmulatedMedia', {
          features: dark === undefined ? [] : [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }],
        }),
      )
      .catch(() => {})
}

const esm = extname(main) === '.mjs' || (extname(main) !== '.cjs' && (state.packageJson as { type?: string }).type === 'module')
trace('loading the app')
if (esm) await import(pathToFileURL(main).href)
else require_(main)
trace('app loaded')

appImplementation.emit('will-finish-launching')
const userData = appImplementation.getPath('sessionData')
const chromium = await launchChromium({
  userDataDir: join(userData, 'chromium'),
  headless: state.headless,
  ...(state.debuggingPort === undefined ? {} : { debuggingPort: state.debuggingPort }),
  switches: [...state.switches]
    .filter(([name]) => !HOST_OWN.has(name))
    .map(([name, value]) => (value ? `--${name}=${value}` : `--${name}`)),
})
state.chromium = chromium
versions.chrome = chromium.version
trace('chromium started')
await followTargets()
const stop = async (): Promise<void> => {
  chromium.cdp.onClose = () => {}
  await chromium.cdp.send('Browser.close').catch(() => {})
  const late = setTimeout(() => chromium.child.kill('SIGKILL'), 3000)
  await chromium.exited
  clearTimeout(late)
}
appImplementation.stop = stop
chromium.cdp.onClose = () => {
  if (!state.quitting) console.error('electron host: Chromium went away')
  appImplementation.stop = async () => void chromium.child.kill('SIGKILL')
  appImplementation.exit(state.interactive ? 0 : 1)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => appImplementation.quit())
process.on('exit', () => chromium.child.kill('SIGKILL'))
trace('ready')
appImplementation.becomeReady()
