import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { type Journaled, journalFile, readJournal } from '../outbox/journal.ts'
import { aboutOf } from '../outbox/kept.ts'
import { unlock } from './cipher.ts'
import { holdProfile } from './lock.ts'
import { farewell, type Opened, open, type Place } from './open.ts'
import type { Store } from './store.ts'

/** A damaged file is kept so long beside the new one, as unreadable to others as before. */
const KEPT_MS = 7 * 24 * 60 * 60_000

/** So far above the numbers that can be read the new ones begin: some may be lost with the damage. */
const GAP = 10_000

interface Brought {
  readonly unsent: number
  readonly drafts: number
}

export interface Rescued {
  readonly opened: Opened
  /** What was brought over from a damaged file; null where it was whole. */
  readonly rescued: Brought | null
}

type Value = string | number | bigint | Uint8Array | null
type Line = Readonly<Record<string, Value>>

const MARK = '.damaged-'

/** Damaged files whose week is over go. */
function forgetOld(file: string, now: number): void {
  const folder = dirname(file)
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}${MARK}`)) continue
    const path = join(folder, name)
    if (now - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { force: true })
  }
}

function moveAside(file: string, now: number): void {
  const aside = `${file}${MARK}${now}`
  for (const end of ['', '-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
}

/** A damaged page takes what lies on it, and no more: rows are asked for one by one. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

function topOf(db: Database.Database): number {
  const top = attempt(() => db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").get())
  const last = attempt(() => db.prepare<[], { seq: number }>('SELECT seq FROM outbox ORDER BY seq DESC LIMIT 1').get())
  return Math.max(top?.seq ?? 0, last?.seq ?? 0)
}

/** The numbers of the outbox: from its table where it can be walked, else every number there can have been. */
function numbersOf(db: Database.Database): readonly number[] {
  const found = new Set<number>()
  for (const sql of [
    'SELECT seq FROM outbox INDEXED BY outbox_of_state',
    'SELECT seq FROM outbox NOT INDEXED',
    'SELECT seq FROM outbox ORDER BY seq DESC',
  ])
    attempt(() => {
      for (const { seq } of db.prepare<[], { seq: number }>(sql).iterate()) found.add(seq)
    })
  const top = topOf(db)
  if (found.size === 0) for (let seq = 1; seq <= Math.min(top, 100_000); seq++) found.add(seq)
  return [...found].sort((a, b) => a - b)
}

function outboxOf(db: Database.Database): readonly Line[] {
  const find = attempt(() => db.prepare<[number], Line>('SELECT * FROM outbox WHERE seq = ?'))
  if (!find) return []
  return numbersOf(db).flatMap((seq): readonly Line[] => {
    const line = attempt(() => find.get(seq))
    return line ? [line] : []
  })
}

function draftsOf(db: Database.Database): readonly Line[] {
  const drafts: Line[] = []
  attempt(() => {
    for (const draft of db.prepare<[], Line>('SELECT * FROM draft').iterate()) drafts.push(draft)
  })
  return drafts
}

/** Files that have not reached the hub yet, part by part; one with a part missing is no file. */
function blobsOf(db: Database.Database): readonly { readonly blob: Line; readonly parts: readonly Line[] }[] {
  const blobs = attempt(() => db.prepare<[], Line>('SELECT * FROM blob WHERE own = 1 AND sent = 0').all()) ?? []
  return blobs.flatMap((blob) => {
    const parts = attempt(() =>
      db.prepare<[Value], Line>('SELECT * FROM blob_part WHERE sha256 = ? ORDER BY place').all(blob.sha256 ?? null),
    )
    return parts ? [{ blob, parts }] : []
  })
}

function put(store: Store, table: string, line: Line): void {
  const names = Object.keys(line)
  store.run(
    `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`,
    ...Object.values(line),
  )
}

function replay(store: Store, { kept, lane, hubAt }: Journaled): void {
  const about = aboutOf(kept.args, lane)
  put(store, 'outbox', {
    seq: kept.seq,
    id: kept.id,
    lane,
    name: kept.name,
    version: kept.version,
    args: JSON.stringify(kept.args),
    said_at: kept.saidAt,
    after: JSON.stringify(kept.after),
    state: 'waiting',
    case_id: about.case,
    party_id: about.party,
    message_id: about.message,
    text: about.text,
    hub_at: hubAt,
    pushed: 1,
  })
}

interface Salvage {
  readonly outbox: readonly Line[]
  readonly drafts: readonly Line[]
  readonly blobs: ReturnType<typeof blobsOf>
  readonly top: number
}

function salvage(aside: string, key: Uint8Array): Salvage {
  const none: Salvage = { outbox: [], drafts: [], blobs: [], top: 0 }
  const db = attempt(() => new Database(aside, { timeout: 5_000 }))
  if (!db) return none
  const found = attempt(() => {
    unlock(db, key)
    return { outbox: outboxOf(db), drafts: draftsOf(db), blobs: blobsOf(db), top: topOf(db) }
  })
  attempt(() => db.close())
  return found ?? none
}

function fill(store: Store, found: Salvage, journal: readonly Journaled[]): Brought {
  return store.write(() => {
    for (const line of found.outbox) put(store, 'outbox', line)
    for (const entry of journal) replay(store, entry)
    for (const draft of found.drafts) put(store, 'draft', draft)
    for (const { blob, parts } of found.blobs) {
      put(store, 'blob', blob)
      for (const part of parts) put(store, 'blob_part', part)
    }
    const top = Math.max(found.top, store.get<{ n: number | null }>('SELECT max(seq) AS n FROM outbox')?.n ?? 0) + GAP
    store.run(
      "INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'outbox')",
    )
    store.run("UPDATE sqlite_sequence SET seq = ? WHERE name = 'outbox'", top)
    const unsent =
      store.get<{ c: number }>("SELECT count(*) AS c FROM outbox WHERE state IN ('waiting', 'held', 'review', 'refused')")?.c ?? 0
    return { unsent, drafts: found.drafts.length }
  })
}

const suspect = (file: string): string => `${file}.suspect`

/** The file was found damaged at work: the next start does not trust it, whatever a look at it says. */
export const distrust = (file: string): void => writeFileSync(suspect(file), '')

/** A new file is made whole beside the damaged one, and takes its place in one move: a crash on the way begins again. */
function rebuild(place: Place, now: number): Brought | Extract<Opened, { ok: false }> {
  const part = `${place.file}.new`
  const clear = (): void => {
    for (const end of ['', '-wal', '-shm', '.lock']) rmSync(`${part}${end}`, { force: true })
  }
  clear()
  const found = salvage(place.file, place.key)
  const fresh = open({ ...place, file: part })
  if (!fresh.ok) return fresh
  const brought = fill(fresh.store, found, readJournal(journalFile(place.file), place.key))
  farewell(fresh.store)
  moveAside(place.file, now)
  renameSync(part, place.file)
  rmSync(suspect(place.file), { force: true })
  clear()
  return brought
}

/** Null where another holds the profile. */
function rescue(place: Place, now: number): ReturnType<typeof rebuild> | null {
  const release = holdProfile(place.file)
  if (!release) return null
  try {
    return rebuild(place, now)
  } finally {
    release()
  }
}

const nothing: Brought = { unsent: 0, drafts: 0 }

/**
 * Opens a device's database; where it is damaged, moves it aside and begins a new one with everything unsent that can be
 * read from it and from the journal. The hub's rows come again by themselves. The key must be known to be the right one:
 * a file that only another key opens looks the same as a damaged one.
 */
export function openOrRescue(place: Place, now: number): Rescued {
  const { file } = place
  if (file === ':memory:') return { opened: open(place), rescued: null }
  if (!existsSync(file) && existsSync(`${file}.new`)) renameSync(`${file}.new`, file)
  if (!existsSync(suspect(file))) {
    const opened = open(place)
    if (opened.ok) forgetOld(file, now)
    if (opened.ok || !['damaged', 'wrong-key'].includes(opened.unopened.code)) return { opened, rescued: null }
  }
  const brought = rescue(place, now) ?? nothing
  return 'ok' in brought ? { opened: brought, rescued: null } : { opened: open(place), rescued: brought }
}
