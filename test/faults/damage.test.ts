import { closeSync, openSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { wallClock } from '../../src/main/engine/clock.ts'
import { Journal } from '../../src/main/engine/outbox/journal.ts'
import { unsettled } from '../../src/main/engine/outbox/outbox.ts'
import { Replica } from '../../src/main/engine/replica.ts'
import { run } from '../../src/main/engine/run.ts'
import { open } from '../../src/main/engine/store/open.ts'
import { distrust, openOrRescue } from '../../src/main/engine/store/rescue.ts'
import { between, type Chance, chanceOf } from '../support/chance.ts'
import { agentRow } from '../support/desk.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { anId, ids, NOW } from '../support/rows.ts'

const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
const WORDS = 60
const PAGE = 4_096
const key = new Uint8Array(32).fill(9)
let folder = ''
let file = ''

beforeEach(async () => {
  folder = await freshFolder('damage')
  file = join(folder, 'desk.db')
})

afterEach(() => removeFolder(folder))

/** A desk that said so much without a line, and was killed. */
function killedDesk(): readonly string[] {
  const opened = open({ file, key })
  if (!opened.ok) throw new Error(opened.unopened.sentence)
  const { store } = opened
  const journal = new Journal(file, key)
  const replica = new Replica(store, agentRow(), journal)
  const texts = Array.from({ length: WORDS }, (_, n) => `word ${n} ${'y'.repeat(300)}`)
  for (const [n, text] of texts.entries()) {
    const args = { case: ids.case, party: ids.katharina, message: anId(0x7000 + n), text }
    const { receipt } = run(replica, { name: 'message.note', version: 1, args, after: [] }, { clock: wallClock, hubAt: NOW })
    if (!receipt.kept) throw new Error('not kept')
  }
  store.pragma('wal_checkpoint(TRUNCATE)')
  store.close()
  journal.close()
  return texts
}

function write(at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const damages: Readonly<Record<string, (chance: Chance) => void>> = {
  'a bit turned': (chance) => {
    const at = between(chance, 0, statSync(file).size - 1)
    write(at, Uint8Array.of((readFileSync(file)[at] ?? 0) ^ (1 << between(chance, 0, 7))))
  },
  'pages spoilt': (chance) =>
    write(PAGE * between(chance, 0, Math.floor(statSync(file).size / PAGE) - 4), new Uint8Array(3 * PAGE).fill(0x5a)),
  'the end missing': (chance) => truncateSync(file, between(chance, 100, statSync(file).size - PAGE)),
  'two pages changed round': (chance) => {
    const all = readFileSync(file)
    const [a, b] = [1, 2].map((n) => PAGE * between(chance, n * 2, n * 2 + 1))
    const [first, second] = [all.subarray(a, (a ?? 0) + PAGE), all.subarray(b, (b ?? 0) + PAGE)]
    write(a ?? 0, Uint8Array.from(second))
    write(b ?? 0, Uint8Array.from(first))
  },
  'nothing left of it': () => writeFileSync(file, new Uint8Array(10 * PAGE).fill(1)),
}

const cases = Array.from({ length: 4 }, (_, round) =>
  Object.keys(damages).map((damage, n) => ({ damage, seed: seed + round * 10 + n })),
).flat()

test.each(cases)('I1: $damage (seed $seed): what was not sent is all there, once and in its order', ({ damage, seed: own }) => {
  const texts = killedDesk()
  damages[damage]?.(chanceOf(own))
  // What the engine notes when a read meets damage after the file was opened.
  distrust(file)
  const { opened } = openOrRescue({ file, key }, NOW)
  if (!opened.ok) throw new Error(opened.unopened.sentence)
  expect(unsettled(opened.store).map(({ about }) => about.text)).toEqual(texts)
  opened.store.close()
})
