import type { Actor } from '../../src/domain/actor.ts'
import type { Answers, Argument, Desk, Fact, Facts, Line, Receipt, Session } from '../../src/domain/contract/bridge.ts'
import type { Fate, Query, Result } from '../../src/domain/contract/query.ts'
import type { SyncCentre } from '../../src/domain/contract/sync.ts'
import { CommandId } from '../../src/domain/id.ts'
import type { KindRow, Row } from '../../src/domain/kind.ts'
import { historyOf } from './fixture-audit.ts'
import { slotsIn, todayIn } from './fixture-day.ts'
import { dossierOf, hitsIn, myself, presenceOf, whisperedIn } from './fixture-dossier.ts'
import { floorIn, handsIn } from './fixture-floor.ts'
import { nothingYet, queueIn } from './fixture-queue.ts'
import { type Queued, queuedItem, quiet, settled } from './fixture-sync.ts'
import { decideIn, type MemoryTx, memoryTx } from './memory-tx.ts'
import { agent, anId, system } from './rows.ts'

export interface World {
  readonly rows: readonly KindRow[]
  /** More case headers for the list alone. */
  readonly bulk: readonly Row<'case'>[]
  readonly session: Session
  readonly line: Line
  readonly queue: 'here' | 'filling' | 'failing' | 'silent'
  readonly sync?: SyncCentre
  readonly thread?: { readonly caughtUp: boolean }
  readonly people?: Answers['people']
  readonly unlock?: Answers['unlock']
  /** What the desk says of its own data as soon as somebody listens. */
  readonly device?: { readonly room?: Facts['room']; readonly rescued?: Facts['rescued'] }
  readonly audit?: 'silent' | 'refused' | 'none'
  readonly today?: 'failing' | 'silent' | 'partly'
  readonly floor?: 'failing' | 'silent' | 'filling'
  readonly signIn: Answers['signIn']
}

type Ears = { [F in Fact]: Set<(value: Facts[F]) => void> }

/** A desk without an engine: the real commands on rows in memory, with the line as the test wants it. */
export class FixtureDesk {
  readonly tx: MemoryTx
  readonly ran: { readonly name: string; readonly args: unknown; readonly after: readonly string[] }[] = []
  readonly drafts = new Map<string, string>()
  readonly told: { readonly ask: string; readonly argument: unknown }[] = []
  #world: World
  #line: Line
  #sync: SyncCentre
  #session: Session
  #made = 0
  /** What was done off line, by command. */
  readonly #waiting = new Map<CommandId, Omit<Queued, 'text'>>()
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
  readonly #me: Actor

  constructor(world: World) {
    this.#world = world
    this.#line = world.line
    this.#sync = world.sync ?? quiet
    this.#session = world.session
    this.tx = memoryTx(world.rows)
    this.#me = world.session.state === 'signed-in' ? { kind: 'agent', ...world.session.agent } : agent()
  }

  /** What the preload would expose. */
  get desk(): Desk {
    const noted = (ask: string) => async (argument: unknown) => {
      this.told.push({ ask, argument })
      return null
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
      search: async (argument) => hitsIn(this.tx, argument),
      typing: noted('typing'),
      viewing: noted('viewing'),
      discard: async ({ command }) => {
        this.#sync = settled(this.#sync, 'discard', command)
        this.tell()
        return null
      },
      resend: async (argument) => this.#again('resend', argument),
      rebook: async (argument) => this.#again('rebook', argument),
      keepMine: async (argument) => this.#again('keepMine', argument),
      raiseItem: async (argument) => this.#again('raiseItem', argument),
      reconnect: noted('reconnect'),
      attach: async (argument) => this.#attach(argument),
      blob: async () => null,
      audit: (argument) => this.#audit(argument),
      lock: async () =>
        this.#sign({ state: 'locked', email: myself().email, name: myself().name, hub: 'https://hub.nordhaus.example', reason: 'asked' }),
      people: async () => this.#world.people ?? [],
      unlock: (argument) => this.#unlock(argument),
      openLink: noted('openLink'),
      theme: noted('theme'),
      menu: noted('menu'),
      hear: (fact, then) => {
        const ears: Set<typeof then> = this.#ears[fact]
        ears.add(then)
        if (fact === 'lined') queueMicrotask(() => this.lined(this.#line))
        const { room, rescued } = this.#world.device ?? {}
        if (fact === 'room' && room) queueMicrotask(() => this.say('room', room))
        if (fact === 'rescued' && rescued) queueMicrotask(() => this.say('rescued', rescued))
        return () => ears.delete(then)
      },
    }
  }

  lined(line: Line): void {
    this.#line = line
    if (line.state === 'live') this.#waiting.clear()
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
      return result ? [{ watch, delta: { to: structuredClone(result) } }] : []
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
    const failing = { queue: this.#world.queue, today: this.#world.today, floor: this.#world.floor } as Readonly<Record<string, unknown>>
    if (failing[query.of] === 'failing') return Promise.reject(new Error('the store is closed'))
    return result ? Promise.resolve(structuredClone(result)) : new Promise(() => {})
  }

  async #run(asked: Argument<'run'>): Promise<Answers['run']> {
    this.#made += 1
    const command = CommandId.parse(anId(0xc0000 + this.#made))
    this.ran.push({ name: asked.name, args: asked.args, after: asked.after })
    const outcome = decideIn(this.tx, asked, { actor: this.#me, at: Date.now() })
    if (!outcome.ok) return { kept: false, outcome }
    const id = asked.args.message
    if (this.#line.state !== 'live')
      this.#waiting.set(command, { name: asked.name, message: typeof id === 'string' ? id : null, mode: asked.args.mode })
    this.tell()
    return { kept: true, command, outcome }
  }

  #again(ask: string, argument: { readonly command: string }): Receipt {
    this.told.push({ ask, argument })
    this.#sync = settled(this.#sync, ask, argument.command)
    this.tell()
    return { kept: true, command: argument.command, outcome: null }
  }

  #attach({ bytes, ...rest }: Argument<'attach'>): Receipt {
    this.told.push({ ask: 'attach', argument: { ...rest, size: bytes.length } })
    const { attachment, case: id, party, message, name, type } = rest
    const args = { attachment, case: id, party, message, name, type, size: bytes.length, sha256: 'ab'.repeat(32) }
    const outcome = decideIn(this.tx, { name: 'attachment.add', args }, { actor: this.#me, at: Date.now() })
    if (!outcome.ok) return { kept: false, outcome }
    this.tell()
    return { kept: true, command: attachment, outcome }
  }

  #audit(argument: Argument<'audit'>): Promise<Answers['audit']> {
    this.told.push({ ask: 'audit', argument })
    return historyOf(this.#line.state === 'offline' ? 'unreached' : this.#world.audit, argument)
  }

  async #unlock({ email }: Argument<'unlock'>): Promise<Answers['unlock']> {
    const answer = this.#world.unlock ?? { ok: true }
    const person = this.#world.people?.find((one) => one.email === email)
    if (answer.ok)
      this.#sign({
        state: 'signed-in',
        agent: { ...myself(), name: person?.name ?? myself().name },
        hub: 'https://hub.nordhaus.example',
        standIn: false,
      })
    return answer
  }

  #answer(query: Query): Result | null {
    if (query.of === 'sync') return { of: 'sync', value: this.#centre() }
    if (query.of === 'today') return this.#today(query)
    if (query.of === 'floor') return this.#floor(query)
    if (query.of === 'hands') return { of: 'hands', value: handsIn(this.tx, query) }
    if (query.of === 'slots') return { of: 'slots', value: slotsIn(this.tx, query) }
    if (query.of === 'queue') return this.#queue(query)
    if (query.of === 'case') return { of: 'case', value: { case: this.tx.get('case', query.case), pending: false, dark: null } }
    if (query.of === 'thread') return this.#thread(query.case, query.count)
    if (query.of === 'dossier') return { of: 'dossier', value: dossierOf(this.tx, query.party) }
    if (query.of === 'whispered') return { of: 'whispered', value: whisperedIn(this.tx) }
    if (query.of === 'presence') return { of: 'presence', value: presenceOf(this.tx, [...this.#waiting.values()]) }
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

  #floor(query: Extract<Query, { of: 'floor' }>): Result | null {
    const behind = this.#world.floor === 'filling' ? null : this.#line.state === 'live' ? 100 : 12 * 60_000
    return this.#world.floor === 'silent' ? null : { of: 'floor', value: floorIn(this.tx, query, behind) }
  }

  #today(query: Extract<Query, { of: 'today' }>): Result | null {
    if (this.#world.today === 'silent') return null
    const value = todayIn(this.tx, query)
    return { of: 'today', value: this.#world.today === 'partly' ? { ...value, expected: value.expected.slice(0, 1), whole: false } : value }
  }

  /** What waits here, counted as the outbox counts it. */
  #centre(): SyncCentre {
    const words = (id: string | null) => (id === null ? null : (this.tx.get('message', id)?.text ?? null))
    const queued = [...this.#waiting].map(([command, said], n) => queuedItem(900 + n, command, { ...said, text: words(said.message) }))
    return { ...this.#sync, waiting: [...this.#sync.waiting, ...queued] }
  }

  #queue(query: Extract<Query, { of: 'queue' }>): Result | null {
    if (this.#world.queue === 'silent') return null
    const rows = [...this.tx.of('case'), ...this.#world.bulk]
    return { of: 'queue', value: this.#world.queue === 'filling' ? nothingYet(query) : queueIn(rows, query) }
  }

  #thread(id: string, count: number): Result {
    const all = this.tx
      .of('message')
      .filter((row) => row.case === id)
      .sort((a, b) => a.number - b.number)
    const waiting = new Set([...this.#waiting.values()].map(({ message }) => message))
    const refused = this.#sync.refused.filter((one) => one.case === id)
    const messages = all.slice(-count).map((message) => {
      const reviewed = this.#sync.decisions.some((one) => one.state === 'review' && one.text === message.text)
      const parked = refused.some((one) => one.text === message.text)
      const fate: Fate | null = parked ? 'refused' : reviewed ? 'review' : waiting.has(message.id) ? 'queued' : null
      return { message, fate }
    })
    const attachments = this.tx.of('attachment').filter((row) => row.case === id)
    const whispers = this.tx.of('whisper').filter((row) => row.case === id)
    return {
      of: 'thread',
      value: { total: all.length, messages, whole: true, caughtUp: this.#world.thread?.caughtUp ?? true, attachments, whispers },
    }
  }
}
