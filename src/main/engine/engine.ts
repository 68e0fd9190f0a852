import type { Answers, Argument, Facts } from '../../domain/contract/bridge.ts'
import type { Query } from '../../domain/contract/query.ts'
import type { Tickets } from '../../domain/contract/sign-in.ts'
import type { Decided } from '../../domain/contract/wire.ts'
import type { Row } from '../../domain/kind.ts'
import { type Absorbed, absorb } from './absorb.ts'
import type { Clock } from './clock.ts'
import { draft, keepDraft } from './drafts.ts'
import { typedOf, viewedOf } from './line/ephemeral.ts'
import { Line, type Served } from './line/line.ts'
import { LineState } from './line/state.ts'
import { TicketBook } from './line/tickets.ts'
import { unpack } from './line/unpack.ts'
import { holdsOf, Wants, WORKING_SET } from './line/wants.ts'
import { decide, discard, forget } from './outbox/outbox.ts'
import { Push } from './outbox/push.ts'
import type { EngineAsk, EngineFact, Start } from './port.ts'
import { Replica } from './replica.ts'
import { run } from './run.ts'
import { search } from './search/search.ts'
import { isFull } from './store/failure.ts'
import { keep, keptNumber } from './store/kv.ts'
import { farewell } from './store/open.ts'
import type { Store } from './store/store.ts'
import { readOf, Touched } from './touched.ts'
import { read } from './watch/read.ts'
import { Watches } from './watch/watches.ts'

export interface Telling {
  readonly fact: <F extends EngineFact>(fact: F, value: Facts[F]) => void
  readonly tickets: (tickets: Tickets) => void
  readonly expired: (reason: 'signed-out' | 'revoked' | 'update') => void
}

interface Parts {
  readonly store: Store
  readonly start: Pick<Start, 'hub' | 'device' | 'tickets'> & { readonly agent: Row<'agent'> }
  readonly clock: Clock
  readonly telling: Telling
  /** How many dossiers are kept at most. */
  readonly workingSet?: number
}

type AnswersAsks = { readonly [A in EngineAsk]: (argument: Argument<A>) => Answers[A] }

const SCRUB_MS = 1_000
const WANTS_MS = 30
const TICK_MS = 2_000

/** The desk's engine: everything a screen shows comes from here, at once, whether the line is up or not. */
export class DeskEngine {
  readonly replica: Replica
  readonly answers: AnswersAsks
  readonly #clock: Clock
  readonly #telling: Telling
  readonly #device: Start['device']
  readonly #tickets: TicketBook
  readonly #state: LineState
  readonly #line: Line
  readonly #push: Push
  readonly #wants: Wants
  readonly #watches: Watches
  readonly #timers = new Map<'scrub' | 'wants' | 'tick', () => void>()
  #head = 0

  constructor({ store, start, clock, telling, workingSet = WORKING_SET }: Parts) {
    this.#clock = clock
    this.#telling = telling
    this.#device = start.device
    this.replica = new Replica(store, start.agent)
    const now = clock.now
    this.#tickets = new TicketBook({ hub: start.hub, device: start.device, now, renewed: telling.tickets }, start.tickets)
    const saw = (at: number): void => keep(store, 'seen_at', at)
    this.#state = new LineState({ now, saw, tell: (line) => telling.fact('lined', line) }, keptNumber(store, 'seen_at'))
    this.#line = new Line({ hub: start.hub, clock, tickets: this.#tickets, state: this.#state, served: this.#served() })
    this.#push = new Push({
      clock,
      waiting: () => this.replica.pending.all(),
      heard: (decided) => this.#heard(decided),
      sendingChanged: () => this.#sendingChanged(),
    })
    this.#watches = new Watches(
      (query) => read(this.replica, query, this.#push.sending),
      (changed) => telling.fact('changed', changed),
    )
    this.#wants = new Wants({
      replica: this.replica,
      now,
      watched: () => this.#watches.queries(),
      moved: (touched) => this.#moved(touched),
      limit: workingSet,
    })
    this.answers = this.#answering()
  }

  start(): void {
    forget(this.replica.store, this.#clock.now())
    this.#telling.fact('lined', this.#state.line)
    this.#line.start()
    this.#tick()
  }

  /** After sleep a socket may only look alive: it is greeted anew. */
  resume(): void {
    this.#line.again()
  }

  renewed(tickets: Tickets): void {
    this.#tickets.replace(tickets)
    if (!this.#line.listening) this.#line.again()
  }

  stop(): void {
    for (const callOff of this.#timers.values()) callOff()
    this.#line.stop()
    this.#watches.stop()
    farewell(this.replica.store)
  }

  #answering(): AnswersAsks {
    const { store } = this.replica
    return {
      watch: ({ watch, query }) => this.#watch(watch, query),
      unwatch: (watch) => {
        this.#watches.unwatch(watch)
        return null
      },
      run: (asked) => {
        const { receipt, touched } = run(this.replica, asked, this.#clock)
        this.#moved(touched)
        this.#push.wake()
        return receipt
      },
      keepDraft: ({ text, ...place }) => {
        keepDraft(store, place, { text, at: this.#clock.now() })
        return null
      },
      draft: (place) => draft(store, place),
      search: ({ text, limit }) => search(store, text, limit),
      typing: (typing) => {
        this.#line.whisper('typing', typing)
        return null
      },
      viewing: (viewing) => {
        this.#line.whisper('viewing', viewing)
        return null
      },
      discard: ({ command }) => {
        this.#discard(command)
        return null
      },
      reconnect: () => {
        this.#line.again()
        return null
      },
    }
  }

  #watch(watch: number, query: Query): Answers['watch'] {
    const result = this.#watches.watch(watch, query)
    const looked = result.of === 'case' ? result.value.case?.party : query.of === 'dossier' ? query.party : undefined
    if (looked) this.replica.held.use(`party:${looked}`, this.#clock.now())
    this.#wants.sync()
    return result
  }

  #discard(command: string): void {
    const touched = new Touched()
    if (!discard(this.replica.store, command)) return
    touched.add('outbox')
    touched.everything = true
    this.#moved(touched)
  }

  #served(): Served {
    return {
      hello: () => ({ device: this.#device, epoch: this.replica.epoch, cursor: this.replica.cursor }),
      holds: () => holdsOf(this.replica),
      welcomed: ({ head }) => {
        this.#head = head
      },
      frame: (packed) => this.#frame(packed),
      up: (socket) => {
        this.#wants.online(socket)
        this.#push.online(socket)
        this.#judge()
      },
      down: () => {
        this.#wants.offline()
        this.#push.offline()
      },
      expired: (reason) => this.#telling.expired(reason),
      typed: (input) => this.#pass('typed', typedOf(input)),
      viewed: (input) => this.#pass('viewed', viewedOf(input)),
    }
  }

  #pass<F extends 'typed' | 'viewed'>(fact: F, value: Facts[F] | null): void {
    if (value) this.#telling.fact(fact, value)
  }

  #frame(packed: unknown): number {
    try {
      const absorbed = absorb(this.replica, unpack(packed))
      if (absorbed.ok) this.#absorbed(absorbed)
      else if (absorbed.why === 'unreadable') this.#line.fail(`The hub sent what this Forecourt cannot read: ${absorbed.detail}.`)
    } catch (error) {
      // The edge of the socket: whatever is wrong with the file must not take the process with it, and is said.
      this.#line.fail(isFull(error) ? 'The disk of this device is full.' : `This device could not store what came: ${String(error)}`)
    }
    return this.replica.cursor
  }

  #absorbed({ frame, touched, left }: Extract<Absorbed, { ok: true }>): void {
    this.#head = frame.reset ? frame.head : Math.max(this.#head, frame.head)
    this.#push.settled(frame.decided.map(({ command }) => command))
    this.#line.settled()
    if (touched.reads.has(readOf('agent', this.replica.agent().id))) this.#wants.regranted()
    this.#wants.left(frame.leave)
    // Queues are known by the reference: until they are asked for, nobody may say that nothing is missing.
    if (touched.everything || touched.screens.has('reference')) this.#wants.sync()
    else if (touched.screens.has('queue')) this.#soon('wants', WANTS_MS, () => this.#wants.sync())
    this.#judge()
    this.#moved(touched)
    if (left) this.#soon('scrub', SCRUB_MS, () => this.#scrub())
  }

  /** Live only while nothing that was heard of is missing here, and the hub is there to say so. */
  #judge(): void {
    if (!this.#line.listening) return
    const own = this.replica.held.entries().filter(([scope]) => !scope.startsWith('party:'))
    const whole = own.length > 0 && own.every(([, { state }]) => state === 'whole')
    this.#state.become({ state: whole && this.replica.cursor >= this.#head ? 'live' : 'catching-up', reason: null })
    this.#state.alive()
  }

  /** The hub's word ahead of its frame. A refusal has no effects to wait for; what was applied shows with its effects. */
  #heard(decided: readonly Decided[]): void {
    const { store, pending } = this.replica
    const refused = decided.filter(({ command, outcome }) => !outcome.ok && pending.has(command))
    if (refused.length === 0) return
    const at = this.#clock.now()
    this.#settle(
      refused.map(({ command }) => command),
      () => {
        for (const { command, outcome } of refused) decide(store, command, { outcome, at })
      },
    )
  }

  #settle(commands: readonly string[], write: () => void): void {
    const { store, pending } = this.replica
    const touched = new Touched()
    store.write(write)
    for (const { kept } of pending.all()) {
      if (!commands.includes(kept.envelope.id) || kept.about.case === null) continue
      touched.add(`case:${kept.about.case}`, `thread:${kept.about.case}`)
    }
    pending.settle(commands)
    pending.replay(touched)
    touched.add('outbox')
    this.#moved(touched)
  }

  #sendingChanged(): void {
    const touched = new Touched()
    touched.add('outbox')
    for (const { kept } of this.replica.pending.all()) if (kept.about.case !== null) touched.add(`thread:${kept.about.case}`)
    this.#moved(touched)
  }

  #moved(touched: Touched): void {
    this.#watches.moved(touched)
  }

  #scrub(): void {
    this.replica.store.write(() => this.replica.rows.scrub())
    this.replica.store.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** A frame lost from the record of a restored hub must not leave a command on its way for ever. */
  #tick(): void {
    const { store } = this.replica
    const unseen = this.#state.line.state === 'live' ? this.#push.unseen() : []
    if (unseen.length > 0) {
      const at = this.#clock.now()
      this.#settle(unseen, () => {
        for (const command of unseen) decide(store, command, { outcome: { ok: true }, at })
      })
      this.#push.settled(unseen)
    }
    this.#timers.set(
      'tick',
      this.#clock.later(TICK_MS, () => this.#tick()),
    )
  }

  #soon(what: 'scrub' | 'wants', ms: number, then: () => void): void {
    if (this.#timers.has(what)) return
    const callOff = this.#clock.later(ms, () => {
      this.#timers.delete(what)
      then()
    })
    this.#timers.set(what, callOff)
  }
}
