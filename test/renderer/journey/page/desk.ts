import type { Desk, Facts, Line } from '../../../../src/domain/contract/bridge.ts'
import type { Dossier, Parked, Query, Result } from '../../../../src/domain/contract/query.ts'
import { type Kind, type KindRow, kinds, type Row } from '../../../../src/domain/kind.ts'
import { inOrder } from '../../../../src/domain/rules/queue-order.ts'
import { decideIn, type MemoryTx, memoryTx } from '../../../support/memory-tx.ts'
import { agent, NOW } from '../../../support/rows.ts'

/** What a page shows: rows, how the line is, and how the engine answers for the dossier. */
export interface Story {
  readonly party: string
  readonly case: string
  readonly rows: readonly KindRow[]
  readonly line: Line
  readonly whole: boolean
  /** How the engine answers for the dossier. */
  readonly dossier: 'here' | 'absent' | 'slow' | 'failed'
}

export interface Fixture {
  readonly desk: Desk
  /** News from the hub. */
  put(kind: Kind, row: unknown): void
  lined(line: Line): void
  /** What was asked to be run, by name. */
  readonly ran: readonly { readonly name: string; readonly args: unknown }[]
  /** Keeps what is run in the outbox, as a desk off line does. */
  waiting: number
  parked: readonly Parked[]
  /** Tells the screens to look again. */
  tell(): void
}

const { kind: _, ...signer } = agent()
const me = agent()

function dossierOf(tx: MemoryTx, id: string, whole: boolean): Dossier | null {
  const party = tx.get('party', id)
  if (!party) return null
  const parties = party.customer === null ? [party] : tx.of('party').filter((row) => row.customer === party.customer)
  const of = <R extends { readonly party: string }>(rows: readonly R[]) => rows.filter((row) => parties.some((one) => one.id === row.party))
  const said = of(tx.of('message')).filter((row) => row.kind === 'said' && row.author.kind === 'agent')
  return {
    party,
    customer: party.customer === null ? null : tx.get('customer', party.customer),
    parties,
    consents: of(tx.of('consent')),
    identities: of(tx.of('identity')),
    vehicles: tx.of('vehicle').filter((row) => row.owners.some((own) => parties.some((one) => one.id === own.party))),
    opportunities: of(tx.of('opportunity')),
    touchpoints: of(tx.of('touchpoint')),
    cases: of(tx.of('case')),
    commitments: of(tx.of('commitment')),
    outreach: of(tx.of('outreach')),
    lastContactAt: said.length === 0 ? null : Math.max(...said.map((row) => row.at)),
    whole,
  }
}

interface Held {
  readonly tx: MemoryTx
  readonly story: Story
  readonly outbox: Pick<Fixture, 'waiting' | 'parked'>
}

function answer(query: Query, { tx, story, outbox }: Held): Result {
  switch (query.of) {
    case 'queue': {
      const cases = inOrder(tx.of('case').filter((row) => row.state === 'open'))
      const counts = { mine: cases.length, team: cases.length, unassigned: 0, resolved: 0 }
      return { of: 'queue', value: { total: cases.length, from: 0, cases, counts, filling: false } }
    }
    case 'case':
      return { of: 'case', value: { case: tx.get('case', query.case), pending: false } }
    case 'thread': {
      const messages = tx.of('message').filter((row) => row.case === query.case)
      const shown = messages.sort((a, b) => a.number - b.number).map((message) => ({ message, fate: null }))
      return { of: 'thread', value: { total: shown.length, messages: shown, whole: true } }
    }
    case 'dossier':
      return { of: 'dossier', value: story.dossier === 'absent' ? null : dossierOf(tx, query.party, story.whole) }
    case 'reference':
      return {
        of: 'reference',
        value: { group: null, sites: tx.of('site'), agents: tx.of('agent'), queues: tx.of('queue'), brands: tx.of('brand') },
      }
    case 'outbox':
      return { of: 'outbox', value: { waiting: outbox.waiting, sending: 0, parked: outbox.parked } }
  }
}

type Heard = { readonly [F in keyof Facts]: Set<(value: Facts[F]) => void> }

/** A bridge whose engine is a store in memory: commands are decided by the domain itself, as on a real desk. */
export function fixtureDesk(story: Story): Fixture {
  const tx = memoryTx(story.rows)
  const watches = new Map<number, Query>()
  const heard: Heard = {
    changed: new Set(),
    lined: new Set(),
    signed: new Set(),
    typed: new Set(),
    viewed: new Set(),
    chosen: new Set(),
    linked: new Set(),
  }
  const ran: { name: string; args: unknown }[] = []
  const tell = (): void => {
    const patches = [...watches].map(([watch, query]) => ({ watch, result: answer(query, { tx, story, outbox: fixture }) }))
    for (const then of heard.changed) then(patches)
  }
  const signed = kinds.agent.parse({ ...signer, email: 'lena@nordhaus.example', language: 'de', active: true })
  const quiet = async () => null
  const desk: Desk = {
    session: async () => ({ state: 'signed-in', agent: signed, hub: 'http://127.0.0.1:4070', standIn: false }),
    signIn: async () => ({ ok: true }),
    signOut: quiet,
    watch: async ({ watch, query }) => {
      if (query.of === 'dossier' && story.dossier === 'slow') return new Promise(() => {})
      if (query.of === 'dossier' && story.dossier === 'failed') throw new Error('the engine could not read it')
      watches.set(watch, query)
      return answer(query, { tx, story, outbox: fixture })
    },
    unwatch: async (watch) => {
      watches.delete(watch)
      return null
    },
    run: async ({ name, version, args }) => {
      ran.push({ name, args })
      const outcome = decideIn(tx, { name, version, args }, { actor: me, at: Date.now() })
      tell()
      return outcome.ok ? { kept: true, command: crypto.randomUUID(), outcome } : { kept: false, outcome }
    },
    keepDraft: quiet,
    draft: async () => '',
    search: async () => [],
    typing: quiet,
    viewing: quiet,
    discard: quiet,
    reconnect: quiet,
    openLink: quiet,
    theme: quiet,
    menu: quiet,
    hear: (fact, then) => {
      heard[fact].add(then)
      if (fact === 'lined') (then as (line: Line) => void)(story.line)
      return () => heard[fact].delete(then)
    },
  }
  const fixture: Fixture = {
    desk,
    ran,
    waiting: 0,
    parked: [],
    tell,
    put: (kind, row) => {
      tx.put(kind, kinds[kind].parse(row) as Row<typeof kind>)
      tell()
    },
    lined: (line) => {
      for (const then of heard.lined) then(line)
    },
  }
  return fixture
}

export const live: Line = { state: 'live', since: NOW - 60_000, seenAt: NOW, reason: null }
