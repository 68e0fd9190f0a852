import { setTimeout as wait } from 'node:timers/promises'
import pg, { type PoolClient, type PoolConfig } from 'pg'
import type { Log } from '../log.ts'

/** A pool that outlives its server: it waits a while for one that is coming up, and no client's error goes unheard. */
export type PatientPool = {
  readonly options: object
  connect(): Promise<PoolClient>
  end(): Promise<void>
}

/** The server is not there yet, is starting, is stopping, or dropped us while we said hello: nothing was asked, so asking again is safe. */
const passing = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'])
const patienceMs = 15_000

/** Opens a pool. Instants and the feed's sequence are bigint in the tables and plain numbers here. */
export function openPool(config: PoolConfig, log: Log): PatientPool {
  const pool = new pg.Pool({
    max: 16,
    connectionTimeoutMillis: 10_000,
    application_name: 'forecourt-hub',
    // What opens a transaction travels with its first question, what commits it with its last.
    pipeline: true,
    ...config,
    types: { getTypeParser },
  })
  const hear = (error: Error) => log.debug('postgres.connection-lost', { code: codeOf(error) })
  pool.on('error', hear)
  // A client in use that loses its server emits on itself, not on the pool; unheard, that ends the process.
  pool.on('connect', (client) => client.on('error', hear))
  let ended: Promise<void> | null = null
  return {
    options: pool.options,
    connect: () => connectPatiently(pool),
    end() {
      ended ??= pool.end()
      return ended
    },
  }
}

async function connectPatiently(pool: pg.Pool): Promise<PoolClient> {
  const began = performance.now()
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      const over = performance.now() - began > patienceMs
      if (over || pool.ending || !passes(error)) throw error
      await wait(50)
    }
  }
}

function passes(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return passing.has(codeOf(error)) || error.message === 'Connection terminated unexpectedly'
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'none'
}

const int8 = pg.types.builtins.INT8

function getTypeParser(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  return oid === int8 && format !== 'binary' ? safeInteger : pg.types.getTypeParser(oid, 'text')
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`A bigint of the database does not fit a number: ${text}`)
  return value
}
