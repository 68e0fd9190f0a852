import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { unlock } from './cipher.ts'
import { type Unopened, unlessFull, unopened, whyUnopened } from './failure.ts'
import { holdProfile } from './lock.ts'
import { migrate } from './migrate.ts'
import { type Migration, migrations } from './migrations.ts'
import { settle } from './pragmas.ts'
import { Store } from './store.ts'

export type Opened = { readonly ok: true; readonly store: Store } | { readonly ok: false; readonly unopened: Unopened }

export interface Place {
  /** `:memory:` where nothing personal may be kept at rest. */
  readonly file: string
  readonly key: Uint8Array
  readonly steps?: readonly Migration[]
}

const refusal = (code: Unopened['code']): Opened => ({ ok: false, unopened: unopened(code) })

/** A program that was killed leaves no farewell; then the file is looked through before it is trusted. */
function soundAfterCrash(db: Database.Database): boolean {
  const kept = db.prepare<[], { value: string }>("SELECT value FROM kv WHERE key = 'clean'").get()
  db.prepare("INSERT INTO kv VALUES ('clean', '0') ON CONFLICT DO UPDATE SET value = '0'").run()
  return kept?.value !== '0' || db.pragma('quick_check(1)', { simple: true }) === 'ok'
}

function prepare(db: Database.Database, { key, steps = migrations }: Place): Unopened | null {
  if (!db.memory) unlock(db, key)
  // The first read is what finds a wrong key.
  db.prepare('SELECT count(*) FROM sqlite_master').get()
  settle(db)
  const newer = migrate(db, steps)
  if (newer) return newer
  return soundAfterCrash(db) ? null : unopened('damaged')
}

function close(db: Database.Database, release: () => void): () => void {
  return () => {
    if (db.open) db.close()
    release()
  }
}

/** Opens a device's database as its one writer, or says in a sentence why not. */
export function open(place: Place): Opened {
  let shut = (): void => undefined
  try {
    const memory = place.file === ':memory:'
    if (!memory) mkdirSync(dirname(place.file), { recursive: true, mode: 0o700 })
    const release = memory ? () => undefined : holdProfile(place.file)
    if (!release) return refusal('in-use')
    shut = release
    const db = new Database(place.file, { timeout: 5_000 })
    shut = close(db, release)
    const wrong = prepare(db, place)
    if (!wrong) return { ok: true, store: new Store(db, release) }
    shut()
    return { ok: false, unopened: wrong }
  } catch (error) {
    shut()
    const why = whyUnopened(error)
    if (why) return { ok: false, unopened: why }
    throw error
  }
}

/** Says farewell, so that the next start need not look the file through. */
export function farewell(store: Store): void {
  unlessFull(() => {
    store.run("UPDATE kv SET value = '1' WHERE key = 'clean'")
    store.pragma('wal_checkpoint(TRUNCATE)')
  })
  store.close()
}

/** A second connection that can only read: search asks it, so that no question waits behind a write. */
export function openReading({ file, key }: Place): Store {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  unlock(db, key)
  db.pragma('query_only = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cache_size = -8000')
  return new Store(db)
}
