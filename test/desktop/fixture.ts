import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { SAMPLE_AGENT, SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'

export const root = join(import.meta.dirname, '..', '..')

const pathFile = join(root, 'node_modules/electron/path.txt')
const real = existsSync(pathFile) ? join(root, 'node_modules/electron/dist', readFileSync(pathFile, 'utf8')) : undefined

/** Electron's own executable where it has been fetched, else the stand-in. The specs do not know which. */
export const executablePath = real !== undefined && existsSync(real) ? real : join(root, 'host/bin/electron')
export const onRealElectron = executablePath === real

/** Root may not use Chromium's sandbox on Linux; the stand-in sees to that by itself. */
const asRoot = onRealElectron && process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** What signs a desk in at start, as `npm start` does it. */
export const signInAs = (email: string): string => `${email}:${SAMPLE_PASSWORD}`

export interface Launch {
  /** The folder of the app to run; the built desk unless said otherwise. */
  readonly app?: string
  readonly home: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

/** Starts an app as a person would, with its data in `home`. */
export const launch = ({ app = root, home, env = {}, args = [] }: Launch): Promise<ElectronApplication> =>
  _electron.launch({
    executablePath,
    args: [...asRoot, app, ...args],
    cwd: root,
    env: { ...(process.env as Record<string, string>), FORECOURT_HOME: home, ...env },
  })

export interface Hub {
  readonly url: string
  readonly home: string
  /** As a crash would: no goodbye. */
  kill(): Promise<void>
  /** The same hub again, on the same port, with the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** A folder that PostgreSQL's own user can enter, so that a hub run as root keeps all its data in it. */
function freshHome(prefix: string): string {
  const home = mkdtempSync(join(tmpdir(), prefix))
  chmodSync(home, 0o711)
  return home
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()))

async function ready(url: string, child: ChildProcess, said: () => string): Promise<void> {
  for (const until = Date.now() + 120_000; !(await answers(url)); await pause(100)) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the hub did not come up at ${url}\n${said()}`)
  }
}

/** The built hub on a port of its own, with its embedded database in a folder of its own and the sample dealer group. */
export async function startHub(env: Readonly<Record<string, string>> = {}): Promise<Hub> {
  const home = freshHome('forecourt-hub-')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined) return
    child.kill(signal)
    await ended(child)
  }
  const start = async (): Promise<void> => {
    let said = ''
    const own = { FORECOURT_HOME: home, FORECOURT_PORT: String(port), FORECOURT_SAMPLE: '1', NODE_ENV: 'production' }
    const next = spawn(process.execPath, [join(root, 'out/hub/index.mjs')], {
      env: { ...process.env, ...own, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [next.stdout, next.stderr]) stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-8000)))
    child = next
    await ready(url, next, () => said)
  }
  await start()
  return {
    url,
    home,
    kill: () => end('SIGKILL'),
    restart: start,
    stop: async () => {
      await end('SIGTERM')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export interface Fixtures {
  /** Where this desk keeps its data; a second `start` in the same test finds it again. */
  home: string
  /** Starts the built desk, signed in as a sample agent, against this worker's hub. */
  start: (launch?: Partial<Launch>) => Promise<ElectronApplication>
  app: ElectronApplication
  page: Page
}

/** Playwright reads which fixtures a function wants from the pattern of its first parameter, hence the empty ones. */
export const test = base.extend<Fixtures, { hub: Hub }>({
  hub: [
    async ({}, use) => {
      const hub = await startHub()
      await use(hub)
      await hub.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  home: async ({}, use) => {
    const home = freshHome('forecourt-desk-')
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  },
  start: async ({ hub, home }, use) => {
    const running: ElectronApplication[] = []
    await use(async (wish = {}) => {
      const env = { FORECOURT_HUB: hub.url, FORECOURT_SIGN_IN: signInAs(SAMPLE_AGENT.email), ...wish.env }
      const app = await launch({ home, ...wish, env })
      running.push(app)
      return app
    })
    for (const app of running) await app.close()
  },
  app: async ({ start }, use) => {
    await use(await start())
  },
  page: async ({ app }, use) => {
    await use(await app.firstWindow())
  },
})
