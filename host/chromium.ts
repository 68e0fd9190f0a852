import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { Cdp } from './cdp.ts'
import { findChromium } from './find-chromium.ts'

const switches = [
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

const headlessSwitches = ['--headless=new', '--hide-scrollbars', '--mute-audio', '--force-color-profile=srgb']

/** Chromium refuses its own sandbox to root on Linux; `--test-type` keeps it from saying so in every window. */
export const sandboxSwitches = (): string[] =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []

/** A running Chromium, and the line to it. */
export interface Chromium {
  readonly cdp: Cdp
  readonly child: ChildProcess
  readonly executable: string
  readonly userDataDir: string
  readonly version: string
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>
}

interface Options {
  readonly userDataDir: string
  readonly headless: boolean
  readonly debuggingPort: string | undefined
  readonly switches: readonly string[]
}

/** Keeps the last of what Chromium says, for the message should it not start. Playwright waits for one of its lines. */
function follow(child: ChildProcess): () => string {
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    log = (log + text).slice(-8000)
    const loud = process.env.FORECOURT_HOST_LOG !== undefined
    for (const line of text.split('\n')) if (loud || line.startsWith('DevTools listening on')) process.stderr.write(`${line}\n`)
  })
  return () => log
}

/** Starts Chromium without a window, and waits until it answers. */
export async function launchChromium({ userDataDir, headless, debuggingPort, switches: more }: Options): Promise<Chromium> {
  const executable = findChromium()
  if (!executable) throw new Error('No Chromium, Chrome, Edge or Brave was found. Install one, or set FORECOURT_HOST_CHROMIUM to its path.')
  const port = debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]
  const own = ['--remote-debugging-pipe', `--user-data-dir=${userDataDir}`, ...(headless ? headlessSwitches : []), ...port]
  const child = spawn(executable, [...switches, ...own, ...sandboxSwitches(), ...more], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const said = follow(child)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // Descriptors 3 and 4 are the pipe that Chromium reads and writes: streams, as asked for above.
  const cdp = new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const failed = new Promise<never>((_resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`Chromium ended at its start (${code}).\n${said()}`)))
  })
  failed.catch(() => undefined)
  const { product } = await Promise.race([cdp.send('Browser.getVersion'), failed])
  return { cdp, child, executable, userDataDir, version: product.replace(/^.*\//, ''), exited }
}
