import type { Answers, Argument } from '../../domain/contract/bridge.ts'
import type { Query } from '../../domain/contract/query.ts'
import type { Tickets } from '../../domain/contract/sign-in.ts'
import type { Row } from '../../domain/kind.ts'
import { partyScope } from '../../domain/scope.ts'
import { LEASE_MS } from '../lease.ts'
import { attach } from './blobs/attach.ts'
import type { Clock } from './clock.ts'
import { draft, keepDraft } from './drafts.ts'
import { HubTime } from './hub-time.ts'
import { askAudit } from './line/audit.ts'
import { type Dial, wireDial } from './line/dial.ts'
import { type FilesDoor, httpFiles } from './line/files-door.ts'
import { Standing } from './line/standing.ts'
import { WORKING_SET } from './line/wants.ts'
import { Choices, type Chosen } from './outbox/choices.ts'
import type { Journal } from './outbox/journal.ts'
import { unsettled } from './outbox/outbox.ts'
import type { EngineAsk, Start } from './port.ts'
import { Replica } from './replica.ts'
import { type Moment, run } from './run.ts'
import { search } from './search/search.ts'
import { farewell } from './store/open.ts'
import { freeBytes } from './store/room.ts'
import type { Store } from './store/store.ts'
import type { Touched } from './touched.ts'
import { Upkeep } from './upkeep.ts'
import { type Telling, Uplink } from './uplink.ts'
import { FloorRowsKept } from './watch/floor-rows.ts'
import { Holdings } from './watch/holdings.ts'
import { read } from './watch/read.ts'
import type { Circumstances } from './watch/sync.ts'
import { Watches } from './watch/watches.ts'

interface Parts {
  readonly store: Store
  readonly start: Pick<Start, 'hub' | 'device' | 'tickets' | 'lease'> & { readonly agent: Row<'agent'> }
  readonly clock: Clock
  /** The ways to the hub; the wire, unless told otherwise. */
  readonly dial?: Dial
  readonly files?: FilesDoor
  readonly telling: Telling
  /** The outbox written once more; null where nothing is kept at rest. */
  readonly journal?: Journal | null
  /** How many dossiers are kept at most. */
  readonly workingSet?: number
}

type AnswersAsks = { readonly [A in EngineAsk]: (argument: Argument<A>) => A extends 'blob' | 'audit' ? Promise<Answers[A]> : Answers[A] }

/** The desk's engine: everything a screen shows comes from here, at once, whether the line is up or not. */
export class DeskEngine {
  readonly replica: Replica
  readonly answers: AnswersAsks
  readonly #clock: Clock
  readonly #telling: Telling
  readonly #uplink: Uplink
  readonly #watches: Watches
  readonly #time: HubTime
  readonly #choices: Choices
  readonly #audit: AnswersAsks['audit']
  readonly #upkeep: Upkeep
  #leaseUntil: number | null

  constructor({ store, start, clock, dial = wireDial, files = httpFiles, telling, journal = null, workingSet = WORKING_SET }: Parts) {
    this.#clock = clock
    this.#telling = telling
    this.replica = new Replica(store, start.agent, journal)
    const time = new HubTime(store, clock)
    const standing = new Standing(this.replica)
    this.#time = time
    this.#upkeep = new Upkeep({ replica: this.replica, clock, time, room: (full) => telling.fact('room', { full }) })
    this.#choices = new Choices(this.replica, () => this.#moment())
    this.#leaseUntil = start.lease === null ? null : clock.now() + start.lease
    const around = this.#around(time)
    const floors = new FloorRowsKept(this.replica)
    this.#watches = new Watches(
      (query) => read({ replica: this.replica, standing, sending: this.#uplink.push.sending, around, floors }, query),
      (changed) => telling.fact('changed', changed),
      clock,
    )
    const watched = (): readonly Query[] => this.#watches.queries()
    const moved = (touched: Touched): void => {
      floors.moved(touched)
      this.#watches.moved(touched)
    }
    this.#uplink = new Uplink({
      replica: this.replica,
      start,
      clock,
      dial,
      files,
      telling,
      workingSet,
      time,
      standing,
      watched,
      moved,
      left: () => this.#upkeep.left(),
      confirmed: () => this.#confirmed(),
    })
    this.#audit = (asked) => askAudit({ dial, hub: start.hub, token: () => this.#uplink.token() }, asked)
    this.answers = this.#answering()
  }

  #around(time: HubTime): Circumstances {
    const { now, elapsed } = this.#clock
    return {
      now,
      time,
      holdings: new Holdings(this.replica, elapsed),
      seenAt: () => this.#uplink.state.seenAt,
      signAt: () => this.#uplink.signs.seenAt,
      elapsed,
      nextTryAt: () => this.#uplink.nextTryAt,
      leaseUntil: () => this.#leaseUntil,
      free: () => freeBytes(this.replica.store.file),
    }
  }

  start(): void {
    this.replica.journal?.renew(unsettled(this.replica.store))
    this.#telling.fact('lined', this.#uplink.state)
    this.#upkeep.start()
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
    this.#upkeep.stop()
    this.#uplink.stop()
    this.#time.keep()
    this.#watches.stop()
    this.replica.journal?.close()
    farewell(this.replica.store)
  }

  #answering(): AnswersAsks {
    const { store } = this.replica
    const { line } = this.#uplink
    const done = (work: () => void): null => {
      work()
      return null
    }
    return {
      watch: ({ watch, query }) => this.#watch(watch, query),
      unwatch: (watch) => done(() => this.#watches.unwatch(watch)),
      run: (asked) => {
        const { receipt, touched } = run(this.replica, asked, this.#moment())
        this.#watches.moved(touched)
        this.#uplink.wake()
        return receipt
      },
      keepDraft: ({ text, ...place }) => done(() => store.writeWords(() => keepDraft(store, place, { text, at: this.#clock.now() }))),
      draft: (place) => draft(store, place),
      search: ({ text, limit }) => search(store, text, limit),
      typing: (typing) => done(() => line.whisper('typing', typing)),
      viewing: (viewing) => done(() => line.looking.at(viewing)),
      discard: ({ command }) => done(() => this.#discard(command)),
      resend: (asked) => this.#chosen(this.#choices.resend(asked)),
      rebook: (asked) => this.#chosen(this.#choices.rebook(asked)),
      keepMine: (asked) => this.#chosen(this.#choices.keepMine(asked)),
      raiseItem: (asked) => this.#chosen(this.#choices.raiseItem(asked)),
      reconnect: () => done(() => line.again()),
      attach: (asked) => this.#chosen(attach(this.replica, asked, this.#moment())),
      blob: ({ sha256 }) => this.#uplink.uploads.bytes(sha256),
      audit: this.#audit,
    }
  }

  #watch(watch: number, query: Query): Answers['watch'] {
    const result = this.#watches.watch(watch, query)
    const party = result.of === 'case' ? result.value.case?.party : query.of === 'dossier' ? query.party : undefined
    if (party) this.replica.held.use(partyScope(party), this.#clock.now())
    this.#uplink.wants.sync()
    return result
  }

  #moment(): Moment {
    return { clock: this.#clock, hubAt: this.#time.least() }
  }

  #discard(command: string): void {
    const touched = this.#choices.discard(command)
    if (!touched) return
    this.#watches.moved(touched)
    this.#uplink.wake()
  }

  #chosen({ receipt, touched }: Chosen): Answers['resend'] {
    this.#watches.moved(touched)
    this.#uplink.wake()
    return receipt
  }

  /** The hub has let this device in: the lease begins anew. */
  #confirmed(): void {
    this.#leaseUntil = this.#clock.now() + LEASE_MS
    this.#telling.confirmed()
  }
}
