import { randomBytes } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Packed } from '../src/domain/contract/wire.ts'
import { AgentId, CaseId, DeviceId, GroupId, MessageId, PartyId, SiteId, uuidv7 } from '../src/domain/id.ts'
import { type KindRow, kinds } from '../src/domain/kind.ts'
import { partyScope } from '../src/domain/scope.ts'
import { writtenOf } from '../src/hub/authority/changes.ts'
import { startTailer } from '../src/hub/feed/tailer.ts'
import { openMemoryStore } from '../src/hub/store/memory/memory.ts'
import { words } from './words.ts'

const id = (at: number): string => uuidv7(at, randomBytes(10))
const silent = { error: () => undefined, info: () => undefined, debug: () => undefined }

/** What one catch-up cost on the wire. */
export interface WireBytes {
  readonly wire: number
  readonly frames: number
  /** All the rows that came, compressed in one piece at the same level. */
  readonly whole: number
  readonly plain: number
}

/** Lets the hub's own feed bring messages to a desk that was away, and counts what goes over the line. */
export async function wireBytes(messages: number, start: number): Promise<WireBytes> {
  const store = openMemoryStore({ group: GroupId.parse(id(start)), epoch: '00000000-0000-7000-8000-000000000001' })
  const save = (rows: readonly KindRow[]) =>
    store.change([], (locked) =>
      locked.save({ at: 1, rows: rows.map((after) => writtenOf({ before: null, after })), records: [], told: [], outgoing: [] }),
    )
  const site = SiteId.parse(id(start))
  const agent = AgentId.parse(id(start))
  const grants = [{ site, role: 'agent' as const }]
  await save([
    { kind: 'agent', row: kinds.agent.parse({ id: agent, name: 'Bench', email: 'a@b.example', language: 'en', grants, active: true }) },
  ])
  const parties = Array.from({ length: 400 }, (_, n) => ({ party: PartyId.parse(id(start + n)), of: CaseId.parse(id(start + n)) }))
  const profile = {
    customer: null,
    language: 'en',
    sites: [site],
    contacts: [],
    prefers: null,
    place: null,
    firstSeenAt: 1,
    origin: 'live' as const,
  }
  await save(parties.map(({ party }, n) => ({ kind: 'party', row: kinds.party.parse({ ...profile, id: party, name: `Party ${n}` }) })))
  const from = store.history.feed.head
  for (let n = 0; n < messages; n += 10) {
    const at = start + n * 1_000
    await save(
      Array.from({ length: Math.min(10, messages - n) }, (_, m) => {
        const { party, of } = parties[(n + m) % parties.length] ?? { party: '', of: '' }
        const more = {
          number: Math.floor((n + m) / parties.length) + 1,
          author: { kind: 'customer', party },
          kind: 'said',
          channel: 'chat',
        }
        const said = { text: words(n + m), at, reachedCustomerAt: null, readAt: null, origin: 'live' }
        return { kind: 'message', row: kinds.message.parse({ id: MessageId.parse(id(at)), party, case: of, ...more, ...said }) }
      }),
    )
  }
  return bring({ store, from, agent, scopes: parties.map(({ party }) => partyScope(party)) })
}

interface Away {
  readonly store: ReturnType<typeof openMemoryStore>
  readonly from: number
  readonly agent: AgentId
  readonly scopes: ReturnType<typeof partyScope>[]
}

const placeOf = (packed: Packed): number => {
  const text = typeof packed === 'string' ? packed : zstdDecompressSync(packed).toString()
  return Number(/"to":(\d+)/.exec(text)?.[1])
}

async function bring({ store, from, agent, scopes }: Away): Promise<WireBytes> {
  // By a clock that stands still the line is as quick as any: frames become as large as they may.
  const tailer = await startTailer({ store, log: silent, now: () => 1, every: 0 })
  const sizes: number[] = []
  let cursor = from
  const desk = {
    ...{ agent, device: DeviceId.parse(id(1)), expelled: () => undefined, begin: () => undefined },
    send(packed: Packed, reply: (cursor: number) => void): void {
      sizes.push(typeof packed === 'string' ? Buffer.byteLength(packed) : packed.byteLength)
      setImmediate(() => {
        cursor = placeOf(packed)
        reply(cursor)
      })
    },
  }
  const attached = tailer.attach(desk, { epoch: store.history.feed.epoch, cursor })
  attached.hold({ whole: scopes, filling: [] })
  attached.listen()
  while (cursor < store.history.feed.head) await new Promise(setImmediate)
  await tailer.stop()
  const { entries } = await store.read((view) => view.window({ after: from, scopes: null, pointers: 1e9, bytes: 1e12 }))
  const text = entries.map(({ kind, id: of, ver, body }) => `{"kind":"${kind}","id":"${of}","ver":${ver},"body":${body}}`).join(',')
  const wire = sizes.reduce((sum, size) => sum + size, 0)
  return { wire, frames: sizes.length, whole: zstdCompressSync(text).byteLength, plain: Buffer.byteLength(text) }
}
