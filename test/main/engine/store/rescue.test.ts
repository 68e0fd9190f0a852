import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wallClock } from '../../../../src/main/engine/clock.ts'
import { keepDraft } from '../../../../src/main/engine/drafts.ts'
import { Journal, journalFile, readJournal } from '../../../../src/main/engine/outbox/journal.ts'
import { unsettled } from '../../../../src/main/engine/outbox/outbox.ts'
import { Replica } from '../../../../src/main/engine/replica.ts'
import { run } from '../../../../src/main/engine/run.ts'
import { open } from '../../../../src/main/engine/store/open.ts'
import { distrust, openOrRescue } from '../../../../src/main/engine/store/rescue.ts'
import type { Store } from '../../../../src/main/engine/store/store.ts'
import { agentRow } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { anId, DAY, ids, NOW } from '../../../support/rows.ts'

let folder = ''
let file = ''
const key = new Uint8Array(32).fill(9)

beforeEach(async () => {
  folder = await freshFolder('rescue')
  file = join(folder, 'desk.db')
})
afterEach(() => removeFolder(folder))

const place = () => ({ file, key })

/** A desk that said so many things and was killed. */
function killedAfter(count: number): string[] {
  const opened = open(place())
  if (!opened.ok) throw new Error(opened.unopened.sentence)
  const { store } = opened
  const journal = new Journal(file, key)
  const replica = new Replica(store, agentRow(), journal)
  for (let n = 0; n < count; n++) {
    const args = { case: ids.case, party: ids.katharina, message: anId(0x7000 + n), text: `word ${n} ${'y'.repeat(300)}` }
    const { receipt } = run(replica, { name: 'message.note', version: 1, args, after: [] }, { clock: wallClock, hubAt: NOW })
    if (!receipt.kept) throw new Error('not kept')
  }
  for (let n = 0; n < 5; n++) keepDraft(store, { case: anId(n + 1) as never, mode: 'reply' }, { text: `draft ${n}`, at: NOW })
  store.pragma('wal_checkpoint(TRUNCATE)')
  const texts = textsOf(store)
  store.close()
  journal.close()
  return texts
}

const textsOf = (store: Store): string[] => unsettled(store).map(({ about }) => about.text ?? '')

function spoil(from: number, bytes: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(bytes, 0x5a), 0, bytes, from)
  closeSync(handle)
}

function rescued(): { store: Store; told: { unsent: number; drafts: number } | null } {
  const { opened, rescued: told } = openOrRescue(place(), NOW)
  if (!opened.ok) throw new Error(opened.unopened.sentence)
  return { store: opened.store, told }
}

const aside = (): string[] => readdirSync(folder).filter((name) => name.startsWith('desk.db.damaged-') && !/-(wal|shm)$/.test(name))

test('I20: a whole file is opened as it is, and nobody is told of a rescue', () => {
  const before = killedAfter(20)
  const { store, told } = rescued()
  expect(told).toBeNull()
  expect(textsOf(store)).toEqual(before)
  store.close()
})

test('I1: pages spoilt in the middle of the file: every unsent word is there, once and in order, and the damaged file is kept aside', () => {
  const before = killedAfter(300)
  spoil(Math.floor(statSync(file).size / 2 / 4096) * 4096, 3 * 4096)
  const { store, told } = rescued()
  expect(textsOf(store)).toEqual(before)
  expect(told).toMatchObject({ unsent: 300 })
  expect(aside()).toHaveLength(1)
  store.close()
})

test('I1: a file of which nothing can be read any more loses no unsent word: the journal has them', () => {
  const before = killedAfter(50)
  spoil(0, 4096)
  const { store } = rescued()
  expect(textsOf(store)).toEqual(before)
  const seq = store.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'")?.seq ?? 0
  expect(seq).toBeGreaterThan(50)
  store.close()
})

test('I1: with the journal torn at its end as well, only the file and the journal together are needed', () => {
  const before = killedAfter(50)
  truncateSync(journalFile(file), statSync(journalFile(file)).size - 40)
  spoil(Math.floor(statSync(file).size / 2 / 4096) * 4096, 4096)
  const { store } = rescued()
  expect(textsOf(store)).toEqual(before)
  store.close()
})

test('drafts are brought over where their page can be read', () => {
  killedAfter(3)
  distrust(file)
  const { store, told } = rescued()
  expect(told).toEqual({ unsent: 3, drafts: 5 })
  expect(store.get<{ c: number }>('SELECT count(*) AS c FROM draft')?.c).toBe(5)
  expect(existsSync(`${file}.suspect`)).toBe(false)
  store.close()
})

test('a rescued file is whole: the next start opens it without a word, and after a week the damaged one is gone', () => {
  killedAfter(3)
  spoil(0, 4096)
  rescued().store.close()
  const again = rescued()
  expect(again.told).toBeNull()
  again.store.close()
  const [left] = aside()
  utimesSync(join(folder, left ?? ''), new Date(NOW - 8 * DAY), new Date(NOW - 8 * DAY))
  rescued().store.close()
  expect(aside()).toEqual([])
})

test('neither the journal nor the damaged file shows a word to whoever has no key', () => {
  killedAfter(10)
  const bytes = readFileSync(journalFile(file)).toString('latin1')
  expect(bytes).not.toMatch(/word|message\.note|yyyy/)
  expect(readJournal(journalFile(file), new Uint8Array(32).fill(1))).toEqual([])
  expect(readJournal(journalFile(file), key)).toHaveLength(10)
})

test('what was decided or let go is not said again from the journal', () => {
  killedAfter(4)
  const [first, second] = readJournal(journalFile(file), key)
  const journal = new Journal(file, key)
  journal.decided([first?.kept.id ?? '', second?.kept.id ?? ''])
  journal.close()
  expect(readJournal(journalFile(file), key)).toHaveLength(2)
})
