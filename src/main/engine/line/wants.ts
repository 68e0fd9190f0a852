import type { Query } from '../../../domain/contract/query.ts'
import type { PartyId } from '../../../domain/id.ts'
import { floorScope, partyScope, queueScope, type Scope, siteScope, userScope } from '../../../domain/scope.ts'
import type { Clock } from '../clock.ts'
import { weigh } from '../replica/weight.ts'
import type { Replica } from '../replica.ts'
import { Soon } from '../soon.ts'
import { unlessFull } from '../store/failure.ts'
import type { Touched } from '../touched.ts'
import { membersOf } from '../watch/dossier.ts'
import type { HubSocket } from './dial.ts'
import { ask } from './socket.ts'
import { rank, unsentTo } from './tiers.ts'

/** So many dossiers are kept here at most; the least recently used go first. */
export const WORKING_SET = 2_000
/** So many bytes are kept of customers that were only looked at. */
export const DEMAND_BYTES = 200 * 1024 * 1024
const WEIGH_EVERY_MS = 60_000
const AT_ONCE = 500
const SOON_MS = 30
/** What a hub did not answer is asked for again, though nothing else moves. */
const AGAIN_MS = 5_000

function partyOf(replica: Replica, query: Query): PartyId | null {
  if (query.of === 'dossier') return query.party
  if (query.of !== 'case' && query.of !== 'thread') return null
  return replica.pending.view.get('case', query.case)?.party ?? null
}

const chunks = <T>(all: readonly T[], size: number): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, place) => all.slice(place * size, (place + 1) * size))

interface Parts {
  readonly replica: Replica
  readonly clock: Clock
  readonly watched: () => readonly Query[]
  readonly moved: (touched: Touched) => void
  /** The hub will not give what was asked for: words that waited for it wait for nothing. */
  readonly refused: () => void
  readonly limit: number
  /** How much may be kept of customers that were only looked at. */
  readonly demandBytes: number
  /** The line is slow: what is not on screen or in this agent's own hands is not fetched ahead. */
  readonly thrifty: () => boolean
}

/** Decides which scopes this desk holds: its own, its queues', the dossiers on screen, of its cases and of recent ones. */
export class Wants {
  readonly #parts: Parts
  readonly #soon: Soon<'sync' | 'again'>
  #socket: HubSocket | null = null
  readonly #told = new Set<Scope>()
  readonly #refused = new Set<Scope>()
  #weighedAt = Number.NEGATIVE_INFINITY
  #kin: readonly Scope[] | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#soon = new Soon(parts.clock)
  }

  online(socket: HubSocket): void {
    this.#socket = socket
    this.#told.clear()
    this.#refused.clear()
    this.sync()
  }

  offline(): void {
    this.#socket = null
  }

  stop(): void {
    this.#soon.stop()
  }

  /** As `sync`, together with what changes right after it. */
  soon(): void {
    this.#soon.do('sync', SOON_MS, () => this.sync())
  }

  /** The hub took these back; asking again at once would only be refused. */
  left(scopes: readonly Scope[]): void {
    for (const scope of scopes) this.#refused.add(scope)
  }

  refuses(scope: Scope): boolean {
    return this.#refused.has(scope)
  }

  /** What this agent may see has changed: what was refused may be asked for again. */
  regranted(): void {
    this.#refused.clear()
  }

  /** Which parties are one customer has changed: they are looked up anew. */
  reunited(): void {
    this.#kin = null
  }

  /** Brings what is held in line with what is of use now. Without a line, wishes wait. */
  sync(): void {
    const socket = this.#socket
    if (socket) unlessFull(() => this.#sync(socket))
  }

  #sync(socket: HubSocket): void {
    const { replica, clock } = this.#parts
    const target = [...this.#fixed().filter((scope) => this.#gives(scope)), ...this.#parties()]
    this.#evict(socket, new Set(target))
    const asked = replica.held.entries().flatMap(([scope, { state }]) => (state === 'asked' ? [scope] : []))
    const owed = asked.filter((scope) => !this.#told.has(scope) && !this.#refused.has(scope))
    const add = [...new Set([...target.filter((scope) => !replica.held.has(scope)), ...owed])]
    if (add.length === 0) return
    replica.want(add, clock.now())
    for (const part of chunks(add, AT_ONCE)) void this.#ask(socket, part)
  }

  async #ask(socket: HubSocket, add: readonly Scope[]): Promise<void> {
    for (const scope of add) this.#told.add(scope)
    const answer = await ask(socket, 'want', { add, drop: [] })
    if (this.#socket !== socket) return
    if (!answer?.ok) {
      for (const scope of add) this.#told.delete(scope)
      this.#soon.do('again', AGAIN_MS, () => this.sync())
      return
    }
    if (answer.refused.length === 0) return
    for (const scope of answer.refused) {
      this.#refused.add(scope)
      this.#told.delete(scope)
    }
    unlessFull(() => this.#parts.moved(this.#parts.replica.decline(answer.refused)))
    this.#parts.refused()
  }

  /** Whether the hub can be asked for it: of whom it has not heard yet, it has nothing; its word on them brings their scope up (`absorb.ts`). */
  #gives(scope: Scope): boolean {
    const { pending, held } = this.#parts.replica
    return !this.#refused.has(scope) && (held.has(scope) || !pending.bornHere(scope))
  }

  #fixed(): readonly Scope[] {
    const { replica } = this.#parts
    const { id, grants } = replica.agent()
    const sites = new Set<string>(grants.map((grant) => grant.site))
    const queues = replica.rows.all('queue').filter((queue) => sites.has(queue.site))
    const floors = grants.filter(({ role }) => role !== 'agent').map(({ site }) => floorScope(site))
    const own = grants.map(({ site }) => siteScope(site))
    return [...new Set(['ref' as const, userScope(id), ...queues.map((queue) => queueScope(queue.id)), ...own, ...floors])]
  }

  #parties(): readonly Scope[] {
    const { replica, clock, watched, limit, thrifty } = this.#parts
    const shown = watched().flatMap((query) => partyOf(replica, query) ?? [])
    const [mine, ...others] = rank(replica, { now: clock.now(), limit: limit + this.#refused.size })
    // Words that wait for a thread to be whole would wait for ever for one that no room is left for: they come before all else.
    const waits = unsentTo(replica)
    const close = [...waits, ...[...waits, ...shown, ...(mine?.parties ?? [])].flatMap((party) => membersOf(replica, party))]
    const ahead = thrifty() ? [] : [...others.flatMap(({ parties }) => parties).map(partyScope), ...this.#relatives()]
    // What the hub will not give takes no room from what it would.
    return [...new Set([...close.map(partyScope), ...ahead])].filter((scope) => this.#gives(scope)).slice(0, limit)
  }

  /** A customer's journey is whole only with all their parties: the car's owner, the visitor of last night, the caller. */
  #relatives(): readonly Scope[] {
    this.#kin ??= this.#parts.replica.store
      .all<{ party: PartyId }>(
        "SELECT DISTINCT p.value AS party FROM row_customer, json_each(body, '$.parties') AS p ORDER BY row_customer.n DESC",
      )
      .map(({ party }) => partyScope(party))
    return this.#kin
  }

  /** What nobody needs any more is kept while there is room for it; weighed now and then, the least recently used go first. */
  #tooHeavy(spare: readonly Scope[]): readonly Scope[] {
    const { replica, clock, demandBytes } = this.#parts
    if (spare.length === 0 || clock.now() - this.#weighedAt < WEIGH_EVERY_MS) return []
    this.#weighedAt = clock.now()
    const weights = weigh(replica.store)
    let left = spare.reduce((sum, scope) => sum + (weights.get(scope) ?? 0), 0) - demandBytes
    return spare.filter((scope) => {
      if (left <= 0) return false
      left -= weights.get(scope) ?? 0
      return true
    })
  }

  #evict(socket: HubSocket, target: ReadonlySet<Scope>): void {
    const { replica, limit, moved } = this.#parts
    const parties = replica.held.entries().filter(([scope]) => scope.startsWith('party:'))
    const arriving = [...target].filter((scope) => scope.startsWith('party:') && !replica.held.has(scope)).length
    const spare = parties.filter(([scope]) => !target.has(scope)).toSorted(([, a], [, b]) => a.usedAt - b.usedAt)
    const over = Math.max(0, parties.length + arriving - limit)
    const scopes = spare.map(([scope]) => scope)
    const drop = [...scopes.slice(0, over), ...this.#tooHeavy(scopes.slice(over))]
    if (drop.length === 0) return
    moved(replica.decline(drop))
    for (const scope of drop) this.#told.delete(scope)
    for (const part of chunks(drop, AT_ONCE)) void ask(socket, 'want', { add: [], drop: part })
  }
}
