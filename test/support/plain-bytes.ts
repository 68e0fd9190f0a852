import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { unlock } from '../../src/main/engine/store/cipher.ts'

/** All that a desk's file holds as it would lie on the disk without its encryption: used pages, free ones and what is between rows. */
export function plainBytes(file: string, key: Uint8Array): Buffer {
  const copy = `${file}.plain`
  copyFileSync(file, copy)
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`)
  const db = new Database(copy)
  unlock(db, key)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('journal_mode = DELETE')
  // Page by page, and nothing is moved or left out.
  db.pragma("rekey = ''")
  db.close()
  return readFileSync(copy)
}
