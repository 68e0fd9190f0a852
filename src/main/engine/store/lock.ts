import Database from 'better-sqlite3'

/**
 * Holds a profile for this process alone. The lock is the operating system's, taken on a file of its own through SQLite,
 * so a killed process leaves none behind; readers of the data itself are not shut out. Null: somebody else holds it.
 */
export function holdProfile(file: string): (() => void) | null {
  const db = new Database(`${file}.lock`, { timeout: 0 })
  try {
    db.pragma('locking_mode = EXCLUSIVE')
    db.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (since INTEGER); COMMIT')
    return () => db.close()
  } catch (error) {
    db.close()
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY') return null
    throw error
  }
}
