import type Database from 'better-sqlite3'

/** SQLCipher 4's format: every page carries an HMAC, so a flipped bit is found, and other tools can read a rescued file. */
export function unlock(db: Database.Database, key: Uint8Array): void {
  if (key.length !== 32) throw new Error('a database key has 32 bytes')
  db.pragma("cipher = 'sqlcipher'")
  db.pragma('legacy = 4')
  db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
}
