import type { Facts, Line as LineFact } from '../../domain/contract/bridge.ts'
import type { Query } from '../../domain/contract/query.ts'
import type { Tickets } from '../../domain/contract/sign-in.ts'
import type { Decided, Expiry, Welcome } from '../../domain/contract/wire.ts'
import { applied } from '../../domain/refusal.ts'
import { type Absorbed, absorb } from './absorb.ts'
import { Uploads } from './blobs/uploads.ts'
import type { Clock } from './clock.ts'
import type { HubTime } from './hub-time.ts'
import { Checks } from './line/checks.ts'
import type { Dial } from './line/dial.ts'
import { typedOf, viewedOf } from './line/ephemeral.ts'
import type { FilesDoor } from './line/files-door.ts'
import { holdsOf, standOf } from './line/holds.ts'
import { Line, type Served } from './line/line.ts'
import { Signs } from './line/signs.ts'
import type { Standing } from './line/standing.ts'
import { LineState } from './line/state.ts'
import { Thrift } from './line/thrift.ts'
import { TicketBook } from './line/tickets.ts'
import { unpack } from './line/unpack.ts'
import { DEMAND_BYTES, Wants } from './line/wants.ts'
import { Guard } from './outbox/guard.ts'
import { forget, markPushed } from './outbox/outbox.ts'
import { Push } from './outbox/push.ts'
import { Verdicts } from './outbox/verdicts.ts'
import type { EngineFact, Start } from './port.ts'
import type { Replica } from './replica.ts'
import { Soon } from './soon.ts'
import { isFull, unlessFull } from './store/failure.ts'
import { keep, keptNumber } from './store/kv.ts'
import { readOf, Touched } from './touched.ts'

export interface Telling {
  readonly fact: <F extends EngineFact>(fact: F, value: Facts[F]) => void
  readonly tickets: (tickets: Tickets) => void
  /** The hub has let this device in. */
  readonly confirmed: () => void
  /** Something went wrong with what is stored; whether the file is to blame is for whoever started this to say. */
  readonly broken: (error: unknown) => void
  readonly expired: (reason: Expiry) => void
}

interface Parts {
  readonly replica: Replica
  readonly start: Pick<Start, 'hub' | 'device' | 'tickets'>
  readonly clock: Clock
  readonly dial: Dial
  readonly files: FilesDoor
  readonly telling: Telling
  readonly workingSet: number
  readonly time: HubTime
  readonly standing: Standing
  /** The hub has let this device in. */
  readonly confirmed: () => void
  readonly watched: () => readonly Query[]
  readonly moved: (touched: Touched) => void
  /** Something has left this device, and is to leave its file as well. */
  readonly left: () => void
}

const TOGETHER_MS = 150

/** This replica's side of the conversation with the hub: frames in, commands out, and what may honestly be said of the line. */
export class Uplink {
  readonly line: Line
  readonly push: Push
  readonly wants: Wants
  readonly uploads: Uploads
  readonly #thrift = new Thrift()
  readonly #checks: Checks
  readonly #parts: Parts
  readonly #verdicts: Verdicts
  readonly #tickets: TicketBook
  readonly #state: LineState
  readonly #soon: Soon<'push'>
  readonly signs: Signs
  #head = 0

  constructor(parts: Parts) {
    const { replica, start, clock, dial, telling, workingSet, watched, moved } = parts
    const { store } = replica
    const { now } = clock
    this.#parts = parts
    this.#soon = new Soon(clock)
    this.#tickets = new TicketBook({ dial, hub: start.hub, device: start.device, now, renewed: telling.tickets }, start.tickets)
    const saw = (at: number): void => unlessFull(() => keep(store, 'seen_at', at))
    this.#state = new LineState({ now, saw, tell: (line) => telling.fact('lined', line) }, keptNumber(store, 'seen_at'))
    const line = { hub: start.hub, dial, clock, tickets: this.#tickets, state: this.#state, thrift: this.#thrift }
    this.line = new Line({ ...line, served: this.#served() })
    const ended = (touched: Touched): void => {
      moved(touched)
      // What waits no more leaves room for the threads of what does.
      this.wants.soon()
    }
    this.#verdicts = new Verdicts({ replica, now, moved: ended })
    this.push = this.#pusher()
    this.uploads = new Uploads({ store, clock, hub: start.hub, door: parts.files, token: () => this.token() })
    const thrifty = (): boolean => this.#thrift.on
    const refused = (): void => this.wake()
    this.wants = new Wants({ replica, clock, watched, moved, refused, limit: workingSet, demandBytes: DEMAND_BYTES, thrifty })
    this.signs = new Signs({ elapsed: clock.elapsed, cursor: () => (replica.whole ? replica.cursor : null) })
    this.#checks = new Checks({ replica, clock, live: () => this.#state.line.state === 'live' })
  }

  get state(): LineFact {
    return this.#state.line
  }

  /** What waits has changed, or what it waits for: it goes at once, or on a slow line with what a person says right after it. */
  wake(): void {
    this.wants.soon()
    if (this.#thrift.on) this.#soon.do('push', TOGETHER_MS, () => this.push.wake())
    else this.push.wake()
  }

  /** When something is tried again that waits for it; null while nothing does. */
  get nextTryAt(): number | null {
    return this.line.nextTryAt ?? this.push.nextTryAt
  }

  start(): void {
    this.line.start()
  }

  stop(): void {
    this.#soon.stop()
    this.wants.stop()
    this.line.stop()
  }

  renewed(tickets: Tickets): void {
    this.#tickets.replace(tickets)
    if (!this.line.listening) this.line.again()
  }

  #pusher(): Push {
    const { replica, clock, time, standing } = this.#parts
    const { store } = replica
    const guard = new Guard({ replica, time, caughtUp: () => standing.caughtUp, refused: (scope) => this.wants.refuses(scope) })
    return new Push({
      clock,
      waiting: () => replica.pending.all(),
      heard: (decided) => {
        this.#verdicts.heard(decided)
        this.#settlePassed()
      },
      sendingChanged: () => this.#sendingChanged(),
      may: guard.may,
      late: (late) => this.#verdicts.late(late),
      leaving: (ids) => {
        if (ids.length > 0) unlessFull(() => markPushed(store, ids))
      },
      poison: (id) => this.#verdicts.poison(id),
    })
  }

  #served(): Served {
    const { replica, start, telling } = this.#parts
    return {
      hello: () => ({ device: start.device, ...standOf(replica), thrift: this.#thrift.on }),
      holds: (resync) => holdsOf(replica, resync),
      welcomed: (welcome, askedAt) => this.#welcomed(welcome, askedAt),
      frame: (packed) => this.#frame(packed),
      up: (socket) => {
        this.wants.online(socket)
        this.push.online(socket)
        this.uploads.online()
        this.#checks.online(socket)
        this.#judge()
      },
      down: () => {
        this.wants.offline()
        this.push.offline()
        this.uploads.offline()
        this.#checks.offline()
        this.#lost()
      },
      expired: telling.expired,
      typed: (input) => this.#pass('typed', typedOf(input)),
      viewed: (input) => this.#pass('viewed', viewedOf(input)),
      pulsed: (input) => {
        if (this.signs.heard(input)) this.#shown('pulse')
      },
    }
  }

  #welcomed({ now, head, epoch }: Pick<Welcome, 'now' | 'head' | 'epoch'>, askedAt: number): void {
    const { replica, time, standing } = this.#parts
    this.#head = head
    // What must count as unknown and could not be marked so would be taken for known.
    if (!this.#stored(() => replica.welcomed(epoch))) return
    // Only once the hub is known to hold what it decided: one that was restored while this device was away must be told
    // again. A clock set ahead, there or here, forgets nothing.
    if (epoch === replica.epoch) unlessFull(() => forget(replica.store, Math.min(this.#parts.clock.now(), now)))
    time.hear(now)
    this.#parts.confirmed()
    standing.meet(head)
    this.signs.greeted({ now, head }, askedAt)
    this.#shown('line')
  }

  #lost(): void {
    const { clock, time, standing } = this.#parts
    standing.lose({ since: clock.now(), hubAt: time.least() })
    this.signs.lost()
    this.#shown('line')
  }

  /** What may be said has changed: with the line, of every thread; with a pulse, of how old a floor is. */
  #shown(what: 'line' | 'pulse'): void {
    const touched = new Touched()
    touched.add(what)
    this.#parts.moved(touched)
  }

  /** An access ticket that still has time; null where none can be had now. */
  async token(): Promise<string | null> {
    const fresh = await this.#tickets.fresh()
    return fresh.ok ? this.#tickets.access : null
  }

  #pass<F extends 'typed' | 'viewed'>(fact: F, value: Facts[F] | null): void {
    if (value) this.#parts.telling.fact(fact, value)
  }

  #frame(packed: unknown): number {
    const { replica } = this.#parts
    this.#stored(() => {
      const absorbed = absorb(replica, unpack(packed))
      if (absorbed.ok) this.#absorbed(absorbed)
      else if (absorbed.why === 'unreadable') this.line.fail(`The hub sent what this Forecourt cannot read: ${absorbed.detail}.`)
    })
    return replica.cursor
  }

  /** The edge of the socket: whatever is wrong with the file must not take the process with it, and is said. */
  #stored(work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      this.#parts.telling.broken(error)
      this.line.fail(isFull(error) ? 'The disk of this device is full.' : `This device could not store what came: ${String(error)}`)
      return false
    }
  }

  #absorbed({ frame, touched, left }: Extract<Absorbed, { ok: true }>): void {
    this.#head = frame.reset || frame.resync ? frame.head : Math.max(this.#head, frame.head)
    this.push.settled(frame.decided.map(({ command }) => command))
    this.#settlePassed()
    if (touched.reads.has(readOf('agent', this.#parts.replica.agent().id))) this.wants.regranted()
    // What was made here is known there now: it may be asked for.
    if (frame.decided.some(({ outcome }) => outcome.ok)) this.wants.regranted()
    this.wants.left(frame.leave)
    // Queues are known by the reference: until they are asked for, nobody may say that nothing is missing.
    if (touched.everything || touched.kin) this.wants.reunited()
    if (touched.everything || touched.screens.has('reference')) this.wants.sync()
    else if (touched.kin || touched.screens.has('queue') || touched.expected || frame.decided.length > 0) this.wants.soon()
    this.#judge()
    if (touched.everything || touched.screens.size > 0) this.#checks.stirred()
    this.#parts.moved(touched)
    if (this.#parts.standing.arrive()) this.#shown('line')
    if (this.signs.arrived()) this.#shown('pulse')
    this.push.wake()
    this.uploads.wake()
    if (left) this.#parts.left()
  }

  /** Live only while nothing that was heard of is missing here, and the hub is there to say so. */
  #judge(): void {
    if (!this.line.listening) return
    const { whole, cursor } = this.#parts.replica
    const live = whole && cursor >= this.#head
    if (live) this.line.settled()
    this.#state.become({ state: live ? 'live' : 'catching-up', reason: null })
    this.#state.alive()
  }

  #sendingChanged(): void {
    const touched = new Touched()
    touched.add('outbox')
    for (const { kept } of this.#parts.replica.pending.all()) touched.about(kept.about)
    this.#parts.moved(touched)
  }

  /** A hub does not tell twice what it has decided: a command it was sent once more is settled once the feed here has passed it. */
  #settlePassed(): void {
    const { pending, cursor, familiar } = this.#parts.replica
    if (!familiar) return
    const ids = new Set(this.push.passed(cursor))
    if (ids.size === 0) return
    const decided = pending
      .all()
      .flatMap(({ kept: { envelope } }): Decided[] => (ids.has(envelope.id) ? [{ command: envelope.id, outcome: applied }] : []))
    if (decided.length > 0) unlessFull(() => this.#verdicts.settle(decided))
    this.push.settled([...ids])
  }
}
