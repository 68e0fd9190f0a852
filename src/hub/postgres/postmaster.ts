import { type ChildProcess, spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Account } from './account.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { identity, quietEnvironment } from './run.ts'

/** A running server. */
export type Postmaster = {
  readonly pid: number
  /** Fulfilled when the server has ended, asked to or not. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

/** `blocked`: what a dead server left still holds the data; it passes. `failed`: it will not pass by itself. */
export type Started =
  | { readonly kind: 'up'; readonly postmaster: Postmaster }
  | { readonly kind: 'blocked'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }

export type PostmasterSpec = {
  readonly program: string
  readonly data: string
  readonly account: Account | null
  readonly logFile: string
}

const largeLog = 5_000_000

/** Starts the server as our child and waits until it answers; crash recovery may take as long as it needs. */
export async function startPostmaster(spec: PostmasterSpec): Promise<Started> {
  await turnOver(spec.logFile)
  const log = await open(spec.logFile, 'a', 0o600)
  const from = (await log.stat()).size
  // Root may serve an ordinary user's folder today; tomorrow the user must still be able to write here.
  if (spec.account) await log.chown(spec.account.uid, spec.account.gid)
  // A session of its own: Ctrl-C in the hub's terminal must not stop the database under a hub that is still closing.
  const child = spawn(spec.program, ['-D', spec.data], {
    cwd: spec.data,
    env: quietEnvironment(process.env),
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...identity(spec.account),
  })
  const ended = whenEnded(child)
  await log.close()
  if (await answers(child, ended, spec.data)) return { kind: 'up', postmaster: asPostmaster(child, ended) }
  const problem = await ended
  return explain(problem ?? (await readFrom(spec.logFile, from)))
}

/** Sorts a server's last words. */
export function explain(words: string): Exclude<Started, { kind: 'up' }> {
  const fatal = words.split('\n').findLast((line) => /FATAL|PANIC/.test(line))
  const reason = (fatal ?? words.trim()).replace(/^.*?(?=FATAL|PANIC)/, '')
  const passes = /pre-existing shared memory block|lock file ".*" already exists/.test(words)
  return { kind: passes ? 'blocked' : 'failed', reason }
}

function whenEnded(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve(null))
    child.once('error', (error) => resolve(error.message))
  })
}

async function answers(child: ChildProcess, ended: Promise<unknown>, data: string): Promise<boolean> {
  let over = false
  const end = ended.then(() => {
    over = true
  })
  while (!over) {
    const written = await readPostmasterPid(data)
    if (written?.ready && written.pid === child.pid) return true
    await Promise.race([end, wait(10)])
  }
  return false
}

function asPostmaster(child: ChildProcess, ended: Promise<unknown>): Postmaster {
  const exited = ended.then(() => undefined)
  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.kill('SIGINT')
      // Fast shutdown waits for a checkpoint; past this the write-ahead log is the safer way to end.
      const late = setTimeout(() => child.kill('SIGQUIT'), 30_000)
      await exited
      clearTimeout(late)
    },
  }
}

async function turnOver(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > largeLog) await rename(path, `${path}.1`)
}

async function readFrom(path: string, from: number): Promise<string> {
  return (await readFile(path)).subarray(from).toString('utf8')
}
