import { existsSync, rmSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { type Unopened, unopened } from './failure.ts'
import type { Migration } from './migrations.ts'

const versionOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }))

function minReaderOf(db: Database.Database): number {
  const kept = db.prepare<[], { value: string }>("SELECT value FROM kv WHERE key = 'min_reader'").get()
  return kept ? Number(kept.value) : versionOf(db)
}

/** A whole copy, encrypted with the same key, from before the steps; one is kept. */
function keepCopy(db: Database.Database): void {
  if (db.memory) return
  const copy = `${db.name}.before`
  if (existsSync(copy)) rmSync(copy)
  db.prepare('VACUUM INTO ?').run(copy)
}

/** Brings the file to the newest schema, each step whole or not at all. A file from a newer program is refused untouched. */
export function migrate(db: Database.Database, steps: readonly Migration[]): Unopened | null {
  const from = versionOf(db)
  if (from > steps.length) return minReaderOf(db) <= steps.length ? null : unopened('newer')
  if (from > 0 && from < steps.length) keepCopy(db)
  for (const [place, { sql, minReader }] of steps.entries()) {
    if (place < from) continue
    db.transaction(() => {
      db.exec(sql)
      db.prepare("INSERT INTO kv VALUES ('min_reader', ?) ON CONFLICT DO UPDATE SET value = excluded.value").run(String(minReader))
      db.pragma(`user_version = ${place + 1}`)
    }).immediate()
  }
  return null
}
