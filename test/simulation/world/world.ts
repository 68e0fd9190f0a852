import { commands } from '../../../src/domain/commands/table.ts'
import type { Tickets } from '../../../src/domain/contract/sign-in.ts'
import { CommandId, MessageId, uuidv7 } from '../../../src/domain/id.ts'
import { type KindRow, kinds } from '../../../src/domain/kind.ts'
import type { Outcome } from '../../../src/domain/refusal.ts'
import { memoryVault } from '../../../src/hub/auth/memory-vault.ts'
import { hashOf, SIGN_IN_MS, ticketsFor } from '../../../src/hub/auth/tickets.ts'
import { type MemoryStore, openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import type { Store } from '../../../src/hub/store/store.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import type { DeskEngine } from '../../../src/main/engine/engine.ts'
import type { Store as File } from '../../../src/main/engine/store/store.ts'
import { agentRow, ids, resourceRow } from '../../hub/support/rows.ts'
import { Journal, type PlainRow } from '../checker/journal.ts'
import { Chance } from './chance.ts'
import { Desk } from './desk.ts'
import { clearPlace, freshPlace } from './disk.ts'
import { Hub, keys } from './hub.ts'
import type { Roughness } from './link.ts'
import { Caller } from './net.ts'
import { beginning, grantsOf, HANDED, SEATS, VISITORS } from './people.ts'
import { Timeline } from './timeline.ts'
import { Visitor } from './visitor.ts'

/** What a planted bug puts between the shipped code and the ports it stands on. */
export interface Planting {
  /** Between the hubs and their store. */
  readonly store?: (store: Store, world: World) => Store
  /** Between an engine and its file, at each start. */
  readonly file?: (file: File, world: World) => void
  /** In an engine, before it begins to work. */
  readonly engine?: (engine: DeskEngine, world: World) => void
  /** In the modules themselves, for as long as a world lives; answers how to take it out again. */
  readonly modules?: () => () => void
  /** No bug: everybody is about a few cases, which go from hand to hand. */
  readonly hands?: true
  /** A hub finds what it has committed by reading, as what another hub has. */
  readonly untold?: boolean
}

/** Something a person was told is kept. */
export interface Said {
  readonly desk: Desk
  readonly command: string
  readonly name: string
  readonly party: string
  readonly message: string | null
  readonly args: string
  readonly after: readonly string[]
  /** When, as the machines' oscillators count, and by a clock that is right. */
  readonly at: number
  readonly clock: number
}

const BEGAN = 1_780_000_000_000
const HUBS = 2

/** A small group of dealers, its hubs, desks and customers, in which everything happens by one seed. */
export class World {
  readonly seed: number
  readonly timeline: Timeline
  readonly chance: Chance
  readonly faults: string[] = []
  readonly story: string[] = []
  readonly store: MemoryStore
  readonly journal: Journal
  readonly hubs: Hub[] = []
  readonly desks: Desk[] = []
  readonly visitors: Visitor[] = []
  readonly callers: Caller[] = []
  readonly said: Said[] = []
  /** When each command was put on the line, by a clock that is right. */
  readonly sent = new Map<string, number[]>()
  /** Commands made of others by a person's decision, and those a person let go. */
  readonly resaid = new Set<string>()
  readonly letGo = new Set<string>()
  /** Parties that the database cannot lock just now. */
  readonly stuck = new Set<string>()
  readonly rough: Roughness = { breaks: 0, doubles: 0, silent: 0, latency: [1, 5] }
  readonly vault = memoryVault()
  readonly place: string
  /** How far the hubs' clocks are off. */
  readonly skews = [0, 0]
  /** Cases that the house wrote over with what it had read a moment before. */
  readonly overwritten = new Set<string>()
  /** Words visitors were told are kept, which a restored backup has taken. */
  readonly forgiven = new Set<string>()
  readonly #port: Store
  /** Everybody is about a few cases. */
  readonly hands: boolean
  readonly #planting: Planting
  #epochs = 1
  #words = 0

  constructor(seed: number, planting: Planting = {}) {
    this.seed = seed
    this.#planting = planting
    this.hands = planting.hands === true
    this.chance = new Chance(seed, 'world')
    this.timeline = new Timeline(BEGAN, (error) => this.fault(`surprise: ${error instanceof Error ? (error.stack ?? '') : String(error)}`))
    this.place = freshPlace()
    const slow = new Chance(seed, 'store')
    this.store = openMemoryStore({
      group: ids.group(1),
      epoch: ids.epoch(1),
      delay: async () => {
        if (slow.once(4)) await this.timeline.sleep(slow.between(0, 12))
      },
    })
    this.journal = new Journal(ids.epoch(1))
    this.#write()
    const held = this.#held(this.store)
    this.#port = planting.store?.(held, this) ?? held
  }

  fault(what: string): void {
    if (this.faults.length < 20) this.faults.push(what)
    this.note(`FAULT ${what}`)
  }

  note(what: string): void {
    this.story.push(`${(this.timeline.elapsed / 1_000).toFixed(3)} ${what}`)
  }

  /** A word that is said once in this world, so that it can be looked for. */
  readonly word = (): string => `word${this.seed % 1_000}x${++this.#words}`

  uuid(): string {
    return uuidv7(this.timeline.now, this.chance.bytes(10))
  }

  /** Writes down each commit at the moment it is made: what comes after it may never be heard. */
  #write(): void {
    const { history } = this.store
    const commit = history.commit.bind(history)
    history.commit = (changes) => {
      const seq = commit(changes)
      // A row is a plain thing for whoever judges it.
      const rows = structuredClone(changes.rows.map(({ row }) => row)) as readonly PlainRow[]
      this.journal.now.add({ seq, at: this.timeline.now, rows, records: structuredClone(changes.records) })
      return seq
    }
  }

  /** The store, with parties in it that nobody can lock just now. */
  #held(store: Store): Store {
    return new Proxy(store, {
      get: (target, name: keyof Store) => {
        if (name !== 'change') return target[name]
        const change: Store['change'] = (roots, work) =>
          roots.some((root) => this.stuck.has(root))
            ? this.timeline.sleep(50).then(() => Promise.reject(new Unavailable('the lock was not given in time')))
            : target.change(roots, work)
        return change
      },
    })
  }

  /** Lets time pass until something is fulfilled. */
  async settle<T>(promise: Promise<T>): Promise<T> {
    let done = false
    const mark = (): void => {
      done = true
    }
    promise.then(mark, mark)
    for (let turns = 0; !done && turns < 10_000; turns++) await this.timeline.run(5)
    return promise
  }

  #newHub(place: number): Hub {
    const { timeline, vault } = this
    const parts = { timeline, vault, store: this.#port, group: ids.group(1), now: () => timeline.now + (this.skews[place] ?? 0) }
    return new Hub({ ...parts, log: () => undefined, told: this.#planting.untold !== true })
  }

  async begin(): Promise<void> {
    for (let place = 0; place < HUBS; place++) {
      const hub = this.#newHub(place)
      this.hubs.push(hub)
      await this.settle(hub.start())
    }
    for (const { root, rows } of beginning({ chance: this.chance, words: this.word, began: BEGAN })) await this.bring(root, rows)
    for (const [place, agent] of this.#seats.entries()) await this.#seat(place + 1, agent)
    for (const number of VISITORS) {
      const caller = this.#caller(`visitor ${number}`)
      const site = ids.site((number % 2) + 1)
      const visitor = new Visitor({
        timeline: this.timeline,
        chance: new Chance(this.seed, `visitor ${number}`),
        caller,
        party: ids.party(number),
        site,
      })
      this.visitors.push(visitor)
      visitor.connect()
    }
    await this.timeline.run(3_000)
  }

  #caller(name: string): Caller {
    const { timeline, rough } = this
    const caller = new Caller({ timeline, rough, chance: new Chance(this.seed, `net ${name}`), doors: () => this.hubs }, name)
    this.callers.push(caller)
    return caller
  }

  get #seats(): readonly number[] {
    return this.hands ? HANDED : SEATS
  }

  async #seat(device: number, agent: number): Promise<void> {
    const chance = new Chance(this.seed, `desk ${device}`)
    const row = agentRow(agent, grantsOf[agent] ?? [])
    const desk: Desk = new Desk({
      name: `desk-${device}`,
      ...{ timeline: this.timeline, chance, caller: this.#caller(`desk ${device}`), place: this.place },
      ...{ device: ids.device(device), agent: kinds.agent.parse(row.row) },
      workingSet: this.chance.pick([3, 5, 2_000]),
      signIn: () => this.#signIn(device, agent),
      note: (what) => this.note(what),
      planted: {
        file: (file) => this.#planting.file?.(file, this),
        engine: (engine) => this.#planting.engine?.(engine, this),
      },
    })
    this.desks.push(desk)
    desk.tickets = await this.#signIn(device, agent)
    desk.boot()
  }

  async #signIn(device: number, agent: number): Promise<Tickets | null> {
    const { now } = this.timeline
    const row = this.journal.now.at('agent', ids.agent(agent), this.journal.now.head)
    if (row?.row.active !== true || !this.hubs.some((hub) => hub.alive())) return null
    const session = {
      id: this.uuid(),
      group: ids.group(1),
      agent: ids.agent(agent),
      device: ids.device(device),
      machine: null,
      openedAt: now,
      endsAt: now + SIGN_IN_MS,
    }
    const refresh = Buffer.from(this.chance.bytes(32)).toString('base64url')
    await this.vault.openSession({ ...session, revokedAt: null }, hashOf(refresh))
    return ticketsFor(keys.ticket, { ...session, revokedAt: null }, { refresh, now })
  }

  /** Gives a command of the house's own to a hub that lives; null where its end was not heard. */
  async order(name: string, args: object): Promise<Outcome | null> {
    const hub = this.hubs.find((one) => one.alive())
    if (!hub) return null
    const known = Object.values(commands).find((command) => command.name === name)
    const envelope = {
      id: CommandId.parse(this.uuid()),
      seq: 1,
      name,
      version: known?.version ?? 1,
      args: JSON.parse(JSON.stringify(args)),
    }
    const asked = { ...envelope, saidAt: this.timeline.now, after: [] }
    const decided = hub.authority.decide(asked, { source: { kind: 'system', name: 'house' }, device: null })
    return Promise.race([decided.then(({ outcome }) => outcome), this.timeline.sleep(2_000).then(() => null)]).catch(() => null)
  }

  async bring(root: string, rows: readonly KindRow[]): Promise<boolean> {
    const all: (Outcome | null)[] = []
    for (const [kind, some] of Map.groupBy(rows, (row) => row.kind)) {
      all.push(await this.settle(this.order('import.rows', { kind, rows: some.map(({ row }) => row), root })))
    }
    return all.every((outcome) => outcome?.ok === true)
  }

  crashHub(place: number, backAfter: number): void {
    const hub = this.hubs[place]
    if (!hub?.alive()) return
    this.note(`hub ${place} dies for ${backAfter} ms`)
    hub.crash()
    this.timeline.later(backAfter, () => this.startHub(place))
  }

  startHub(place: number): void {
    if (this.hubs[place]?.alive()) return
    const hub = this.#newHub(place)
    this.hubs[place] = hub
    this.note(`hub ${place} starts`)
    void hub.start().catch(() => this.timeline.later(1_000, () => this.startHub(place)))
  }

  /** A backup of so many commits ago is put back: the hubs start anew on it. Nobody tells them so, if it is done `silently`. */
  restore(back: number, { silently = false }: { readonly silently?: boolean } = {}): void {
    const head = Math.max(this.begun, this.journal.now.head - back)
    const epoch = silently ? this.journal.now.epoch : ids.epoch(++this.#epochs)
    this.note(`restored to ${head} of ${this.journal.now.head}`)
    for (const { at, rows, records } of this.journal.now.commits.filter(({ seq }) => seq > head)) {
      // A desk remembers what was decided for seven days; a visitor's page, not at all.
      if (this.timeline.now - at > 7 * 86_400_000) for (const { id } of records) this.forgiven.add(id)
      for (const { row } of rows) this.forgiven.add(row.id)
    }
    for (const place of this.hubs.keys()) this.crashHub(place, this.chance.between(500, 4_000))
    this.store.restore(head, epoch)
    this.journal.restore(head, epoch)
    this.#write()
  }

  /** Everybody works here again, so that all that is left can come to rest. */
  async reinstate(): Promise<void> {
    const { now } = this.journal
    for (const agent of new Set(this.#seats)) {
      if (now.at('agent', ids.agent(agent), now.head)?.row.active === true) continue
      while (!(await this.bring('ref', [agentRow(agent, grantsOf[agent] ?? [])]))) await this.timeline.run(500)
    }
  }

  /** Why the world has not come to rest; nothing once it has. */
  unrest(): readonly string[] {
    const desks = this.desks.flatMap((desk) => {
      if (!desk.up) return [`${desk.name} is down`]
      const { store, held, cursor, epoch } = desk.engine.replica
      const waiting = store.all<{ seq: number; name: string }>("SELECT seq, name FROM outbox WHERE state = 'waiting'")
      const unfilled = held.entries().filter(([, { state }]) => state !== 'whole')
      return [
        ...(desk.line?.state === 'live' ? [] : [`${desk.name} is ${desk.line?.state}: ${desk.line?.reason}`]),
        ...waiting.map(({ seq, name }) => `${desk.name} has not sent ${seq} ${name}`),
        ...unfilled.map(([scope]) => `${desk.name} has not all of ${scope}`),
        ...(cursor === this.journal.now.head && epoch === this.journal.now.epoch
          ? []
          : [`${desk.name} is at ${cursor} of ${this.journal.now.head}`]),
      ]
    })
    return [...desks, ...this.visitors.filter(({ waits }) => waits > 0).map(({ party, waits }) => `visitor ${party} waits with ${waits}`)]
  }

  /** I8: while one customer's rows were stuck, what others had waiting went its way. */
  delayed(party: string, began: number): void {
    const { elapsed } = this.timeline
    for (const { desk, command, party: lane, at } of this.said) {
      const since = Math.max(at, began, (desk.line?.since ?? elapsed) - desk.skew - (this.timeline.now - elapsed))
      const steady = desk.up && desk.line?.state === 'live' && elapsed - since > 80_000
      if (lane === party || !steady || this.journal.now.record(command)) continue
      // What waits for a person is not delayed by another customer.
      const kept = desk.disk.store.get<{ state: string }>('SELECT state FROM outbox WHERE id = ?', command)
      if (kept?.state !== 'waiting') continue
      this.fault(`I8 ${desk.name} could not send ${command} for ${elapsed - since} ms, since another lane is stuck`)
    }
  }

  readonly began = BEGAN

  resource(site: number): string {
    return resourceRow(site).row.id
  }

  /** The head when everything was in place: no backup is older. */
  begun = 0

  /** Whether a hub has ever said how this ended, in whatever epoch. */
  everDecided(command: string): boolean {
    return this.journal.eras().some((era) => era.record(command) !== undefined)
  }

  newMessage(): MessageId {
    return MessageId.parse(this.uuid())
  }

  end(): void {
    for (const desk of this.desks) desk.crash()
    for (const hub of this.hubs) hub.crash()
    clearPlace(this.place)
  }
}
