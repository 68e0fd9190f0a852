import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { explain, type Started } from './postmaster.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { isAlive } from './process-table.ts'
import { quietEnvironment } from './run.ts'

export type PgCtlSpec = { readonly binaries: Binaries; readonly data: string; readonly logFile: string }

/** Windows: pg_ctl starts the server, because only it can give up an administrator's rights. Not run on our machines yet. */
export async function startByPgCtl({ binaries, data, logFile }: PgCtlSpec): Promise<Started> {
  const code = await pgCtl(binaries, ['start', '-D', data, '-w', '-t', '600', '-s', '-l', logFile])
  const written = await readPostmasterPid(data)
  if (code !== 0 || !written) return explain(`pg_ctl ended with code ${code}; the reason is at the end of ${logFile}`)
  return {
    kind: 'up',
    postmaster: {
      pid: written.pid,
      exited: whenGone(written.pid),
      async stop() {
        await pgCtl(binaries, ['stop', '-D', data, '-w', '-t', '60', '-m', 'fast', '-s'])
      },
    },
  }
}

/** Windows: stops what a killed hub left; pg_ctl itself checks that the pid is a server on this folder. */
export async function settleByPgCtl(binaries: Binaries, data: string): Promise<void> {
  if ((await pgCtl(binaries, ['status', '-D', data])) !== 0) return
  await pgCtl(binaries, ['stop', '-D', data, '-w', '-t', '60', '-m', 'fast', '-s'])
}

/** A loopback port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}

/** No pipes: the server would inherit them and they would never close. */
function pgCtl(binaries: Binaries, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(binaries.pgCtl, [...args], {
      env: quietEnvironment(process.env),
      stdio: 'ignore',
      windowsHide: true,
    })
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

async function whenGone(pid: number): Promise<void> {
  while (isAlive(pid)) await wait(500, undefined, { ref: false })
}
