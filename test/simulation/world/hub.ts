import { hkdfSync } from 'node:crypto'
import { Refresh } from '../../../src/domain/contract/sign-in.ts'
import type { GroupId } from '../../../src/domain/id.ts'
import { openDeskSignIn } from '../../../src/hub/auth/desk-sign-in.ts'
import { deriveKeys } from '../../../src/hub/auth/keys.ts'
import type { Vault } from '../../../src/hub/auth/vault.ts'
import { type Authority, openAuthority } from '../../../src/hub/authority/authority.ts'
import { openReference } from '../../../src/hub/doors/reference.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import { openDeskGateway } from '../../../src/hub/gateway/desk-gateway.ts'
import type { DeskSpace } from '../../../src/hub/gateway/desk-line.ts'
import { type DeskLines, openDeskLines } from '../../../src/hub/gateway/desk-lines.ts'
import { openPresence } from '../../../src/hub/gateway/presence.ts'
import { sweepSessions, sweepTickets } from '../../../src/hub/gateway/watch.ts'
import { actsBy } from '../../../src/hub/intake/act.ts'
import { openLog } from '../../../src/hub/log.ts'
import { deliverDue } from '../../../src/hub/outward/deliver.ts'
import type { Store } from '../../../src/hub/store/store.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import type { VisitorSpace } from '../../../src/hub/visitor/guest.ts'
import { openGuests } from '../../../src/hub/visitor/guests.ts'
import { openTalk } from '../../../src/hub/visitor/talk.ts'
import { openVisitorGateway } from '../../../src/hub/visitor/visitor-gateway.ts'
import { type Door, Space } from './net.ts'
import type { HubSocket } from './sockets.ts'
import type { Timeline } from './timeline.ts'

/** The keys of the simulated house; always the same. */
export const keys = deriveKeys(new Uint8Array(hkdfSync('sha256', 'simulation', '', '', 32)))

interface Parts {
  readonly timeline: Timeline
  readonly store: Store
  readonly vault: Vault
  readonly group: GroupId
  /** What this hub takes the time to be. */
  readonly now: () => number
  readonly log: (line: string) => void
  /** Whether what it commits is told at once. */
  readonly told: boolean
}

/** A store that a process sees only while it lives: what it had not finished then is undone, and it hears no more of it. */
function seenBy(store: Store, alive: () => boolean): Store {
  const gate = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      work.then(
        (value) => alive() && resolve(value),
        (error: unknown) => alive() && reject(error),
      )
    })
  const check = (): void => {
    if (!alive()) throw new Unavailable('the hub is no more')
  }
  return new Proxy(store, {
    get(target, name: keyof Store) {
      if (name === 'change') {
        const change: Store['change'] = (roots, work) =>
          gate(
            target.change(roots, (locked) =>
              work({
                async load(wanted) {
                  check()
                  return locked.load(wanted)
                },
                async save(changes) {
                  check()
                  return locked.save(changes)
                },
              }),
            ),
          )
        return change
      }
      const value: unknown = target[name]
      if (typeof value !== 'function') return value
      return (...args: unknown[]) => gate(Promise.resolve(Reflect.apply(value, target, args)))
    },
  })
}

/** One hub process, made of the shipped parts as the shipped hub puts them together, behind doors of the simulation. */
export class Hub implements Door {
  readonly spaces = { desk: new Space(), visitor: new Space() }
  readonly sockets = new Set<HubSocket>()
  readonly lines: DeskLines = openDeskLines()
  readonly #parts: Parts
  readonly #store: Store
  #alive = true
  #tailer: Tailer | null = null
  #authority: Authority | null = null
  #refresh: ((body: unknown) => Promise<{ status: number; body: unknown }>) | null = null

  constructor(parts: Parts) {
    this.#parts = parts
    this.#store = seenBy(parts.store, () => this.#alive)
  }

  alive = (): boolean => this.#alive && this.#tailer !== null

  get tailer(): Tailer {
    if (!this.#tailer) throw new Error('the hub has not started')
    return this.#tailer
  }

  get authority(): Authority {
    if (!this.#authority) throw new Error('the hub has not started')
    return this.#authority
  }

  async start(): Promise<void> {
    const { timeline, vault, group, now } = this.#parts
    const store = this.#store
    const log = openLog({ level: 'debug', now, write: this.#parts.log })
    const tailer = await startTailer({ store, log, now, every: 0 })
    const authority = openAuthority({
      store,
      log,
      now,
      committed: this.#parts.told ? tailer.take : () => void tailer.poke(),
      turn: () => timeline.sleep(0),
    })
    const reference = openReference(store, now)
    const { lines } = this
    const guests = openGuests({ store, agentName: reference.agentName, failed: () => undefined })
    const presence = openPresence({ store, lines, watching: 'shown', typedToVisitor: guests.typing })
    const note = (): void => undefined
    // Who is here is told by a chore of the hub's own, on timers of its own: it has tests of its own.
    const attendance = { entered: note, greeted: note, left: note }
    openDeskGateway(this.spaces.desk as unknown as DeskSpace, {
      ...{ key: keys.ticket, group, now, vault, authority, tailer, presence, attendance, decided: () => undefined },
      ...{ lines, log, note, admits: () => true },
    })
    const talk = openTalk({ store, act: actsBy(authority, now), now, queueOf: reference.queueOf, secretOf: async () => null })
    const visitors = openVisitorGateway(this.spaces.visitor as unknown as VisitorSpace, {
      ...{ key: keys.visitor, now, guests, note, talk, typed: presence.visitorTyped, admits: () => true },
    })
    tailer.onMoved(({ entries }) => guests.moved(entries))
    const signIn = openDeskSignIn({
      ...{ vault, keys, now, log, agent: reference.agent, group: reference.group, ended: lines.end },
      cost: { memory: 8, passes: 1, parallelism: 1 },
    })
    this.#refresh = async (body) => {
      const said = await signIn.refresh(Refresh.parse(body))
      return said.ok ? { status: 200, body: said.value } : { status: said.problem.status, body: null }
    }
    this.#tailer = tailer
    this.#authority = authority
    this.#every(1_000, async () => {
      await tailer.tick()
    })
    this.#every(1_000, async () => {
      sweepTickets({ lines, now })
      visitors.sweep()
      await deliverDue(store, now())
    })
    this.#every(2_000, () => sweepSessions({ lines, vault, store, now }))
  }

  /** Does work every so often, never twice at once, as long as it lives. */
  #every(ms: number, work: () => Promise<void>): void {
    let busy = false
    const beat = (): void => {
      if (!this.#alive) return
      this.#parts.timeline.later(ms, beat)
      if (busy) return
      busy = true
      work()
        .catch(() => undefined)
        .finally(() => {
          busy = false
        })
    }
    this.#parts.timeline.later(ms, beat)
  }

  async post(path: string, body: unknown): Promise<{ status: number; body: unknown }> {
    if (path !== '/v1/refresh' || !this.#refresh) return { status: 404, body: null }
    try {
      return await this.#refresh(body)
    } catch {
      return { status: 503, body: null }
    }
  }

  crash(): void {
    this.#alive = false
    for (const socket of this.sockets) socket.die()
    this.sockets.clear()
  }
}
