import { setTimeout as pause } from 'node:timers/promises'
import { type HubProcess, startHubProcess } from '../flow/hub-process.ts'
import type { ChaosProxy } from '../support/chaos/proxy.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { judge, type Verdict, type Word } from './checker.ts'
import { FaultDesk } from './desk.ts'
import type { Place } from './desk-words.ts'
import { readHub } from './hub-data.ts'
import { FaultVisitor } from './visitor.ts'

/** Who takes part: one who works everywhere, and two who may see one dealership each, so that a leak would show. */
const crew = [
  { name: 'lena', email: 'lena.vogt@nordhaus.example' },
  { name: 'mareike', email: 'mareike.lorenzen@nordhaus.example' },
  { name: 'gareth', email: 'gareth.pugh@nordhaus.example' },
] as const

const guests = [
  { name: 'hanna', site: 'sample-hamburg' },
  { name: 'leo', site: 'sample-leeds' },
  { name: 'hugo', site: 'sample-hamburg' },
] as const

/** After the last fault is over everything must be in its place by then. */
const SETTLED_WITHIN_MS = 240_000

export interface Rested {
  readonly verdict: Verdict
  /** How long it took from the end of the last fault. */
  readonly settledMs: number
  readonly words: number
}

async function welcome(hub: string, { from, seed }: { readonly from: number; readonly seed: number }): Promise<readonly FaultVisitor[]> {
  const come = guests.map((guest, n) => FaultVisitor.open({ ...guest, number: from + n, hub, seed: seed * 100 + n }))
  const visitors = await Promise.all(come)
  for (const visitor of visitors) await visitor.say()
  return visitors
}

/** A hub with its database, agents' desks and customers, each behind a line of their own. */
export class World {
  readonly hub: HubProcess
  readonly desks: readonly FaultDesk[]
  visitors: readonly FaultVisitor[]
  /** What was said outside the world's own desks and pages, or by customers who have left. */
  readonly elsewhere: Word[] = []
  readonly #folder: string
  #seed: number

  private constructor(at: {
    hub: HubProcess
    folder: string
    seed: number
    desks: readonly FaultDesk[]
    visitors: readonly FaultVisitor[]
  }) {
    this.hub = at.hub
    this.#folder = at.folder
    this.#seed = at.seed
    this.desks = at.desks
    this.visitors = at.visitors
  }

  /** `diskMb`: Mareike's desk gets a small disk of its own, so large. */
  static async start(seed: number, { diskMb }: { readonly diskMb?: number } = {}): Promise<World> {
    const folder = await freshFolder('faults')
    const hub = await startHubProcess({ FORECOURT_SAMPLE: '1' })
    const visitors = await welcome(hub.url, { from: 0, seed })
    const desks = await Promise.all(
      crew.map((one, n) => {
        const disk = one.name === 'mareike' && diskMb !== undefined ? { diskMb } : {}
        return FaultDesk.open({ ...one, ...disk, hub: hub.url, folder, seed: seed * 100 + 50 + n })
      }),
    )
    return new World({ hub, folder, seed, desks, visitors })
  }

  get proxies(): readonly ChaosProxy[] {
    return [...this.desks, ...this.visitors].map(({ proxy }) => proxy)
  }

  get words(): readonly Word[] {
    return [...this.elsewhere, ...[...this.desks, ...this.visitors].flatMap((one) => one.words)]
  }

  /** The open case of one of the customers. */
  async placeOf({ party }: FaultVisitor): Promise<Place> {
    const { rows } = await readHub(this.hub.home)
    const found = rows.find(({ kind, body }) => kind === 'case' && body.party === party)
    return { case: found?.id ?? '', party }
  }

  /** These customers leave and others come, so that no case grows without end. */
  async changeVisitors(): Promise<void> {
    const gone = this.visitors
    this.elsewhere.push(...gone.flatMap(({ words }) => words))
    this.visitors = await welcome(this.hub.url, { from: Number(gone[0]?.number ?? 0) + gone.length, seed: ++this.#seed })
    await Promise.all(gone.map((visitor) => visitor.close()))
  }

  /** Everybody begins to work: agents in the customers' cases that they may see, customers in their chat. */
  async talk(pace: number): Promise<void> {
    const { rows } = await readHub(this.hub.home)
    const parties = this.visitors.map(({ party }) => party)
    const cases = rows.filter(({ kind, body }) => kind === 'case' && parties.includes(String(body.party)))
    for (const desk of this.desks) {
      const seen = cases.filter(({ body }) => desk.sites.includes(String(body.site)))
      desk.talk(
        seen.map(({ id, body }) => ({ case: id, party: String(body.party) })),
        pace,
      )
    }
    for (const visitor of this.visitors) visitor.talk(pace * 4)
  }

  /** Ends every fault and all work, waits until both sides are at rest, and judges. The hub must be up. */
  async rest(): Promise<Rested> {
    for (const proxy of this.proxies) proxy.clear()
    const began = performance.now()
    await Promise.all(this.desks.filter(({ alive }) => !alive).map((desk) => desk.begin()))
    for (const desk of this.desks) desk.tell({ do: 'disk', full: false })
    await Promise.all([...this.desks.map((desk) => desk.rest()), ...this.visitors.map((visitor) => visitor.rest())])
    const hub = await this.#settle(began)
    const settledMs = performance.now() - began
    const desks = this.desks.map((desk) => desk.read())
    const { words } = this
    return { verdict: judge({ hub, desks, words }), settledMs, words: words.length }
  }

  async #settle(began: number): ReturnType<typeof readHub> {
    for (;;) {
      const hub = await readHub(this.hub.home)
      if (this.desks.every((desk) => desk.settled(hub.head)) && this.visitors.every((visitor) => this.#shows(visitor, hub))) return hub
      if (performance.now() - began > SETTLED_WITHIN_MS) {
        const standing = [...this.desks, ...this.visitors].map((one) => one.standing).join('; ')
        throw new Error(`not at rest after ${SETTLED_WITHIN_MS / 1_000} s: the hub is at ${hub.head}; ${standing}`)
      }
      await pause(200)
    }
  }

  /** Whether a customer's page shows all that was said to and by them, in its order, and no note. */
  #shows(visitor: FaultVisitor, { rows }: Awaited<ReturnType<typeof readHub>>): boolean {
    const said = rows
      .filter(({ kind, body }) => kind === 'message' && body.party === visitor.party && body.kind === 'said')
      .sort((a, b) => Number(a.body.number) - Number(b.body.number))
      .map(({ body }) => String(body.text))
    return JSON.stringify(said) === JSON.stringify(visitor.shown)
  }

  async close(): Promise<void> {
    await Promise.all([...this.desks, ...this.visitors].map((one) => one.close()))
    await this.hub.remove()
    await removeFolder(this.#folder)
  }
}
