import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { type Posted, post } from '../hub/doors/open-hub.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'

const entry = join(import.meta.dirname, '../../src/hub/index.ts')

/** The hub as a program of its own, with a real database in a folder of its own. */
export type HubProcess = {
  readonly url: string
  readonly home: string
  said(): string
  post(path: string, body: unknown): Promise<Posted>
  /** As a power cut would, for this program. */
  kill(): Promise<void>
  /** Asks it to end; its exit code. */
  stop(): Promise<number | null>
  /** The same hub again on the same data, at the same address. */
  start(): Promise<void>
  remove(): Promise<void>
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', resolve))

export type Launched = { readonly child: ChildProcess; said(): string }

/** Starts the program and keeps what it says. */
export function launch(env: Readonly<Record<string, string>>): Launched {
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(FORECOURT_|DATABASE_URL|REDIS_URL|NODE_OPTIONS|VITEST)/.test(name)),
  )
  const child = spawn(process.execPath, [entry], { env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (piece: Buffer) => {
      said += piece.toString()
    })
  }
  return { child, said: () => said }
}

/** Ends with the program's exit code. */
export const exitOf = ({ child }: Launched): Promise<number | null> => ended(child)

async function listening(launched: Launched): Promise<string> {
  for (;;) {
    const url = /hub at (http:\/\/[^,]+),/.exec(launched.said())?.[1]
    if (url && launched.said().includes('hub.started')) return url
    if (launched.child.exitCode !== null) throw new Error(`the hub ended: ${launched.said()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Starts a hub on fresh data and waits until it can be reached. */
export async function startHubProcess(env: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const home = await freshFolder('flow')
  let launched = launch({ FORECOURT_HOME: home, FORECOURT_PORT: '0', ...env })
  const url = await listening(launched)
  const { port } = new URL(url)
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    launched.child.kill(signal)
    return ended(launched.child)
  }
  return {
    url,
    home,
    said: () => launched.said(),
    post: (path, body) => post(url + path, body),
    async kill() {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    async start() {
      launched = launch({ FORECOURT_HOME: home, FORECOURT_PORT: port, ...env })
      await listening(launched)
    },
    async remove() {
      await end('SIGTERM')
      await removeFolder(home)
    },
  }
}
