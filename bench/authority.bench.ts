import { randomUUID } from 'node:crypto'
import type { Envelope } from '../src/domain/command.ts'
import { CommandId, DeviceId, GroupId, MessageId } from '../src/domain/id.ts'
import type { KindRow, Row } from '../src/domain/kind.ts'
import { openAuthority } from '../src/hub/authority/authority.ts'
import { writtenOf } from '../src/hub/authority/changes.ts'
import { fingerprint } from '../src/hub/authority/hash.ts'
import { migrations } from '../src/hub/migrations/list.ts'
import { migrate } from '../src/hub/postgres/migrate.ts'
import { openPool, type PatientPool } from '../src/hub/postgres/pool.ts'
import { openPostgresStore } from '../src/hub/store/postgres/postgres-store.ts'
import type { Changes, Store } from '../src/hub/store/store.ts'
import { agentRow, caseRow, grant, header, ids, partyRow } from '../test/hub/support/rows.ts'
import { openTestDatabase } from '../test/support/database.ts'
import { keptLog } from '../test/support/log.ts'

/**
 * Notes per second: the authority (locks, loads, decides, guards, writes) against a bare batcher that only writes the same
 * rows through the same statement. Same database, same run, turn about; the ratio is the price of deciding.
 */
const CASES = 200
const ROUNDS = Number(process.env.ROUNDS ?? 5)
const MS = Number(process.env.MS ?? 1_500)
const device = DeviceId.parse(randomUUID())

interface Note {
  readonly envelope: Envelope
  readonly of: number
}

let said = 0
function nextNote(): Note {
  const of = said++ % CASES
  const args = {
    message: randomUUID(),
    case: ids.case(of),
    party: ids.party(of),
    text: `The car came in at nine; part ${said} is ordered.`,
  }
  const envelope = { id: CommandId.parse(randomUUID()), seq: said, name: 'message.note', version: 1, args, saidAt: 1, after: [] }
  return { envelope, of }
}

async function prepared(store: Store): Promise<void> {
  await store.found(randomUUID())
  const numbers = Array.from({ length: CASES }, (_, n) => n)
  const rows: KindRow[] = [agentRow(1, [grant(1)]), ...numbers.flatMap((n) => [partyRow(n, [1]), caseRow(n)])]
  const written = rows.map((row) => writtenOf({ before: null, after: row }))
  await store.change([], (locked) => locked.save({ at: 1, rows: written, records: [], told: [], outgoing: [] }))
}

type Decide = (note: Note) => Promise<unknown>

/** The bare batcher, on a plain client that awaits begin, write and commit in turn: what waits is written together, nothing is asked. */
function openBare(store: Store): Decide {
  const headers = Array.from({ length: CASES }, (_, n) => header(n))
  const queue: { note: Note; resolve: () => void }[] = []
  let draining = false
  const changesOf = (batch: readonly Note[]): Changes => {
    const cases = new Map<number, { before: Row<'case'>; after: Row<'case'> }>()
    const at = Date.now()
    const messages = batch.map(({ envelope, of }): KindRow => {
      const now = headers[of] ?? header(of)
      const after = { ...now, messages: now.messages + 1, changedAt: at }
      headers[of] = after
      cases.set(of, { before: now, after })
      const author = { kind: 'agent' as const, agent: ids.agent(1), name: 'Agent 1' }
      const { message, text } = envelope.args as { message: string; text: string }
      const named = { id: MessageId.parse(message), party: now.party, case: now.id, number: now.messages + 1, author }
      return {
        kind: 'message',
        row: { ...named, kind: 'note', channel: 'chat', text, at, reachedCustomerAt: null, readAt: null, origin: 'live' },
      }
    })
    const headersNow = [...cases.values()].map(({ before, after }) =>
      writtenOf({ before: { kind: 'case', row: before }, after: { kind: 'case', row: after } }),
    )
    const records = batch.map(({ envelope, of }) => ({
      id: envelope.id,
      by: { device, number: envelope.seq },
      hash: fingerprint(envelope).hash,
      outcome: { ok: true as const },
      actor: ids.agent(1),
      name: envelope.name,
      roots: [ids.party(of)],
      subject: { case: ids.case(of), message: MessageId.parse(envelope.args.message) },
      why: null,
    }))
    const told = batch.map(({ envelope }) => ({ device, command: envelope.id }))
    return { at, rows: [...messages.map((row) => writtenOf({ before: null, after: row })), ...headersNow], records, told, outgoing: [] }
  }
  const drain = async (): Promise<void> => {
    await new Promise(setImmediate)
    while (queue.length > 0) {
      const batch = queue.splice(0, 64)
      await store.change([], (locked) => locked.save(changesOf(batch.map(({ note }) => note))))
      for (const { resolve } of batch) resolve()
    }
    draining = false
  }
  return (note) =>
    new Promise((resolve) => {
      queue.push({ note, resolve: () => resolve(null) })
      if (draining) return
      draining = true
      void drain()
    })
}

/** Commands per second with so many waiting at once. */
async function rate(decide: Decide, waiting: number): Promise<number> {
  const began = performance.now()
  let done = 0
  const one = async (): Promise<void> => {
    while (performance.now() - began < MS) {
      await decide(nextNote())
      done++
    }
  }
  await Promise.all(Array.from({ length: waiting }, one))
  return (done * 1_000) / (performance.now() - began)
}

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)
const median = (values: readonly number[]): number => Math.round(sorted(values)[Math.floor(values.length / 2)] ?? 0)

function figure(waiting: number, ours: readonly number[], theirs: readonly number[]): object {
  return {
    name: `Commands durable on the hub, ${waiting} waiting`,
    unit: 'commands/s',
    ours: median(ours),
    low: Math.round(sorted(ours)[0] ?? 0),
    high: Math.round(sorted(ours).at(-1) ?? 0),
    against: 'a bare batcher that writes the same rows and asks nothing',
    theirs: median(theirs),
    ratio: Number((median(ours) / median(theirs)).toFixed(2)),
    limit: 0.6,
    atLeast: true,
    rounds: ROUNDS,
  }
}

const database = await openTestDatabase()
await migrate(database.db, migrations)
const open = async (pool: PatientPool): Promise<Store> => {
  const store = openPostgresStore(pool, GroupId.parse(randomUUID()))
  await prepared(store)
  return store
}
const authority = openAuthority({ store: await open(database.opened.pool), now: Date.now, log: keptLog().log })
const source = { kind: 'agent', id: ids.agent(1) } as const
const decide: Decide = async ({ envelope }) => {
  const { outcome } = await authority.decide(envelope, { source, device })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}
const plain = openPool({ ...database.embedded.connection, pipeline: false }, keptLog().log)
const bare = openBare(await open(plain))
for (const waiting of [1, 16, 64]) {
  const ours: number[] = []
  const theirs: number[] = []
  await rate(decide, waiting)
  await rate(bare, waiting)
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await rate(decide, waiting))
    theirs.push(await rate(bare, waiting))
  }
  console.log(JSON.stringify(figure(waiting, ours, theirs)))
}
await authority.close()
await plain.end()
await database.close()
