import type { Answers, Argument } from '../../domain/contract/bridge.ts'
import type { Query } from '../../domain/contract/query.ts'
import type { Tickets } from '../../domain/contract/sign-in.ts'
import type { Row } from '../../domain/kind.ts'
import { refuse } from '../../domain/refusal.ts'
import { partyScope } from '../../domain/scope.ts'
import type { Clock } from './clock.ts'
import { draft, keepDraft } from './drafts.ts'
import { type Dial, wireDial } from './line/dial.ts'
import { WORKING_SET } from './line/wants.ts'
import { discard, forget } from './outbox/outbox.ts'
import type { EngineAsk, Start } from './port.ts'
import { Replica } from './replica.ts'
import { run } from './run.ts'
import { search } from './search/search.ts'
import { farewell } from './store/open.ts'
import type { Store } from './store/store.ts'
import { Touched } from './touched.ts'
import { type Telling, Uplink } from './uplink.ts'
import { read } from './watch/read.ts'
import { Watches } from './watch/watches.ts'

interface Parts {
  readonly store: Store
  readonly start: Pick<Start, 'hub' | 'device' | 'tickets'> & { readonly agent: Row<'agent'> }
  readonly clock: Clock
  /** The ways to the hub; the wire, unless told otherwise. */
  readonly dial?: Dial
  readonly telling: Telling
  /** How many dossiers are kept at most. */
  readonly workingSet?: number
}

const NOT_YET: Answers['resend'] = { kept: false, outcome: { ok: false, refusal: refuse('failed', { detail: 'Not kept.' }) } }

type AnswersAsks = { readonly [A in EngineAsk]: (argument: Argument<A>) => Answers[A] }

/** The desk's engine: everything a screen shows comes from here, at once, whether the line is up or not. */
export class DeskEngine {
  readonly replica: Replica
  readonly answers: AnswersAsks
  readonly #clock: Clock
  readonly #telling: Telling
  readonly #uplink: Uplink
  readonly #watches: Watches

  constructor({ store, start, clock, dial = wireDial, telling, workingSet = WORKING_SET }: Parts) {
    this.#clock = clock
    this.#telling = telling
    this.replica = new Replica(store, start.agent)
    this.#watches = new Watches(
      (query) => read(this.replica, query, this.#uplink.push.sending),
      (changed) => telling.fact('changed', changed),
      clock,
    )
    const watched = (): readonly Query[] => this.#watches.queries()
    const moved = (touched: Touched): void => this.#watches.moved(touched)
    this.#uplink = new Uplink({ replica: this.replica, start, clock, dial, telling, workingSet, watched, moved })
    this.answers = this.#answering()
  }

  start(): void {
    forget(this.replica.store, this.#clock.now())
    this.#telling.fact('lined', this.#uplink.state)
    this.#uplink.start()
  }

  /** After sleep a socket may only look alive: it is greeted anew. */
  resume(): void {
    this.#uplink.line.again()
  }

  renewed(tickets: Tickets): void {
    this.#uplink.renewed(tickets)
  }

  stop(): void {
    this.#uplink.stop()
    this.#watches.stop()
    farewell(this.replica.store)
  }

  #answering(): AnswersAsks {
    const { store } = this.replica
    const { line, push } = this.#uplink
    const done = (work: () => void): null => {
      work()
      return null
    }
    return {
      watch: ({ watch, query }) => this.#watch(watch, query),
      unwatch: (watch) => done(() => this.#watches.unwatch(watch)),
      run: (asked) => {
        const { receipt, touched } = run(this.replica, asked, this.#clock)
        this.#watches.moved(touched)
        push.wake()
        return receipt
      },
      keepDraft: ({ text, ...place }) => done(() => keepDraft(store, place, { text, at: this.#clock.now() })),
      draft: (place) => draft(store, place),
      search: ({ text, limit }) => search(store, text, limit),
      typing: (typing) => done(() => line.whisper('typing', typing)),
      viewing: (viewing) => done(() => line.whisper('viewing', viewing)),
      discard: ({ command }) => done(() => this.#discard(command)),
      resend: () => NOT_YET,
      rebook: () => NOT_YET,
      keepMine: () => NOT_YET,
      raiseItem: () => NOT_YET,
      reconnect: () => done(() => line.again()),
      tryNow: () => done(() => line.again()),
      attach: () => NOT_YET,
      blob: () => null,
    }
  }

  #watch(watch: number, query: Query): Answers['watch'] {
    const result = this.#watches.watch(watch, query)
    const party = result.of === 'case' ? result.value.case?.party : query.of === 'dossier' ? query.party : undefined
    if (party) this.replica.held.use(partyScope(party), this.#clock.now())
    this.#uplink.wants.sync()
    return result
  }

  #discard(command: string): void {
    if (!discard(this.replica.store, command)) return
    const touched = new Touched()
    touched.everything = true
    this.#watches.moved(touched)
  }
}
