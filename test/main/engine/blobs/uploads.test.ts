import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashOf, trimBlobs } from '../../../../src/main/engine/blobs/blobs.ts'
import type { FilesDoor } from '../../../../src/main/engine/line/files-door.ts'
import { TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { aCase, agent, anId, held, ids, message, party, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
/** What the far end of the line has of each file, and how it stumbles. */
let there: Map<string, Uint8Array>
let trouble = { breakAfter: Number.POSITIVE_INFINITY, chunks: 0 }

const door: FilesDoor = {
  head: async ({ sha256 }) => ({ status: 200, offset: there.get(sha256)?.length ?? 0, bytes: null }),
  patch: async ({ sha256 }, { offset, bytes }) => {
    const had = there.get(sha256) ?? new Uint8Array()
    if (trouble.chunks++ >= trouble.breakAfter) return null
    if (offset !== had.length) return { status: 409, offset: had.length, bytes: null }
    there.set(sha256, new Uint8Array(Buffer.concat([had, bytes])))
    return { status: 204, offset: had.length + bytes.length, bytes: null }
  },
  get: async ({ sha256 }) => ({ status: 200, offset: null, bytes: there.get(sha256) ?? null }),
}

beforeEach(async () => {
  folder = await freshFolder('uploads')
  there = new Map()
  trouble = { breakAfter: Number.POSITIVE_INFINITY, chunks: 0 }
  hub = new ScriptedHub(agent())
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('party', party()))
  hub.write(held('case', aCase({ owner: ids.lena, fence: 1 })), held('message', message()))
  desk = opened()
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

function opened(): TestDesk {
  const one = new TestDesk({ folder: join(folder, 'desk'), hub: hub.url, key: new Uint8Array(32).fill(6), files: door })
  one.engine.start()
  return one
}

const whole = (): Promise<void> => until(() => desk.line?.state === 'live' && desk.engine.replica.held.whole(`party:${ids.katharina}`))
const bytesOf = (size: number) => Uint8Array.from({ length: size }, (_, n) => (n * 31 + (n >> 8)) % 256)

function attach(bytes: Uint8Array<ArrayBuffer>, id = anId(0xa01)): void {
  const receipt = desk.ask('attach', {
    attachment: id as never,
    case: ids.case as never,
    party: ids.katharina as never,
    message: null,
    name: 'brake-disc.jpg',
    type: 'image/jpeg',
    bytes,
  })
  if (!receipt.kept) throw new Error(JSON.stringify(receipt))
}

test('a file attached in the dark is here at once, goes when the line is back, and its bytes arrive whole', async () => {
  await whole()
  hub.troubles.silent = true
  const bytes = bytesOf(900_000)
  attach(bytes)
  expect(await desk.bytes(hashOf(bytes))).toEqual(bytes)
  expect(there.size).toBe(0)
  hub.troubles.silent = false
  desk.ask('reconnect', undefined)
  await until(() => there.get(hashOf(bytes))?.length === bytes.length)
  expect(there.get(hashOf(bytes))).toEqual(bytes)
})

test('a transfer that breaks goes on where it stood, also after the desk was killed, and words do not wait for it', async () => {
  await whole()
  trouble.breakAfter = 2
  const bytes = bytesOf(2_000_000)
  attach(bytes)
  await until(() => trouble.chunks > 2)
  desk.run('message.note', { case: ids.case, party: ids.katharina, message: anId(0xa02), text: 'A picture follows.' })
  await until(() => hub.tx.get('message', anId(0xa02)) !== null)
  const got = there.get(hashOf(bytes))?.length ?? 0
  expect(got).toBeGreaterThan(0)
  expect(got).toBeLessThan(bytes.length)
  desk.engine.stop()
  trouble = { breakAfter: Number.POSITIVE_INFINITY, chunks: 0 }
  desk = opened()
  await until(() => there.get(hashOf(bytes))?.length === bytes.length)
  expect(there.get(hashOf(bytes))).toEqual(bytes)
})

test('the same picture in two cases is kept and sent once', async () => {
  await whole()
  const bytes = bytesOf(50_000)
  attach(bytes)
  attach(bytes, anId(0xa03))
  await until(() => there.get(hashOf(bytes))?.length === bytes.length)
  const { store } = desk.engine.replica
  await until(() => store.get<{ sent: number }>('SELECT sent FROM blob')?.sent === 1)
  expect(store.get<{ c: number }>('SELECT count(*) AS c FROM blob')?.c).toBe(1)
  expect(value('thread', desk.show({ of: 'thread', case: ids.case as never, count: 5 })).attachments).toHaveLength(2)
})

test('a colleague’s file is fetched when it is looked at, and is here when the line is gone; a wrong one is not taken', async () => {
  await whole()
  const bytes = bytesOf(10_000)
  there.set(hashOf(bytes), bytes)
  there.set('ab'.repeat(32), bytes)
  expect(await desk.bytes(hashOf(bytes))).toEqual(bytes)
  expect(await desk.bytes('ab'.repeat(32))).toBeNull()
  await hub.close()
  await until(() => desk.line?.state === 'offline')
  there.clear()
  expect(await desk.bytes(hashOf(bytes))).toEqual(bytes)
  expect(await desk.bytes('cd'.repeat(32))).toBeNull()
})

test('room is made by what was looked at longest ago; what the hub does not have yet is never let go', async () => {
  await whole()
  hub.troubles.silent = true
  const own = bytesOf(30_000)
  attach(own)
  const { store } = desk.engine.replica
  for (let n = 0; n < 3; n++) store.run('INSERT INTO blob VALUES (?, ?, 0, 1, ?)', String(n).repeat(64), 40_000, n)
  trimBlobs(store, 100_000)
  const left = store.all<{ sha256: string }>('SELECT sha256 FROM blob ORDER BY used_at').map(({ sha256 }) => sha256)
  expect(left).toEqual(['2'.repeat(64), hashOf(own)])
})

test('I10: withdrawn from the case, its files are gone from the disk with it; unsent ones stay with whoever made them', async () => {
  await whole()
  const bytes = bytesOf(20_000)
  attach(bytes)
  await until(() => desk.engine.replica.store.get<{ sent: number }>('SELECT sent FROM blob')?.sent === 1)
  trouble.breakAfter = 0
  const unsent = bytesOf(21_000)
  attach(unsent, anId(0xa04))
  hub.troubles.refuseScopes.add(`party:${ids.katharina}`)
  hub.write(held('case', aCase({ owner: null, fence: 2, site: ids.kiel, queue: ids.kielInbox })))
  hub.withdraw(`party:${ids.katharina}`)
  const { store } = desk.engine.replica
  await until(() => store.get<{ c: number }>('SELECT count(*) AS c FROM blob')?.c === 1)
  expect(store.get('SELECT sha256 FROM blob')).toEqual({ sha256: hashOf(unsent) })
  expect(store.get('SELECT 1 FROM blob_part WHERE sha256 = ?', hashOf(bytes))).toBeUndefined()
})

test('no byte of a file stands readable in the folder', async () => {
  await whole()
  const bytes = new TextEncoder().encode('The very secret picture. '.repeat(4_000))
  attach(bytes)
  await until(() => there.get(hashOf(bytes))?.length === bytes.length)
  desk.engine.stop()
  const all = readdirSync(join(folder, 'desk')).filter((name) => name !== 'ballast')
  for (const name of all) expect(readFileSync(join(folder, 'desk', name)).includes('very secret picture')).toBe(false)
  desk = opened()
})
