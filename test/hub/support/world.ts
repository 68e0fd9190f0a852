import type { Grant } from '../../../src/domain/noun/agent.ts'
import type { Scope } from '../../../src/domain/scope.ts'
import { floorScope, partyScope, queueScope, scopesOf, siteScope, userScope } from '../../../src/domain/scope.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import { type MemoryStore, openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import { keptLog } from '../../support/log.ts'
import * as make from '../../support/rows.ts'
import { TestDesk } from './desk.ts'
import { agent, openTestHub, type TestHub } from './hub.ts'
import { trespasses } from './oracle.ts'
import { type Random, seeded } from './random.ts'
import { agentRow, appointmentRow, attachmentRow, caseRow, grant, id, ids, partyRow, queueRow, resourceRow, siteRow } from './rows.ts'

const SITES = 4
const QUEUES = 5
const PARTIES = 9
const CASES = 14
const BOOKINGS = 8
const AGENTS = 6

/** A command a desk has not heard the end of. */
interface Unheard {
  readonly id: number
  readonly message: number
  readonly args: { case: never; party: never; message: never; text: string }
}

interface Seat {
  readonly desk: TestDesk
  readonly agent: number
  readonly unheard: Unheard[]
  seq: number
}

/** A whole small world on the model in memory: everything in it happens by one seed. */
export class World {
  readonly #random: Random
  readonly store: MemoryStore
  readonly hub: TestHub
  readonly seats: Seat[] = []
  readonly faults: string[] = []
  answers = 0
  said = 0
  #tailer: Tailer | null = null
  #next = 0
  readonly #noted = new Set<string>()
  #crashing = false

  constructor(seed: number) {
    this.#random = seeded(seed)
    this.store = openMemoryStore({
      group: ids.group(1),
      epoch: ids.epoch(1),
      delay: async (step) => {
        for (let turns = this.#random.below(4); turns > 0; turns--) await Promise.resolve()
        if (this.#crashing && step !== 'read' && this.#random.once(6)) this.store.crash()
      },
    })
    // Half of what this hub commits is told at once, the other half is found by reading, as if another hub had written it.
    this.hub = openTestHub(this.store, { committed: (moved) => this.#random.once(2) && this.#tailer?.take(moved) })
  }

  get tailer(): Tailer {
    if (!this.#tailer) throw new Error('not begun')
    return this.#tailer
  }

  async begin(): Promise<void> {
    const up = (count: number) => Array.from({ length: count }, (_, n) => n + 1)
    await this.hub.bring(...up(SITES).map(siteRow), ...up(QUEUES).map((n) => queueRow(n, (n % SITES) + 1)))
    await this.hub.bring(...up(AGENTS).map((n) => agentRow(n, [this.#grant((n % SITES) + 1), this.#grant(((n + 1) % SITES) + 1)])))
    await this.hub.bring(...up(PARTIES).map((n) => partyRow(n, [(n % SITES) + 1])), ...up(CASES).map((n) => this.#case(n)))
    await this.hub.bring(...up(SITES).map((n) => resourceRow(n)), ...up(BOOKINGS).map(() => this.#booking()))
    this.#tailer = await startTailer({ store: this.store, log: keptLog().log, now: () => 1, every: 0, credit: 6_000, ring: 4_000 })
    for (const n of up(AGENTS)) this.#sit(n, n)
    this.#sit(1, 11)
  }

  #sit(who: number, device: number): void {
    const desk = new TestDesk(who, device)
    desk.hears = (frame) => {
      this.answers++
      this.faults.push(...trespasses(this.store.history, desk.agent, frame).map((what) => `agent ${who} at ${frame.to}: ${what}`))
      this.#reveal(desk)
    }
    this.seats.push({ desk, agent: who, unheard: [], seq: 0 })
    desk.connect(this.tailer)
  }

  /** I6: a note of this desk's own is there if and only if its end has been told. */
  #reveal(desk: TestDesk): void {
    const seat = this.seats.find((one) => one.desk === desk)
    for (const { id, message, args } of seat?.unheard ?? []) {
      if (desk.scopes.get(partyScope(args.party)) !== 'whole') continue
      const there = desk.rows.has(`message ${ids.message(message)}`)
      const told = desk.decided.get(ids.command(id))
      if (there !== (told?.ok === true)) this.faults.push(`note ${message}: ${there ? 'there' : 'absent'}, told ${JSON.stringify(told)}`)
    }
  }

  #case(n: number) {
    const random = this.#random
    const owner = random.once(3) ? ids.agent(random.below(AGENTS) + 1) : null
    const more = { site: ids.site(random.below(SITES) + 1), queue: ids.queue(random.below(QUEUES) + 1), owner }
    return caseRow(n, { ...more, party: ids.party((n % PARTIES) + 1), subject: `Subject ${random.below(99)}` })
  }

  /** Somebody is expected somewhere, or no more; a ramp opens, or closes; a file is named. */
  #booking() {
    const { below, pick } = this.#random
    const site = ids.site(below(SITES) + 1)
    const of = below(PARTIES) + 1
    const state = pick(['booked', 'booked', 'arrived', 'cancelled'] as const)
    return pick([
      appointmentRow(below(BOOKINGS) + 1, { site, state, party: ids.party(of) }),
      appointmentRow(below(BOOKINGS) + 1, { site, state, party: ids.party(of) }),
      resourceRow(below(SITES) + 1, below(SITES) + 1, { active: pick([true, false]) }),
      attachmentRow(of, { party: ids.party(of) }),
    ])
  }

  /** One of two leads the site. */
  #grant(site: number): Grant {
    return grant(site, this.#random.pick(['agent', 'supervisor']))
  }

  /** What a floor shows: somebody comes or goes, a promise is made or kept; and a word to one agent alone. */
  #shown() {
    const { below, pick } = this.#random
    const site = ids.site(below(SITES) + 1)
    const [owner, other] = [ids.agent(below(AGENTS) + 1), ids.agent(below(AGENTS) + 1)]
    const party = ids.party(below(PARTIES) + 1)
    return pick([
      make.held('presence', make.presence({ id: owner, sites: [site], line: pick(['up', 'lost', 'down']) })),
      make.held(
        'commitment',
        make.commitment({ id: id(15, below(CASES)), party, site, owner, vehicle: null, state: pick(['open', 'kept']) }),
      ),
      make.held('whisper', make.whisper({ id: id(16, below(CASES)), party, to: owner, by: other })),
    ])
  }

  #scope(): Scope {
    const { below, pick } = this.#random
    return pick<Scope>([
      'ref',
      userScope(ids.agent(below(AGENTS) + 1)),
      queueScope(ids.queue(below(QUEUES) + 1)),
      siteScope(ids.site(below(SITES) + 1)),
      floorScope(ids.site(below(SITES) + 1)),
      partyScope(ids.party(below(PARTIES) + 1)),
      partyScope(ids.party(below(PARTIES) + 1)),
    ])
  }

  /** A note in some case; a note again with the same id where its end was not heard. */
  #write(seat: Seat): Promise<unknown> {
    const random = this.#random
    const again = seat.unheard.length > 0 && random.once(2) ? random.pick(seat.unheard) : null
    const of = random.below(CASES) + 1
    const number = ++this.#next
    const args = { case: ids.case(of), party: ids.party((of % PARTIES) + 1), message: ids.message(number), text: `Note ${number}` }
    const note = again ?? { id: number, message: number, args: args as Unheard['args'] }
    if (!again) {
      seat.unheard.push(note)
      this.said++
    }
    const said = { source: agent(seat.agent), device: seat.desk.device, id: note.id, seq: note.id }
    return this.hub.say('message.note', note.args, said).catch(() => null)
  }

  async #rights(): Promise<void> {
    const random = this.#random
    const who = random.below(AGENTS) + 1
    const sites = [this.#grant(random.below(SITES) + 1), this.#grant(random.below(SITES) + 1)].slice(random.below(2))
    const party = random.below(PARTIES) + 1
    const what = random.pick([
      () => agentRow(who, sites, !random.once(6)),
      () => agentRow(who, sites),
      () => partyRow(party, [random.below(SITES) + 1]),
      () => queueRow(random.below(QUEUES) + 1, random.below(SITES) + 1),
    ])
    await this.hub.bring(what()).catch(() => null)
  }

  async #connection({ desk }: Seat): Promise<void> {
    if (this.#random.once(2)) return desk.hold(this.#random.once(2))
    desk.attached?.detach()
    desk.held = null
    desk.connect(this.tailer)
  }

  async #wants({ desk }: Seat): Promise<void> {
    const drop = this.#random.once(3) ? [...desk.scopes.keys()].slice(0, 1) : []
    await desk.want([this.#scope(), this.#scope()], drop).then(
      () => this.answers++,
      () => null,
    )
  }

  /** The past is let go, up to anywhere: needless words of it, or all of it. */
  async #age(): Promise<void> {
    this.#noteDown()
    const { head } = this.store.history.feed
    const upTo = Math.max(0, head - this.#random.below(40))
    await (this.#random.once(3) ? this.store.forget(upTo) : this.store.compact(upTo))
  }

  /** A desk at rest shows what it holds. */
  async #look({ desk }: Seat): Promise<void> {
    const whole = [...desk.scopes].flatMap(([scope, state]) => (state === 'whole' ? [desk.digest(scope)] : []))
    const differ = whole.length > 0 && !desk.held ? await desk.attached?.check({ cursor: desk.cursor, digests: whole }) : []
    this.faults.push(...(differ ?? []).map((scope) => `agent ${desk.agent} at ${desk.cursor}: ${scope} differs`))
  }

  /** One thing happens. */
  async step(): Promise<void> {
    const random = this.#random
    const seat = random.pick(this.seats)
    const what = random.pick([
      () => this.#write(seat),
      () => this.#write(seat),
      () => this.hub.bring(this.#case(random.below(CASES) + 1)).catch(() => null),
      () => this.hub.bring(this.#booking()).catch(() => null),
      () => this.hub.bring(this.#shown()).catch(() => null),
      () => this.#rights(),
      () => this.#wants(seat),
      () => this.#wants(seat),
      () => this.#connection(seat),
      () => this.tailer.tick(),
      () => this.#age(),
      () => this.#look(seat).catch(() => undefined),
    ])
    const done = what()
    if (!random.once(3)) await done
    if (random.once(3)) await this.tailer.poke()
  }

  /** The store may crash from here on, or no more. */
  crashes(on: boolean): void {
    this.#crashing = on
  }

  /** Everybody connects, everything unheard is said again, and the world comes to rest. */
  async rest(): Promise<void> {
    this.#crashing = false
    for (const { desk } of this.seats) desk.hold(false)
    for (const seat of this.seats) {
      for (const { id, args } of seat.unheard) {
        await this.hub.say('message.note', args, { source: agent(seat.agent), device: seat.desk.device, id, seq: id })
      }
    }
    for (let quiet = 0; quiet < 3; ) {
      const before = this.answers
      await this.tailer.tick()
      await this.tailer.idle()
      quiet = this.answers === before ? quiet + 1 : 0
    }
  }

  /** What a desk should hold: its scopes, as they are. */
  truthFor(desk: TestDesk): Readonly<Record<string, unknown>> {
    const { history } = this.store
    const rows = [...desk.scopes.keys()].flatMap((scope) => history.inScope(scope, history.feed.head))
    return Object.fromEntries(rows.map(({ row }) => [`${row.kind} ${row.row.id}`, row.row]))
  }

  /** Remembers under which numbers notes took effect, before the past is let go. */
  #noteDown(): void {
    for (const { kind, id, seq } of this.store.history.pointers) {
      const row = kind === 'message' ? this.store.history.row({ kind, id }, seq) : null
      if (row && scopesOf(row.row).length > 0) this.#noted.add(`${id} ${seq}`)
    }
  }

  /** Notes that took effect, each with how often. */
  notes(): ReadonlyMap<string, number> {
    this.#noteDown()
    const counts = new Map<string, number>()
    for (const name of this.#noted) {
      const [id = ''] = name.split(' ')
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return counts
  }
}
