import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { Envelope } from '../../../domain/command.ts'
import { keepFile } from '../../keep-file.ts'
import { isFull, unlessFull } from '../store/failure.ts'
import type { Kept } from './kept.ts'

/** One line of the journal: a command that was kept, or that it was decided. */
const Entry = z.union([
  z.strictObject({ kept: Envelope, lane: z.string(), hubAt: z.number().nullable() }),
  z.strictObject({ decided: z.array(z.string()) }),
])
type Entry = z.infer<typeof Entry>

export type Journaled = Extract<Entry, { kept: unknown }>

const NONCE = 12
const TAG = 16
const HEAD = 4
const MOST = 16 * 1024 * 1024

export const journalFile = (database: string): string => join(dirname(database), 'outbox.journal')

const journalKey = (key: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'forecourt outbox journal', 32))

function sealed(key: Buffer, entry: Entry): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const text = Buffer.concat([cipher.update(JSON.stringify(entry)), cipher.final()])
  const head = Buffer.alloc(HEAD)
  head.writeUInt32BE(text.length)
  return Buffer.concat([head, nonce, cipher.getAuthTag(), text])
}

function opened(key: Buffer, record: Buffer): Entry | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, record.subarray(0, NONCE))
    decipher.setAuthTag(record.subarray(NONCE, NONCE + TAG))
    const text = Buffer.concat([decipher.update(record.subarray(NONCE + TAG)), decipher.final()])
    return Entry.safeParse(JSON.parse(text.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

/** The entries of a journal that can be read, in order. A record that a power cut tore, or a flipped bit spoilt, is passed over. */
function entriesIn(bytes: Buffer, key: Buffer): readonly Entry[] {
  const entries: Entry[] = []
  for (let at = 0; at + HEAD + NONCE + TAG <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    if (length > MOST) break
    const end = at + HEAD + NONCE + TAG + length
    const entry = end <= bytes.length ? opened(key, bytes.subarray(at + HEAD, end)) : null
    if (entry) entries.push(entry)
    at = end
  }
  return entries
}

/** What a journal says was kept and not, as far as it knows, decided. */
export function readJournal(file: string, key: Uint8Array): readonly Journaled[] {
  if (!existsSync(file)) return []
  const left = new Map<string, Journaled>()
  for (const entry of entriesIn(readFileSync(file), journalKey(key))) {
    if ('kept' in entry) left.set(entry.kept.id, entry)
    else for (const id of entry.decided) left.delete(id)
  }
  return [...left.values()].toSorted((a, b) => a.kept.seq - b.kept.seq)
}

/**
 * Every command kept, written once more beside the database, encrypted and flushed to the disk: where the database is
 * damaged, what was said is here. Saying it again from here is harmless, the hub takes each command once. The database
 * has it already: where the disk refuses this second writing, it is made up for with the next.
 */
export class Journal {
  readonly #file: string
  readonly #key: Buffer
  #handle: number
  #owed: readonly Entry[] = []

  constructor(database: string, key: Uint8Array) {
    this.#file = journalFile(database)
    this.#key = journalKey(key)
    this.#handle = openSync(this.#file, 'a', 0o600)
  }

  append(kept: readonly Kept[]): void {
    if (this.#write(kept.map(entryOf))) unlessFull(() => fsyncSync(this.#handle))
  }

  /** Not flushed: where this is lost, the hub is asked once more. */
  decided(ids: readonly string[]): void {
    if (ids.length > 0) this.#write([{ decided: [...ids] }])
  }

  /** Begins anew with what is not decided: the journal stays small, and nothing said long ago stays in it. */
  renew(kept: readonly Kept[]): void {
    closeSync(this.#handle)
    try {
      keepFile(this.#file, Buffer.concat(kept.map((one) => sealed(this.#key, entryOf(one)))))
    } catch (error) {
      if (!isFull(error)) throw error
    } finally {
      this.#handle = openSync(this.#file, 'a', 0o600)
    }
  }

  close(): void {
    closeSync(this.#handle)
  }

  /** Whole or not at all: half a record would spoil those after it. */
  #write(entries: readonly Entry[]): boolean {
    const all = [...this.#owed, ...entries]
    const before = fstatSync(this.#handle).size
    try {
      const bytes = Buffer.concat(all.map((entry) => sealed(this.#key, entry)))
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at)
      this.#owed = []
      return true
    } catch (error) {
      if (!isFull(error)) throw error
      ftruncateSync(this.#handle, before)
      this.#owed = all
      return false
    }
  }
}

const entryOf = ({ envelope, lane, hubAt }: Kept): Entry => ({ kept: envelope, lane, hubAt })
