import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Answers, Argument, Facts, Line } from '../../../src/domain/contract/bridge.ts'
import type { Tickets } from '../../../src/domain/contract/sign-in.ts'
import { PROTOCOL } from '../../../src/domain/contract/version.ts'
import type { AgentId, DeviceId } from '../../../src/domain/id.ts'
import type { Row } from '../../../src/domain/kind.ts'
import type { Clock } from '../../../src/main/engine/clock.ts'
import { DeskEngine } from '../../../src/main/engine/engine.ts'
import type { Dial, HubSocket } from '../../../src/main/engine/line/dial.ts'
import { Journal } from '../../../src/main/engine/outbox/journal.ts'
import type { EngineAsk } from '../../../src/main/engine/port.ts'
import { isDamaged } from '../../../src/main/engine/store/failure.ts'
import { open } from '../../../src/main/engine/store/open.ts'
import type { Store } from '../../../src/main/engine/store/store.ts'
import { LEASE_MS } from '../../../src/main/lease.ts'
import type { Chance } from './chance.ts'
import { Disk, Killed } from './disk.ts'
import type { Caller } from './net.ts'
import type { Timeline } from './timeline.ts'

const never = (): Promise<never> => new Promise(() => undefined)

/** Where a dead process dials. */
const nowhere: HubSocket = { connect: () => undefined, close: () => undefined, hear: () => undefined, ask: never, whisper: () => undefined }

interface Parts {
  readonly name: string
  readonly timeline: Timeline
  readonly chance: Chance
  readonly caller: Caller
  readonly place: string
  readonly device: DeviceId
  readonly agent: Row<'agent'>
  readonly workingSet: number
  /** Signs its agent in: by a person, so it takes a while. Null while they may not. */
  readonly signIn: () => Promise<Tickets | null>
  readonly note: (what: string) => void
  /** Lets a planted bug in. */
  readonly planted: { readonly file: (file: Store) => void; readonly engine: (engine: DeskEngine) => void }
}

/** One desk: the shipped engine on a real file, and the process around it that can die and come back. */
export class Desk {
  readonly parts: Parts
  readonly file: string
  readonly #key: Uint8Array
  #engine: DeskEngine | null = null
  #disk: Disk | null = null
  #journal: Journal | null = null
  /** As main keeps them: they survive the process. */
  tickets: Tickets | null = null
  #life = 0
  #bootedAt = 0
  #slept: (() => void)[] | null = null
  /** How far its clock is off. */
  skew = 0
  line: Line | null = null
  kills = 0
  /** It is about to be started again. */
  starting = false
  /** What was seen of its rows before, by whoever judges. */
  readonly versions = new Map<string, number>()
  versionsOf: string | null = null
  #watch = 0

  constructor(parts: Parts) {
    this.parts = parts
    this.file = join(parts.place, parts.name, 'desk.db')
    this.#key = parts.chance.bytes(32)
  }

  get name(): string {
    return this.parts.name
  }

  get agent(): AgentId {
    return this.parts.agent.id
  }

  get running(): boolean {
    return this.#engine !== null
  }

  get up(): boolean {
    return this.#engine !== null && this.#slept === null
  }

  get engine(): DeskEngine {
    if (!this.#engine) throw new Error(`${this.name} is down`)
    return this.#engine
  }

  get disk(): Disk {
    if (!this.#disk) throw new Error(`${this.name} is down`)
    return this.#disk
  }

  #clock(life: number): Clock {
    const { timeline, chance } = this.parts
    return {
      now: () => timeline.now + this.skew,
      elapsed: () => timeline.elapsed - this.#bootedAt,
      random: () => chance.next(),
      bytes: (count) => chance.bytes(count),
      later: (ms, then) => timeline.later(ms, () => this.#inside(life, then)),
    }
  }

  /** Does something inside the process, if that process still lives; when it wakes, if it sleeps. */
  #inside(life: number, then: () => void): void {
    if (life !== this.#life || this.#engine === null) return
    if (this.#slept) {
      this.#slept.push(() => this.#inside(life, then))
      return
    }
    this.#work(then)
  }

  /** One thing the process does, from beginning to end, unless it is killed in the middle of it. */
  #work<T>(then: () => T): T | null {
    const { disk } = this
    disk.working = true
    try {
      return then()
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      return null
    } finally {
      disk.working = false
      disk.dead ||= disk.dying
      this.#bury()
    }
  }

  #dial(life: number): Dial {
    const { caller } = this.parts
    return {
      socket: (_hub, token) => {
        // What a process had begun in the moment in which it was killed comes to nothing.
        if (life !== this.#life) return nowhere
        const socket = caller.socket('desk', { token, protocol: PROTOCOL })
        return {
          connect: () => socket.connect(),
          close: () => socket.close(),
          hear: (event, then) => socket.hear(event, (...words: never[]) => this.#inside(life, () => Reflect.apply(then, null, words))),
          ask: (event, words) => socket.ask(event, words),
          whisper: (event, words) => socket.whisper(event, words),
        }
      },
      post: async (_hub, { path, body }) => {
        const posted = await caller.post(path, body)
        return new Promise((resolve) => this.#inside(life, () => resolve(posted)))
      },
    }
  }

  /** The room the engine keeps in hand, without its weight: this disk is filled by counting its pages. */
  readonly #ballast = (): void => {
    mkdirSync(dirname(this.file), { recursive: true })
    writeFileSync(join(dirname(this.file), 'ballast'), '')
  }

  /** Starts the process: by the shipped way, with the file as it was left. */
  boot(): void {
    const { agent, device, timeline, workingSet, note } = this.parts
    this.#ballast()
    const opened = open({ file: this.file, key: new Uint8Array(this.#key) })
    if (!opened.ok) throw new Error(`${this.name} does not open: ${opened.unopened.code}`)
    const life = ++this.#life
    this.#bootedAt = timeline.elapsed
    this.#disk = new Disk(opened.store, this.file, () => undefined)
    this.parts.planted.file(opened.store)
    this.#journal = new Journal(this.file, this.#key)
    const tickets = this.tickets ?? { access: 'none', accessUntil: 0, refresh: 'none' }
    this.#engine = new DeskEngine({
      ...{
        store: opened.store,
        start: { hub: 'http://hub.example', device, agent, tickets, lease: LEASE_MS },
        clock: this.#clock(life),
        workingSet,
      },
      dial: this.#dial(life),
      journal: this.#journal,
      telling: {
        fact: (fact, value) => {
          if (life === this.#life && fact === 'lined') this.line = value as Facts['lined']
        },
        confirmed: () => undefined,
        broken: (error) => {
          if (isDamaged(error)) throw error
        },
        tickets: (renewed) => {
          if (life === this.#life) this.tickets = renewed
        },
        expired: (reason) => {
          note(`${this.name} expired ${reason}`)
          if (life === this.#life) this.signIn()
        },
      },
    })
    this.#disk.weigh(this.#ballast)
    this.parts.planted.engine(this.#engine)
    this.#inside(life, () => this.engine.start())
  }

  /** Somebody types the password again. */
  signIn(): void {
    const { timeline, chance, signIn } = this.parts
    timeline.later(chance.between(1_000, 15_000), () => {
      void signIn().then((tickets) => {
        if (!tickets) return this.signIn()
        this.tickets = tickets
        this.parts.note(`${this.name} signs in`)
        this.#inside(this.#life, () => this.engine.renewed(tickets))
      })
    })
  }

  /** Asks the engine as a screen does. Null where its process died of it. */
  ask<A extends EngineAsk>(ask: A, argument: Argument<A>): Answers[A] | null {
    const answering = this.engine.answers[ask] as (argument: Argument<A>) => Answers[A]
    return this.#work(() => answering(argument))
  }

  /** What a screen would show; it stays watched for a while. */
  show(query: Argument<'watch'>['query']): Answers['watch'] | null {
    if (this.#watch > 3) this.ask('unwatch', this.#watch - 3)
    return this.ask('watch', { watch: ++this.#watch, query })
  }

  /** Kills the process between two things it does. */
  crash(): void {
    if (!this.#engine) return
    if (this.#disk) this.#disk.dead = true
    this.#bury()
  }

  #bury(): void {
    if (!this.#disk?.dead || !this.#engine) return
    const { caller, chance, note } = this.parts
    note(`${this.name} dies`)
    this.kills++
    this.#life++
    this.#engine = null
    this.#slept = null
    this.#journal?.close()
    caller.die()
    if (chance.once(2)) this.#disk.leave()
    else this.#disk.store.close()
    this.#disk = null
  }

  /** Ends it in good order. */
  stop(): void {
    if (!this.#engine) return
    this.#life++
    const engine = this.#engine
    this.#engine = null
    engine.stop()
    this.#disk = null
  }

  /** The lid is shut. */
  sleep(): void {
    this.#slept ??= []
    this.parts.caller.change({ up: 'blocked', down: 'blocked' })
  }

  /** The lid is opened: what was due meanwhile happens now; most machines say that they have slept. */
  wake(told: boolean): void {
    const due = this.#slept
    if (!due) return
    this.#slept = null
    this.parts.caller.change({ up: 'clear', down: 'clear' })
    if (told) this.#inside(this.#life, () => this.engine.resume())
    for (const then of due) then()
  }
}
