import type { Check, Hold, Want } from '../../domain/contract/wire.ts'
import type { Scope } from '../../domain/scope.ts'
import type { Feed, Store } from '../store/store.ts'
import { type Bootstraps, isLost } from './bootstraps.ts'
import { check, type Mends } from './check.ts'
import { Desk, type DeskSession, type Stand, unbegun } from './desk.ts'
import { entitlementOf } from './entitlement.ts'
import type { Position } from './position.ts'
import type { Pump } from './pump.ts'
import type { Directory } from './route.ts'

/** A desk at the tailer: what the gateway's events become. */
export interface Attached {
  readonly epoch: string
  readonly head: number
  /** The feed does not reach back to where the replica stands: it holds by digests. */
  readonly resync: boolean
  /** What the replica holds already; in as many parts as it takes, before `listen`. */
  hold(hold: Hold): void
  /** Frames may come from now on. */
  listen(): void
  /** Scopes wanted or let go; those of `add` that its agent may not hold. */
  want(want: Want): Promise<readonly Scope[]>
  /** Compares some of what it holds with what stands there; what differs comes again. */
  check(check: Check): Promise<readonly Scope[]>
  held(): readonly Scope[]
  /** Everything that moved has been sent; on a line to go easy on, it has arrived as well. */
  hasRoom(): boolean
  /**
   * The place at which this desk has all that the feed had come to: its own, where what moved beyond concerns it not. Null
   * where something may still be on its way.
   */
  reached(feed: Pick<Feed, 'epoch' | 'head'>): number | null
  /** Whether a supervisor looks over a floor here. */
  oversees(): boolean
  detach(): void
}

interface Desks {
  readonly store: Store
  readonly position: Position
  readonly pump: Pump
  readonly directory: Directory
  readonly desks: Set<Desk>
  readonly credit: number
  readonly mends: Mends
  readonly bootstraps: Bootstraps
}

/** More than a working set ever needs; a desk that asks for more is refused the rest. */
const MOST = 5_000

async function add({ store, position, pump }: Desks, desk: Desk, wanted: readonly Scope[]): Promise<readonly Scope[]> {
  const room = Math.max(0, MOST - desk.scopes().length)
  const fresh = wanted.filter((scope) => !desk.fill(scope))
  const { refused } = await store.read((view) => entitlementOf(view, desk.session.agent, fresh.slice(0, room)))
  const given = fresh.slice(0, room).filter((scope) => !refused.has(scope))
  if (desk.gone || given.length === 0) return [...refused, ...fresh.slice(room)]
  for (const scope of given) {
    desk.leaving.delete(scope)
    desk.hold(scope, unbegun())
  }
  desk.fallBehind(position.seq)
  pump.pump(desk)
  return [...refused, ...fresh.slice(room)]
}

/** Takes a desk in. Nothing is sent before it listens. */
export function attach(at: Desks, session: DeskSession, from: Stand): Attached {
  const { directory, desks, position, pump, bootstraps } = at
  const { epoch, seq: head } = position
  const desk = new Desk({ session, from, welcomed: epoch, credit: at.credit, index: directory.scopes })
  desks.add(desk)
  bootstraps.enter(desk, from)
  directory.agents.add(session.agent, desk)
  // One want after the other: a scope dropped right after it was wanted stays dropped.
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(work: () => T | Promise<T>): Promise<T> => {
    const answer = last.then(work)
    last = answer.catch(() => undefined)
    return answer
  }
  return {
    ...{ epoch, head, resync: isLost(position, from) },
    hold({ whole, filling, digests = [] }) {
      for (const scope of whole) desk.hold(scope, { after: null, whole: true })
      for (const digest of digests) {
        desk.hold(digest.scope, { after: null, whole: true })
        desk.digests.set(digest.scope, digest)
      }
      for (const { scope, after } of filling) desk.hold(scope, { after, whole: false })
    },
    listen() {
      desk.listening = true
      pump.pump(desk)
    },
    want: ({ add: wanted, drop }) =>
      next(() => {
        for (const scope of drop) {
          desk.letGo(scope)
          desk.leaving.delete(scope)
        }
        return add(at, desk, wanted)
      }),
    check: (said) =>
      next(async () => {
        const differ = await check(at, desk, said)
        if (differ.length > 0) desk.fallBehind(position.seq)
        pump.pump(desk)
        return differ
      }),
    held: () => desk.scopes(),
    hasRoom: () => desk.live && (from.thrift !== true || desk.credit.bytes === 0),
    reached(feed) {
      const told = desk.live && feed.epoch === position.epoch && feed.epoch === desk.epoch && position.seq >= feed.head
      return told ? desk.cursor : null
    },
    oversees: () => desk.oversees,
    detach() {
      desk.leave()
      desks.delete(desk)
      bootstraps.leave(desk)
      directory.agents.remove(session.agent, desk)
    },
  }
}
