import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from '../../src/domain/id.ts'
import { kinds, type Row } from '../../src/domain/kind.ts'
import { open } from '../../src/main/engine/store/open.ts'
import type { Store } from '../../src/main/engine/store/store.ts'
import { words } from '../words.ts'

export const MESSAGES = 20_000
export const BATCH = 1_000
export const START = Date.UTC(2026, 10, 1)

export const id = (at: number): string => uuidv7(at, randomBytes(10))

export const cases = Array.from({ length: 400 }, (_, n) => ({ id: id(START + n), party: id(START + n) }))

export const messages: readonly Row<'message'>[] = Array.from({ length: MESSAGES }, (_, n) => {
  const of = cases[n % cases.length] ?? { id: '', party: '' }
  const at = START + n * 1_000
  return kinds.message.parse({
    id: id(at),
    party: of.party,
    case: of.id,
    number: Math.floor(n / cases.length) + 1,
    author: { kind: 'customer', party: of.party },
    kind: 'said',
    channel: 'chat',
    text: words(n),
    at,
    reachedCustomerAt: null,
    readAt: null,
    origin: 'live',
  })
})

/** A desk's database as the engine opens it, empty. */
export function fresh(): { store: Store; away: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-bench-'))
  const opened = open({ file: join(folder, 'desk.db'), key: new Uint8Array(randomBytes(32)) })
  if (!opened.ok) throw new Error(opened.unopened.sentence)
  const { store } = opened
  const away = (): void => {
    store.close()
    rmSync(folder, { recursive: true })
  }
  return { store, away }
}

export function timed(work: () => void): number {
  globalThis.gc?.()
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The floor: what the database alone needs for these rows, their indexes and their words. */
export function raw(): number {
  const { store, away } = fresh()
  const bodies = messages.map((row) => JSON.stringify(row))
  const took = timed(() => {
    for (let from = 0; from < MESSAGES; from += BATCH) {
      store.write(() => {
        for (let n = from; n < from + BATCH; n++) {
          const row = messages[n]
          if (!row) continue
          const sql = 'INSERT INTO row_message (n, id, ver, body, case_id, number) VALUES (?, ?, ?, ?, ?, ?)'
          store.run(sql, row.at * 2_048, row.id, n + 2, bodies[n] ?? '', row.case, row.number)
          store.run('INSERT INTO message_fts (rowid, text) VALUES (?, ?)', row.at * 2_048, row.text)
        }
      })
    }
  })
  away()
  return took
}

export const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0
