import type { Answers, Argument, Desk, Fact, Facts, Hit, Line, Receipt, Session } from '../../src/domain/contract/bridge.ts'
import type { Dossier, Fate, Parked, Query, QueueView, Result } from '../../src/domain/contract/query.ts'
import type { SyncCentre } from '../../src/domain/contract/sync.ts'
import { type KindRow, kinds, type Row } from '../../src/domain/kind.ts'
import { inOrder } from '../../src/domain/rules/queue-order.ts'
import { decideIn, type MemoryTx, memoryTx } from './memory-tx.ts'
import { agent, anId, ids, system } from './rows.ts'

export interface World {
  readonly rows: readonly KindRow[]
  /** More case headers for the list alone. */
  readonly bulk: readonly Row<'case'>[]
  readonly session: Session
  readonly line: Line
  readonly queue: 'here' | 'filling' | 'failing' | 'silent'
  readonly parked: readonly Parked[]
  readonly signIn: Answers['signIn']
}

const quiet: SyncCentre = {
  waiting: [],
  decisions: [],
  refused: [],
  sentToday: { count: 0, items: [] },
  nextTryAt: null,
  tiers: [],
  readiness: [],
  leaseUntil: null,
}

type Ears = { [F in Fact]: Set<(value: Facts[F]) => void> }

const grown = (rows: readonly Row<'case'>[], view: QueueView, me: string): readonly Row<'case'>[] => {
  if (view === 'resolved') return rows.filter((row) => row.state === 'resolved')
  const open = rows.filter((row) => row.state === 'open')
  return view === 'team' ? open : open.filter((row) => row.owner === (view === 'mine' ? me : null))
}

/** A desk without an engine: the real commands on rows in memory, with the line as the test wants it. */
export class FixtureDesk {
  readonly tx: MemoryTx
  readonly ran: { readonly name: string; readonly args: unknown; readonly after: readonly string[] }[] = []
  readonly drafts = new Map<string, string>()
  readonly told: { readonly ask: string; readonly argument: unknown }[] = []
  #world: World
  #line: Line
  #parked: readonly Parked[]
  #session: Session
  #made = 0
  readonly #fates = new Map<string, Fate>()
  readonly #watches = new Map<number, Query>()
  readonly #ears: Ears = {
    changed: new Set(),
    lined: new Set(),
    signed: new Set(),
    typed: new Set(),
    viewed: new Set(),
    rescued: new Set(),
    room: new Set(),
    chosen: new Set(),
    linked: new Set(),
  }
  readonly #me = agent()

  constructor(world: World) {
    this.#world = world
    this.#line = world.line
    this.#parked = world.parked
    this.#session = world.session
    this.tx = memoryTx(world.rows)
  }

  /** What the preload would expose. */
  get desk(): Desk {
    const done = Promise.resolve(null)
    const noted = (ask: string) => (argument: unknown) => {
      this.told.push({ ask, argument })
      return done
    }
    return {
      session: async () => this.#session,
      signIn: (argument) => this.#signIn(argument),
      signOut: async () =>
        this.#sign({ state: 'signed-out', hub: 'https://hub.nordhaus.example', email: 'lena.vogt@nordhaus.example', reason: null }),
      watch: (argument) => this.#watch(argument),
      unwatch: async (id) => {
        this.#watches.delete(id)
        return null
      },
      run: (argument) => this.#run(argument),
      keepDraft: async ({ case: id, mode, text }) => {
        this.drafts.set(`${id} ${mode}`, text)
        return null
      },
      draft: async ({ case: id, mode }) => this.drafts.get(`${id} ${mode}`) ?? '',
      search: async (argument) => this.#search(argument),
      typing: noted('typing'),
      viewing: noted('viewing'),
      discard: async ({ command }) => {
        this.#parked = this.#parked.filter((one) => one.command !== command)
        this.tell()
        return null
      },
      resend: async (argument) => this.#again('resend', argument),
      rebook: async (argument) => this.#again('rebook', argument),
      keepMine: async (argument) => this.#again('keepMine', argument),
      raiseItem: async (argument) => this.#again('raiseItem', argument),
      reconnect: noted('reconnect'),
      tryNow: noted('tryNow'),
      attach: async (argument) => this.#again('attach', { command: argument.attachment }),
      blob: async () => null,
      lock: noted('lock'),
      people: async () => [],
      unlock: async () => ({ ok: true }),
      openLink: noted('openLink'),
      theme: noted('theme'),
      menu: noted('menu'),
      hear: (fact, then) => {
        const ears: Set<typeof then> = this.#ears[fact]
        ears.add(then)
        if (fact === 'lined') queueMicrotask(() => this.lined(this.#line))
        return () => ears.delete(then)
      },
    }
  }

  lined(line: Line): void {
    this.#line = line
    if (line.state === 'live') this.#fates.clear()
    for (const ear of this.#ears.lined) ear(line)
    this.tell()
  }

  say<F extends Fact>(fact: F, value: Facts[F]): void {
    for (const ear of this.#ears[fact]) ear(value)
  }

  /** The customer of a case writes, as the hub would tell it. */
  hear(caseId: string, text: string): void {
    const header = this.tx.get('case', caseId)
    if (!header) throw new Error(`no case ${caseId}`)
    this.#made += 1
    const args = {
      message: anId(0x90000 + this.#made),
      case: header.id,
      party: header.party,
      host: header.party,
      site: header.site,
      queue: header.queue,
      text,
      origin: 'sample' as const,
    }
    const outcome = decideIn(this.tx, { name: 'conversation.say', args }, { actor: system, at: Date.now() })
    if (!outcome.ok) throw new Error(outcome.refusal.code)
    this.tell()
  }

  /** Tells every watch what is true now. */
  tell(): void {
    const patches = [...this.#watches].flatMap(([watch, query]) => {
      const result = this.#answer(query)
      return result ? [{ watch, result: structuredClone(result) }] : []
    })
    for (const ear of this.#ears.changed) ear(patches)
  }

  async #signIn(_: Argument<'signIn'>): Promise<Answers['signIn']> {
    const answer = this.#world.signIn
    if (answer.ok) this.#sign({ state: 'signed-in', agent: myself(), hub: 'https://hub.nordhaus.example', standIn: false })
    return answer
  }

  #sign(session: Session): null {
    this.#session = session
    this.say('signed', session)
    return null
  }

  #watch({ watch, query }: Argument<'watch'>): Promise<Result> {
    this.#watches.set(watch, query)
    const result = this.#answer(query)
    if (query.of === 'queue' && this.#world.queue === 'failing') return Promise.reject(new Error('the store is closed'))
    return result ? Promise.resolve(structuredClone(result)) : new Promise(() => {})
  }

  async #run(asked: Argument<'run'>): Promise<Answers['run']> {
    this.#made += 1
    const command = anId(0xc0000 + this.#made)
    this.ran.push({ name: asked.name, args: asked.args, after: asked.after })
    const outcome = decideIn(this.tx, asked, { actor: this.#me, at: Date.now() })
    if (!outcome.ok) return { kept: false, outcome }
    const id = asked.args.message
    // What is no message waits under its own name: it counts all the same.
    if (this.#line.state !== 'live') this.#fates.set(typeof id === 'string' ? id : command, 'queued')
    this.tell()
    return { kept: true, command, outcome }
  }

  #search({ text, limit }: Argument<'search'>): readonly Hit[] {
    const wanted = text.toLowerCase()
    return this.tx
      .of('case')
      .filter((row) => `${row.customerName ?? ''} ${row.subject} ${row.vehicle?.plate ?? ''}`.toLowerCase().includes(wanted))
      .slice(0, limit)
      .map((row) => ({
        kind: 'case',
        case: row.id,
        party: row.party,
        title: row.customerName ?? row.number,
        snippet: row.subject.replace(new RegExp(text, 'i'), (found) => `\u2068${found}\u2069`),
        at: row.changedAt,
      }))
  }

  #again(ask: string, argument: { readonly command: string }): Receipt {
    this.told.push({ ask, argument })
    return { kept: true, command: argument.command, outcome: null }
  }

  #answer(query: Query): Result | null {
    if (query.of === 'sync') return { of: 'sync', value: quiet }
    if (query.of === 'today') return { of: 'today', value: { expected: [], promises: [], cases: [], whole: true } }
    if (query.of === 'slots') return { of: 'slots', value: { slots: [], asOf: null } }
    if (query.of === 'queue') return this.#queue(query)
    if (query.of === 'case') return { of: 'case', value: { case: this.tx.get('case', query.case), pending: false, dark: null } }
    if (query.of === 'thread') return this.#thread(query.case, query.count)
    if (query.of === 'dossier') return { of: 'dossier', value: dossierOf(this.tx, query.party) }
    if (query.of === 'outbox') return { of: 'outbox', value: { waiting: this.#fates.size, sending: 0, parked: this.#parked } }
    return {
      of: 'reference',
      value: {
        group: this.tx.of('group')[0] ?? null,
        sites: this.tx.of('site'),
        agents: this.tx.of('agent'),
        queues: this.tx.of('queue'),
        brands: this.tx.of('brand'),
      },
    }
  }

  #queue({ view, from, count }: Extract<Query, { of: 'queue' }>): Result | null {
    if (this.#world.queue === 'silent') return null
    const rows = [...this.tx.of('case'), ...this.#world.bulk]
    const inView = (one: QueueView) => grown(rows, one, ids.lena)
    const counts = {
      mine: inView('mine').length,
      team: inView('team').length,
      unassigned: inView('unassigned').length,
      resolved: inView('resolved').length,
    }
    if (this.#world.queue === 'filling')
      return { of: 'queue', value: { total: 0, from, cases: [], counts: { mine: 0, team: 0, unassigned: 0, resolved: 0 }, filling: true } }
    const ordered = inOrder(inView(view))
    return { of: 'queue', value: { total: ordered.length, from, cases: ordered.slice(from, from + count), counts, filling: false } }
  }

  #thread(id: string, count: number): Result {
    const all = this.tx
      .of('message')
      .filter((row) => row.case === id)
      .sort((a, b) => a.number - b.number)
    const refused = this.#parked.filter((one) => one.case === id)
    const messages = all.slice(-count).map((message) => {
      const fate: Fate | null = refused.some((one) => one.text === message.text) ? 'refused' : (this.#fates.get(message.id) ?? null)
      return { message, fate }
    })
    return { of: 'thread', value: { total: all.length, messages, whole: true, caughtUp: true } }
  }
}

/** Lena, who sits at this desk. */
export const myself = (): Row<'agent'> =>
  kinds.agent.parse({
    id: ids.lena,
    name: 'Lena Vogt',
    email: 'lena.vogt@nordhaus.example',
    language: 'en',
    grants: agent().grants,
    active: true,
  })

function dossierOf(tx: MemoryTx, id: string): Dossier | null {
  const party = tx.get('party', id)
  if (!party) return null
  const parties = party.customer === null ? [party] : tx.of('party').filter((row) => row.customer === party.customer)
  const ours = <R extends { readonly party: string }>(rows: readonly R[]) =>
    rows.filter((row) => parties.some((one) => one.id === row.party))
  const said = ours(tx.of('message')).filter((row) => row.kind === 'said' && row.author.kind === 'agent')
  return {
    party,
    customer: party.customer === null ? null : tx.get('customer', party.customer),
    parties,
    consents: ours(tx.of('consent')),
    identities: ours(tx.of('identity')),
    vehicles: tx.of('vehicle').filter((row) => row.owners.some((own) => parties.some((one) => one.id === own.party))),
    opportunities: ours(tx.of('opportunity')),
    touchpoints: ours(tx.of('touchpoint')),
    cases: ours(tx.of('case')),
    commitments: ours(tx.of('commitment')),
    outreach: ours(tx.of('outreach')),
    lastContactAt: said.length === 0 ? null : Math.max(...said.map((row) => row.at)),
    whole: true,
  }
}
