import type { Digest, Hello, Packed } from '../../domain/contract/wire.ts'
import type { AgentId, DeviceId } from '../../domain/id.ts'
import { kindNames } from '../../domain/kind.ts'
import type { Scope } from '../../domain/scope.ts'
import { deviceScope, type Ref } from '../store/store.ts'
import { Credit } from './credit.ts'
import type { ScopeIndex } from './scope-index.ts'

/** One desk's connection, as the gateway makes it. */
export interface DeskSession {
  readonly agent: AgentId
  readonly device: DeviceId
  /** Sends a frame; `reply` brings the desk's cursor after it was stored. */
  send(packed: Packed, reply: (cursor: number) => void): void
  /** Its agent may no longer work here: the gateway ends the connection. */
  expelled(): void
  /** It must say hello anew, within so many seconds: what was said of feed or replica holds no more. The gateway ends the connection. */
  begin(seconds: number): void
}

/** How far a scope's snapshot has come: `after` null before the first page, `whole` after the last. */
export interface Fill {
  readonly after: Ref | null
  readonly whole: boolean
}

export const unbegun = (): Fill => ({ after: null, whole: false })

/** Where a replica stands, as it says. */
export type Stand = Pick<Hello, 'epoch' | 'cursor' | 'kinds' | 'thrift' | 'applied'>

const ranks = ['ref', 'user', 'queue', 'site', 'floor', 'party']
const rank = (scope: Scope): number => ranks.findIndex((kind) => scope.startsWith(kind))

/** So many pointers of the feed are looked at for one frame; between these it follows what frames have room for. */
const LOOKS = { first: 2_000, least: 500, most: 20_000 } as const

export interface DeskOptions {
  readonly session: DeskSession
  readonly from: Stand
  /** The epoch it was welcomed to: what it says of its rows is said of these. */
  readonly welcomed: string
  /** How many bytes may be under way unacknowledged. */
  readonly credit: number
  readonly index: ScopeIndex<Desk>
}

/** Where one desk stands: what it holds, and how far it has been told. */
export class Desk {
  readonly session: DeskSession
  readonly deviceScope: string
  readonly credit: Credit
  readonly #index: ScopeIndex<Desk>
  readonly #held = new Map<Scope, Fill>()
  readonly #unfilled = new Map<Scope, Fill>()
  readonly #floors = new Set<Scope>()
  /** Scopes it must let go, not yet told. */
  readonly leaving = new Set<Scope>()
  /** Scopes it holds that are not as they should be, not yet told. */
  readonly again = new Set<Scope>()
  /** What it says that it holds, where the feed did not reach back to it. */
  readonly digests = new Map<Scope, Digest>()
  readonly kinds: readonly string[]
  readonly welcomed: string
  /** The end of the last frame sent: the desk's own cursor once that is stored. */
  cursor: number
  /** Nothing up to here, beyond the cursor, is for this desk. */
  seen: number
  epoch: string | null
  /** The next frame begins from nothing. */
  reset = false
  /** The next frame joins on to whatever is there: what differs is filled again. */
  resync = false
  /** Something was sent on this connection: what it said of itself at the beginning holds no more. */
  begun = false
  /** What it may hold must be asked again, all of it, before anything more is sent. */
  review = true
  /** A frame is owed even if it is empty: it says that the desk has everything. */
  owed = true
  /** Its agent's row as it was when last asked, to see that it is another. */
  agent = ''
  /** How often it did not store what was sent. */
  retreats = 0
  /** How far ahead is looked for its next frame, in pointers. */
  looks: number = LOOKS.first
  listening = false
  /** All that moves reaches it as it moves; otherwise it is being brought forward. */
  live = false
  busy = false
  gone = false

  constructor({ session, from, welcomed, credit, index }: DeskOptions) {
    this.session = session
    this.welcomed = welcomed
    this.kinds = from.kinds ?? kindNames
    this.deviceScope = deviceScope(session.device)
    this.credit = new Credit(credit)
    this.epoch = from.epoch
    this.cursor = from.cursor
    this.seen = from.cursor
    this.#index = index
    index.add(this.deviceScope, this)
  }

  hold(scope: Scope, fill: Fill): void {
    this.#held.set(scope, fill)
    if (scope.startsWith('floor:')) this.#floors.add(scope)
    if (fill.whole) this.#unfilled.delete(scope)
    else this.#unfilled.set(scope, fill)
    this.#index.add(scope, this)
  }

  letGo(scope: Scope): void {
    this.again.delete(scope)
    this.#held.delete(scope)
    this.#floors.delete(scope)
    this.#unfilled.delete(scope)
    this.#index.remove(scope, this)
  }

  fill(scope: Scope): Fill | undefined {
    return this.#held.get(scope)
  }

  /** Whether rows of a scope are already on the desk, at least in part. Before its first page nothing of it is sent. */
  readonly holds = (scope: string): boolean => {
    const fill = this.#held.get(scope as Scope)
    return fill !== undefined && (fill.whole || fill.after !== null)
  }

  /** Whether a supervisor looks over a floor here. */
  get oversees(): boolean {
    return this.#floors.size > 0
  }

  scopes(): readonly Scope[] {
    return [...this.#held.keys()]
  }

  /** Scopes whose snapshot is not whole yet, those that matter most first. */
  unfilled(): readonly (readonly [Scope, Fill])[] {
    return [...this.#unfilled].sort(([a], [b]) => rank(a) - rank(b))
  }

  /** Everything from nothing: another epoch, or a cursor that the feed no longer knows. */
  restart(): void {
    this.reset = true
    for (const scope of this.#held.keys()) this.hold(scope, unbegun())
  }

  /** What it holds of a scope is not what it should: pages come until it is. */
  mend(scope: Scope): void {
    this.hold(scope, unbegun())
    this.again.add(scope)
  }

  /** From here on it is brought forward, not told as things move. */
  fallBehind(seen: number): void {
    if (this.live) this.seen = Math.max(this.seen, seen)
    this.live = false
  }

  /** Whether only what moved is missing, if anything: no question is open and no snapshot. */
  get plain(): boolean {
    const told = !this.reset && !this.resync && !this.owed && this.leaving.size + this.again.size === 0
    return told && !this.review && this.#unfilled.size === 0
  }

  /** What is read beyond the room of a frame is read in vain, and a frame that is not filled is a round trip too many. */
  looked(how: 'too-far' | 'too-near'): void {
    const looks = how === 'too-far' ? this.looks * 0.75 : this.looks * 2
    this.looks = Math.round(Math.min(LOOKS.most, Math.max(LOOKS.least, looks)))
  }

  leave(): void {
    this.gone = true
    this.live = false
    for (const scope of [...this.#held.keys(), this.deviceScope]) this.#index.remove(scope, this)
  }
}
