import type Database from 'better-sqlite3'

const settings = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['secure_delete', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['foreign_keys', 'OFF', 0],
  ['busy_timeout', '5000', 5_000],
  ['temp_store', 'MEMORY', 2],
  ['cache_size', '-16000', -16_000],
  ['journal_size_limit', '67108864', 67_108_864],
  ['wal_autocheckpoint', '2000', 2_000],
  ['checkpoint_fullfsync', 'ON', 1],
] as const

/**
 * Sets what durability rests on, and asks back: the library opens a WAL file it knows with `synchronous=NORMAL` unless it
 * is told otherwise each time, and then a power cut takes acknowledged words with it.
 */
export function settle(db: Database.Database): void {
  for (const [name, value, expected] of settings) {
    db.pragma(`${name} = ${value}`)
    const found = db.pragma(name, { simple: true })
    const fine = found === expected || (name === 'journal_mode' && db.memory && found === 'memory')
    if (!fine) throw new Error(`${name} is ${String(found)} and must be ${expected}`)
  }
}
