// Catch-up of 20,000 messages after offline: frames absorbed by the engine, durable and searchable, against raw inserts into
// the same encrypted file with the same indexes, FULL, in batches of 1,000. Rounds alternate; medians of five.
// node --expose-gc bench/catch-up.bench.ts
import { randomUUID } from 'node:crypto'
import { zstdCompressSync } from 'node:zlib'
import { kinds } from '../src/domain/kind.ts'
import { absorb } from '../src/main/engine/absorb.ts'
import { unpack } from '../src/main/engine/line/unpack.ts'
import { Replica } from '../src/main/engine/replica.ts'
import { BATCH, cases, fresh, id, MESSAGES, median, messages, raw, START, timed } from './catch-up/floor.ts'
import { wireBytes } from './wire-bytes.ts'

const ROUNDS = 5
const agent = kinds.agent.parse({ id: id(START), name: 'Bench', email: 'a@b.example', language: 'en', grants: [], active: true })

const epoch = randomUUID()
const frame = (from: number, to: number, more: object): string =>
  JSON.stringify({
    epoch,
    reset: false,
    from,
    to,
    head: MESSAGES,
    at: START,
    rows: [],
    gone: [],
    decided: [],
    pages: [],
    leave: [],
    ...more,
  })

const holdAll = frame(0, 1, { reset: true, pages: cases.map(({ party }) => ({ scope: `party:${party}`, rows: [], next: null })) })
const frames = Array.from({ length: MESSAGES / BATCH }, (_, n) =>
  zstdCompressSync(
    frame(n * BATCH + 1, (n + 1) * BATCH + 1, {
      rows: messages
        .slice(n * BATCH, (n + 1) * BATCH)
        .map((row, m) => ({ kind: 'message', id: row.id, ver: n * BATCH + m + 2, body: row })),
    }),
  ),
)

function ours(): number {
  const { store, away } = fresh()
  const replica = new Replica(store, agent)
  absorb(replica, unpack(holdAll))
  const took = timed(() => {
    for (const packed of frames) if (!absorb(replica, unpack(packed)).ok) throw new Error('a frame was not absorbed')
  })
  const stored = store.get<{ c: number }>('SELECT count(*) AS c FROM row_message')?.c
  if (stored !== MESSAGES) throw new Error(`${stored} of ${MESSAGES} stored`)
  away()
  return took
}

ours()
raw()
const rounds = Array.from({ length: ROUNDS }, () => ({ theirs: raw(), ours: ours() }))
const ratios = rounds.map((round) => round.ours / round.theirs)
for (const round of rounds) console.log(`engine ${round.ours.toFixed(0)} ms, raw ${round.theirs.toFixed(0)} ms`)
const round2 = (value: number): number => Math.round(value * 100) / 100
console.log(
  JSON.stringify({
    name: 'catch-up of 20,000 messages, durable and searchable',
    unit: 'ms',
    ours: Math.round(median(rounds.map((round) => round.ours))),
    low: Math.round(Math.min(...rounds.map((round) => round.ours))),
    high: Math.round(Math.max(...rounds.map((round) => round.ours))),
    against: 'raw inserts into the same encrypted file, indexes and full text, batches of 1,000',
    theirs: Math.round(median(rounds.map((round) => round.theirs))),
    ratio: round2(median(ratios)),
    limit: 1.5,
    rounds: ROUNDS,
    note: `ratios ${round2(Math.min(...ratios))} to ${round2(Math.max(...ratios))}`,
  }),
)

const wire = await wireBytes(MESSAGES, START)
console.log(
  JSON.stringify({
    name: 'bytes on the wire for a catch-up of 20,000 messages',
    unit: 'bytes',
    ours: wire.wire,
    against: 'the same rows in one piece of zstd, of the same level',
    theirs: wire.whole,
    ratio: round2(wire.wire / wire.whole),
    limit: 1.2,
    rounds: 1,
    note: `${wire.frames} frames; ${wire.plain} bytes of text`,
  }),
)
