import { realpath, stat } from 'node:fs/promises'
import type { Log } from '../log.ts'
import { type Connection, connectionTo, openEmbedded } from './embedded.ts'
import { dataOf } from './place.ts'
import { readPostmasterPid } from './postmaster-pid.ts'
import { identify, isAlive } from './process-table.ts'
import { readSecret } from './secret.ts'
import { StartRefused } from './start-refused.ts'

/** A database of the hub's own that somebody only looks at. */
export interface Joined {
  readonly connection: Connection
  leave(): Promise<void>
}

async function running(folder: string, data: string): Promise<Connection | null> {
  const [found, password] = await Promise.all([readPostmasterPid(data), readSecret(folder)])
  if (!found?.ready || password === null) return null
  const ours = process.platform === 'win32' ? isAlive(found.pid) : (await identify(found.pid, data)) === 'ours'
  if (!ours) return null
  const { port, socketFolder } = found
  return connectionTo(socketFolder === '' ? { kind: 'port', port } : { kind: 'socket', folder: socketFolder }, password)
}

/** Reaches the hub's own database beside a hub that runs, or else starts it and, leaving, stops it again. Makes none. */
export async function join(at: string, log: Log): Promise<Joined> {
  const folder = await realpath(at).catch(() => at)
  const data = await dataOf(folder)
  if (!(await stat(data).catch(() => null))) throw new StartRefused('not-a-database', `There is no database of a hub in ${folder}.`)
  const connection = await running(folder, data)
  if (connection) return { connection, leave: () => Promise.resolve() }
  const embedded = await openEmbedded({ folder, log })
  return { connection: embedded.connection, leave: embedded.stop }
}
