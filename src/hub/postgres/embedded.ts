import { Client } from 'pg'
import type { Log } from '../log.ts'
import { assertEmbedded } from './check.ts'
import { hubName } from './initialise.ts'
import { lock } from './lock.ts'
import { makeFolder, outside } from './place.ts'
import { prepare } from './prepare.ts'
import { serverFor } from './server.ts'
import { type Listening, socketPort } from './settings.ts'
import { supervise } from './supervise.ts'

/** How pg's Client and Pool reach the hub's own server. */
export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl: false
}

/** The hub's own PostgreSQL, running. */
export type Embedded = {
  readonly connection: Connection
  /** The server's process now; another after a restart. */
  pid(): number | null
  /** Fulfilled with the reason when the server died and could not be brought back: the hub should end. */
  readonly lost: Promise<string>
  /** Hears of each restart after a death; every earlier session is gone by then. Returns the way to stop hearing. */
  onRestarted(hear: (restarts: number) => void): () => void
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  /** A folder for the database alone, made if missing. */
  readonly folder: string
  readonly log: Log
  /** Where root keeps the data when the database's user cannot reach the folder. */
  readonly outside?: readonly string[]
}

/** Starts the hub's own PostgreSQL on a folder, making the database on first use; throws StartRefused with a sentence. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = await makeFolder(options.folder)
  const held = await lock(folder)
  try {
    const prepared = await prepare(folder, { outside: options.outside ?? outside, log: options.log })
    const server = serverFor(prepared, options.log)
    const supervised = await supervise({ start: server.start, hurry: server.hurry, log: options.log })
    const connection = connectionTo(prepared.listening, prepared.password)
    const stop = async () => {
      await supervised.stop()
      await server.clean()
      await held.release()
    }
    await checkOnce(connection).catch(async (error: unknown) => {
      await supervised.stop()
      throw error
    })
    return { ...supervised, connection, stop: once(stop) }
  } catch (error) {
    await held.release()
    throw error
  }
}

/** How a server of the hub's own is reached. */
export function connectionTo(listening: Listening, password: string): Connection {
  const way = listening.kind === 'socket' ? { host: listening.folder, port: socketPort } : { host: '127.0.0.1', port: listening.port }
  return { ...way, user: hubName, password, database: hubName, ssl: false }
}

async function checkOnce(connection: Connection): Promise<void> {
  const client = new Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await assertEmbedded(client)
  } finally {
    await client.end()
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | null = null
  return () => {
    begun ??= work()
    return begun
  }
}
