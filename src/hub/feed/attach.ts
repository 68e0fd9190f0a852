import type { Hello, Hold, Want } from '../../domain/contract/wire.ts'
import type { Scope } from '../../domain/scope.ts'
import type { Store } from '../store/store.ts'
import { Desk, type DeskSession, unbegun } from './desk.ts'
import { entitlementOf } from './entitlement.ts'
import type { Position, Pump } from './pump.ts'
import type { Directory } from './route.ts'

/** A desk at the tailer: what the gateway's events become. */
export interface Attached {
  readonly epoch: string
  readonly head: number
  /** What the replica holds already; in as many parts as it takes, before `listen`. */
  hold(hold: Hold): void
  /** Frames may come from now on. */
  listen(): void
  /** Scopes wanted or let go; those of `add` that its agent may not hold. */
  want(want: Want): Promise<readonly Scope[]>
  held(): readonly Scope[]
  detach(): void
}

interface Desks {
  readonly store: Store
  readonly position: Position
  readonly pump: Pump
  readonly directory: Directory
  readonly desks: Set<Desk>
  readonly credit: number
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
export function attach(at: Desks, session: DeskSession, from: Pick<Hello, 'epoch' | 'cursor'>): Attached {
  const { directory, desks, position, pump } = at
  const desk = new Desk({ session, from, credit: at.credit, index: directory.scopes })
  desks.add(desk)
  directory.agents.add(session.agent, desk)
  // One want after the other: a scope dropped right after it was wanted stays dropped.
  let last: Promise<unknown> = Promise.resolve()
  return {
    epoch: position.epoch,
    head: position.seq,
    hold({ whole, filling }) {
      for (const scope of whole) desk.hold(scope, { after: null, whole: true })
      for (const { scope, after } of filling) desk.hold(scope, { after, whole: false })
    },
    listen() {
      desk.listening = true
      pump.pump(desk)
    },
    want({ add: wanted, drop }) {
      const answer = last.then(() => {
        for (const scope of drop) {
          desk.letGo(scope)
          desk.leaving.delete(scope)
        }
        return add(at, desk, wanted)
      })
      last = answer.catch(() => undefined)
      return answer
    },
    held: () => desk.scopes(),
    detach() {
      desk.leave()
      desks.delete(desk)
      directory.agents.remove(session.agent, desk)
    },
  }
}
