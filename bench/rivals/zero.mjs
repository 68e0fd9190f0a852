// Zero: PostgreSQL with logical replication, its own cache server, and its key-value cache on SQLite on the device. Reads only:
// it refuses writes without a line. A client that was away comes back with what it had and asks for the rest.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBuilder, Zero } from '@rocicorp/zero'
import { dropStore, SQLiteStore } from '@rocicorp/zero/sqlite'
import SqliteDB from '@rocicorp/zero-sqlite3'
import postgres from 'postgres'
import { ALREADY, MISSED, tell, until } from './common.mjs'
import { schema } from './zero-schema.mjs'

const upstream = process.env.RIVAL_POSTGRES ?? ''
const sql = postgres(upstream, { max: 2, onnotice: () => undefined })
const folder = mkdtempSync(join(tmpdir(), 'forecourt-rival-zero-'))
const port = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address()
    server.close(() => resolve(free))
  })
})

await sql`create table message (id text primary key, conversation_id text not null, seq bigint not null, body text not null, written_at double precision not null)`
/** @param {number} from @param {number} count */
const fill = (from, count) => sql`
  insert into message select 'm' || g, 'c' || (g % 400), g, repeat('brake noise since the service ', 7) || g, 0 from generate_series(${from}::int, ${from + count - 1}::int) g`
await fill(0, ALREADY)

const bin = join(import.meta.dirname, 'node_modules/.bin')
const env = {
  ...process.env,
  ZERO_UPSTREAM_DB: upstream,
  ZERO_CVR_DB: upstream,
  ZERO_CHANGE_DB: upstream,
  ZERO_REPLICA_FILE: join(folder, 'replica.db'),
  ZERO_PORT: String(port),
  ZERO_NUM_SYNC_WORKERS: '1',
  ZERO_LOG_LEVEL: 'warn',
  ZERO_ENABLE_TELEMETRY: 'false',
  DO_NOT_TRACK: '1',
  ZERO_ADMIN_PASSWORD: 'bench',
  ZERO_APP_ID: 'bench',
  ZERO_UPSTREAM_MAX_CONNS: '4',
  ZERO_CVR_MAX_CONNS: '4',
  ZERO_CHANGE_MAX_CONNS: '2',
}
const cache = spawn(join(bin, 'zero-cache'), [], { env, stdio: 'ignore', detached: true })
process.on('exit', () => {
  if (cache.pid) process.kill(-cache.pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
const up = () =>
  fetch(`http://127.0.0.1:${port}/keepalive`).then(
    ({ ok }) => ok,
    () => false,
  )
await until(up, 300_000)
await new Promise((resolve, reject) => {
  const deploy = spawn(join(bin, 'zero-deploy-permissions'), ['--schema-path', join(import.meta.dirname, 'zero-schema.mjs')], {
    env,
    stdio: 'ignore',
  })
  deploy.once('exit', (code) => (code === 0 ? resolve(null) : reject(new Error(`permissions: ${code}`))))
})

const kept = join(folder, 'client')
mkdirSync(kept)
/** @param {string} name */
function create(name) {
  const file = join(kept, name.replace(/[^\w.-]/g, '_'))
  const db = new SqliteDB(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  return {
    close: () => db.close(),
    destroy() {
      db.close()
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    },
    /** @param {string} text */
    prepare(text) {
      const statement = db.prepare(text)
      const reads = statement.reader
      if (reads) statement.raw(true)
      return {
        /** @param {unknown[]} values */
        exec: async (values) => void (reads ? statement.all(...values) : statement.run(...values)),
        /** @param {unknown[]} values */
        all: async (values) => {
          if (reads) return statement.all(...values)
          statement.run(...values)
          return []
        },
      }
    },
    /** @param {string} text */
    execSync: (text) => db.exec(text),
  }
}
const kvStore = {
  create: (/** @type {string} */ name) => new SQLiteStore(name, create),
  drop: (/** @type {string} */ name) => dropStore(name, create),
}
const open = () =>
  new Zero({
    schema,
    cacheURL: `http://127.0.0.1:${port}`,
    userID: 'desk',
    storageKey: 'desk',
    kvStore,
    logLevel: 'error',
    queryChangeThrottleMs: 0,
  })
const query = createBuilder(schema).message

/** Shows all messages until there are so many. @param {Zero<typeof schema>} zero @param {number} count */
function shows(zero, count) {
  const view = zero.materialize(query)
  return new Promise((resolve) => {
    view.addListener((rows) => {
      if (rows.length >= count) resolve(view)
    })
  })
}

const first = open()
const seen = await shows(first, ALREADY)
// It writes its cache some seconds after the rows are shown.
await new Promise((resolve) => setTimeout(resolve, 8_000))
seen.destroy()
await first.close()
await fill(ALREADY, MISSED)
await new Promise((resolve) => setTimeout(resolve, 4_000))
const began = performance.now()
await shows(open(), ALREADY + MISSED)
tell({ ms: performance.now() - began, rows: MISSED })
process.exit(0)
