import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { Cdp } from './cdp.ts'

const CANDIDATES: Record<string, string[]> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'brave-browser'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'],
}

export function findChromium(): string | undefined {
  const explicit = process.env.FORECOURT_HOST_CHROMIUM
  if (explicit) return explicit
  const names = CANDIDATES[process.platform] ?? []
  if (process.platform === 'darwin') return names.find((path) => existsSync(path))
  const roots =
    process.platform === 'win32'
      ? [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter((dir) => dir !== undefined)
      : (process.env.PATH ?? '').split(':').filter(Boolean)
  for (const name of names) {
    for (const root of roots) {
      const path = join(root, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {}
    }
  }
  return undefined
}

const SWITCHES = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-search-engine-choice-screen',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-dev-shm-usage',
  '--disable-features=Translate,HttpsUpgrades,MediaRouter,OptimizationHints',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  '--silent-debugger-extension-api',
]

export interface Chromium {
  cdp: Cdp
  child: ChildProcess
  executable: string
  userDataDir: string
  version: string
  /** Resolves when the process has ended. */
  exited: Promise<void>
}

export async function launchChromium(options: {
  userDataDir: string
  headless: boolean
  debuggingPort?: string
  switches: string[]
}): Promise<Chromium> {
  const executable = findChromium()
  if (!executable) throw new Error('No Chromium, Chrome, Edge or Brave was found. Install one, or set FORECOURT_HOST_CHROMIUM to its path.')
  const root = process.platform === 'linux' && process.getuid?.() === 0
  const args = [
    ...SWITCHES,
    '--remote-debugging-pipe',
    `--user-data-dir=${options.userDataDir}`,
    ...(options.headless ? ['--headless=new', '--hide-scrollbars', '--mute-audio', '--force-color-profile=srgb'] : []),
    ...(options.debuggingPort !== undefined ? [`--remote-debugging-port=${options.debuggingPort}`] : []),
    ...(root || process.env.FORECOURT_HOST_NO_SANDBOX ? ['--no-sandbox', '--test-type'] : []),
    ...options.switches,
  ]
  const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: false })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    log = (log + text).slice(-8000)
    // Playwright reads this line; the rest of Chromium's chatter is shown only when asked for.
    for (const line of text.split('\n'))
      if (line.startsWith('DevTools listening on') || process.env.FORECOURT_HOST_CHROMIUM_LOG) process.stderr.write(`${line}\n`)
  })
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended at start (${code}).\n${log}`)))
  })
  failed.catch(() => {})
  const { product } = await Promise.race([cdp.send('Browser.getVersion'), failed])
  return { cdp, child, executable, userDataDir: options.userDataDir, version: String(product).replace(/^.*\//, ''), exited }
}
