import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whyUnopened } from '../../../../src/main/engine/store/failure.ts'
import { type Migration, migrations } from '../../../../src/main/engine/store/migrations.ts'
import { farewell, type Opened, open, openReading } from '../../../../src/main/engine/store/open.ts'
import type { Store } from '../../../../src/main/engine/store/store.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'

const key = new Uint8Array(randomBytes(32))
let folder = ''
let file = ''
let stores: Store[] = []

beforeEach(async () => {
  folder = await freshFolder('open')
  file = join(folder, 'deep', 'desk.db')
})

afterEach(async () => {
  for (const store of stores.splice(0)) store.close()
  stores = []
  await removeFolder(folder)
})

const closed = (store: Store): void => {
  stores = stores.filter((one) => one !== store)
  store.close()
}

function opened(steps?: readonly Migration[]): Store {
  const answer = open({ file, key, ...(steps && { steps }) })
  if (!answer.ok) throw new Error(answer.unopened.sentence)
  stores.push(answer.store)
  return answer.store
}

const codeOf = (answer: Opened): string => (answer.ok ? 'opened' : answer.unopened.code)

test('every open, the first and the later ones, writes through to the disk and forgets what is deleted', () => {
  for (const _ of [1, 2, 3]) {
    const store = opened()
    const settings = ['synchronous', 'journal_mode', 'secure_delete', 'trusted_schema', 'foreign_keys'].map((name) => store.pragma(name))
    expect(settings).toEqual([2, 'wal', 1, 0, 0])
    farewell(store)
    stores = []
  }
})

test('what is written stands nowhere in the folder as it was said', () => {
  const store = opened()
  store.run("INSERT INTO kv VALUES ('agent', 'Katharina said the brakes grind')")
  store.run("INSERT INTO message_fts (rowid, text) VALUES (1, 'Katharina said the brakes grind')")
  const bytes = readdirSync(join(folder, 'deep')).map((name) => readFileSync(join(folder, 'deep', name)).toString('latin1'))
  expect(bytes.length).toBeGreaterThanOrEqual(3)
  expect(bytes.filter((text) => /Katharina|brakes|SQLite format 3.*kv/s.test(text))).toEqual([])
})

test('a wrong key is refused as a wrong key, and the right one still opens everything', () => {
  const store = opened()
  store.run("INSERT INTO kv VALUES ('hub', 'kept')")
  closed(store)
  expect(codeOf(open({ file, key: new Uint8Array(randomBytes(32)) }))).toBe('wrong-key')
  expect(opened().get("SELECT value FROM kv WHERE key = 'hub'")).toEqual({ value: 'kept' })
})

test('a full disk is told apart from a wrong key, and what was kept before is still there', () => {
  const store = opened()
  store.pragma(`max_page_count = ${Number(store.pragma('page_count')) + 8}`)
  const fill = (): void => {
    for (let n = 0; ; n++) store.run('INSERT INTO draft VALUES (?, ?, ?, 1)', `case ${n}`, 'reply', 'x'.repeat(2_000))
  }
  let error: unknown = null
  try {
    fill()
  } catch (thrown) {
    error = thrown
  }
  expect(whyUnopened(error)?.code).toBe('disk-full')
  const kept = store.get<{ c: number }>('SELECT count(*) AS c FROM draft')?.c
  closed(store)
  expect(opened().get('SELECT count(*) AS c FROM draft')).toEqual({ c: kept })
})

test('a profile is open once: the second is refused while the first lives and let in when it is gone', () => {
  const first = opened()
  expect(codeOf(open({ file, key }))).toBe('in-use')
  closed(first)
  expect(codeOf({ ok: true, store: opened() })).toBe('opened')
})

test('search may read beside the writer and can write nothing', () => {
  opened().run("INSERT INTO kv VALUES ('hub', 'here')")
  const reading = openReading({ file, key })
  stores.push(reading)
  expect(reading.get("SELECT value FROM kv WHERE key = 'hub'")).toEqual({ value: 'here' })
  expect(() => reading.run("INSERT INTO kv VALUES ('device', 'x')")).toThrow(/readonly/)
})

const second: Migration = { minReader: migrations.length + 1, sql: 'CREATE TABLE later (x); INSERT INTO later VALUES (1)' }

test('an older file is brought forward, and a whole copy from before is kept, as unreadable as the file', () => {
  const store = opened()
  store.run("INSERT INTO draft VALUES ('c', 'reply', 'half a sentence', 1)")
  closed(store)
  const forward = opened([...migrations, second])
  expect(forward.get('SELECT text FROM draft')).toEqual({ text: 'half a sentence' })
  expect(forward.get('SELECT x FROM later')).toEqual({ x: 1 })
  const copy = openReading({ file: `${file}.before`, key })
  expect(copy.get('SELECT text FROM draft')).toEqual({ text: 'half a sentence' })
  expect(copy.pragma('user_version')).toBe(migrations.length)
  copy.close()
  expect(readFileSync(`${file}.before`).toString('latin1')).not.toContain('half a sentence')
})

test('a file of the first schema, with cases in it, counts them when it is brought forward', () => {
  const [first] = migrations
  const store = opened(first ? [first] : [])
  const insert = 'INSERT INTO row_case VALUES (?, ?, 1, ?, ?, ?, 1, ?, ?, ?, 1)'
  for (let n = 1; n <= 5; n++) store.run(insert, n, `id ${n}`, '{}', 'p', 's', 'open', n > 3 ? null : 'me', String(n))
  closed(store)
  const forward = opened()
  expect(forward.all('SELECT owner, c FROM case_count ORDER BY owner')).toEqual([
    { owner: '', c: 2 },
    { owner: 'me', c: 3 },
  ])
  forward.run("UPDATE row_case SET owner = 'you' WHERE n = 1")
  forward.run('DELETE FROM row_case WHERE n = 5')
  expect(forward.all('SELECT owner, c FROM case_count ORDER BY owner')).toEqual([
    { owner: '', c: 1 },
    { owner: 'me', c: 2 },
    { owner: 'you', c: 1 },
  ])
})

test('a step that fails leaves the file wholly as it was', () => {
  closed(opened())
  const broken: Migration = { minReader: 2, sql: 'CREATE TABLE later (x); INSERT INTO nowhere VALUES (1)' }
  expect(() => open({ file, key, steps: [...migrations, broken] })).toThrow(/nowhere/)
  const store = opened()
  expect(store.pragma('user_version')).toBe(migrations.length)
  expect(store.all("SELECT name FROM sqlite_master WHERE name = 'later'")).toEqual([])
})

test('a file from a newer program is refused with a sentence, and nothing in it is touched', () => {
  const newer = opened([...migrations, second])
  newer.run("INSERT INTO draft VALUES ('c', 'note', 'unsent', 1)")
  closed(newer)
  const size = statSync(file).size
  const answer = open({ file, key })
  expect(answer).toMatchObject({ ok: false, unopened: { code: 'newer' } })
  expect(statSync(file).size).toBe(size)
  expect(opened([...migrations, second]).get('SELECT text FROM draft')).toEqual({ text: 'unsent' })
})

test('a newer file that says an older program may read it is opened as it is', () => {
  closed(opened([...migrations, { ...second, minReader: migrations.length }]))
  expect(opened().get('SELECT x FROM later')).toEqual({ x: 1 })
})

function flip(at: number): void {
  const handle = openSync(file, 'r+')
  const bytes = readFileSync(file)
  writeSync(handle, Buffer.from([(bytes[at] ?? 0) ^ 0xff]), 0, 1, at)
  closeSync(handle)
}

test('after a crash the file is looked through: one flipped bit is found, and the file stays where it is', () => {
  const store = opened()
  for (let n = 0; n < 200; n++) store.run('INSERT INTO draft VALUES (?, ?, ?, 1)', `case ${n}`, 'reply', 'y'.repeat(500))
  closed(store)
  flip(statSync(file).size - 2_000)
  expect(codeOf(open({ file, key }))).toBe('damaged')
  expect(existsSync(file)).toBe(true)
})

test('each answer of the disk has its own sentence', () => {
  const error = (code: string): Error => Object.assign(new Error(code), { code })
  const told = [
    'SQLITE_FULL',
    'ENOSPC',
    'SQLITE_NOTADB',
    'SQLITE_CORRUPT_INDEX',
    'SQLITE_CANTOPEN',
    'EACCES',
    'SQLITE_BUSY',
    'SQLITE_ERROR',
  ]
  expect(told.map((code) => whyUnopened(error(code))?.code ?? null)).toEqual([
    'disk-full',
    'disk-full',
    'wrong-key',
    'damaged',
    'unwritable',
    'unwritable',
    'in-use',
    null,
  ])
})
