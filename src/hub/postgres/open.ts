import { Kysely, PostgresDialect } from 'kysely'
import type { PoolConfig } from 'pg'
import type { Log } from '../log.ts'
import { assertServer } from './check.ts'
import type { Embedded } from './embedded.ts'
import { openPool, type PatientPool } from './pool.ts'

/** Typed access to the database, and the pool under it for whoever needs a session of its own. */
export type Opened<Tables> = {
  readonly db: Kysely<Tables>
  readonly pool: PatientPool
  close(): Promise<void>
}

export type OpenOptions = { readonly log: Log; readonly max?: number }

/** Opens the database behind a DATABASE_URL or the embedded server alike; throws StartRefused for one that is unfit. */
export async function open<Tables>(source: string | Embedded, { log, max }: OpenOptions): Promise<Opened<Tables>> {
  const config: PoolConfig = typeof source === 'string' ? { connectionString: source } : { ...source.connection }
  const pool = openPool(max === undefined ? config : { ...config, max }, log)
  try {
    const client = await pool.connect()
    try {
      await assertServer(client)
    } finally {
      client.release()
    }
  } catch (error) {
    await pool.end()
    throw error
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
