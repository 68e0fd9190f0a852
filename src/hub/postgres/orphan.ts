import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { identify, isAlive } from './process-table.ts'
import { StartRefused } from './start-refused.ts'

/** How long a server may take to close in order before it is told to drop everything, and then is given up. */
const patience = { fast: 30_000, immediate: 10_000 }

/**
 * Stops the server a killed hub left on this folder, and takes a dead one's note out of the way.
 * Stopped, not adopted: the next one is then our child, its end is seen at once, and its settings are of this version.
 */
export async function settleOrphan(data: string, log: Log): Promise<void> {
  const found = await readPostmasterPid(data)
  if (!found) return
  const who = await identify(found.pid, data)
  if (who === 'ours') {
    log.info('postgres.orphan-stopped', { pid: found.pid })
    return stopOrphan(found.pid, data)
  }
  if (who === 'unknown') {
    throw new StartRefused(
      'in-use',
      `A PostgreSQL server (process ${found.pid}) may still be running on ${data}, and this user may not look. Stop it, or start the hub as the user it ran as before.`,
    )
  }
  // PostgreSQL believes any living pid in this file, so a stranger's would keep it from starting for ever.
  if (isAlive(found.pid)) await rename(join(data, 'postmaster.pid'), join(data, 'postmaster.pid.stale'))
}

async function stopOrphan(pid: number, data: string): Promise<void> {
  if (await endWith(pid, data, { signal: 'SIGINT', within: patience.fast })) return
  if (await endWith(pid, data, { signal: 'SIGQUIT', within: patience.immediate })) return
  throw new StartRefused(
    'in-use',
    `A PostgreSQL server (process ${pid}) left by an earlier hub still runs on ${data} and does not stop. End that process, then start the hub again.`,
  )
}

async function endWith(pid: number, data: string, { signal, within }: { signal: NodeJS.Signals; within: number }): Promise<boolean> {
  if (!signalTo(pid, signal)) return true
  for (let waited = 0; waited < within; waited += 20) {
    if ((await identify(pid, data)) !== 'ours') return true
    await wait(20)
  }
  return false
}

/** Sends a signal; false where nobody is there to hear it. */
export function signalTo(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
