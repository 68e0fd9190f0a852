import type { Actor } from '../../domain/actor.ts'
import type { Frame } from '../../domain/contract/wire.ts'
import { isKind, parseRow, type Row } from '../../domain/kind.ts'
import type { Scope } from '../../domain/scope.ts'
import type { Journal } from './outbox/journal.ts'
import { Pending } from './outbox/pending.ts'
import { doubt } from './replica/digest.ts'
import { Held } from './replica/held.ts'
import { forgot } from './replica/place.ts'
import { Rows } from './replica/rows.ts'
import { kept, keptNumber } from './store/kv.ts'
import type { Store } from './store/store.ts'
import { readOf, Touched } from './touched.ts'

/** All that this device knows: the hub's truth up to a cursor, and what was done here and is not decided yet. */
export class Replica {
  readonly store: Store
  readonly rows: Rows
  readonly held: Held
  readonly pending: Pending
  /** Where what is kept is written once more; null where nothing is kept at rest. */
  readonly journal: Journal | null
  readonly #agent: Row<'agent'>
  readonly #declined = new Set<Scope>()
  #cursor: number
  #epoch: string | null
  #greeted: string | null = null

  constructor(store: Store, agent: Row<'agent'>, journal: Journal | null = null) {
    this.journal = journal
    this.store = store
    this.#agent = agent
    this.rows = new Rows(store)
    this.held = new Held(store)
    this.#cursor = keptNumber(store, 'cursor') ?? 0
    this.#epoch = kept(store, 'epoch')
    this.pending = new Pending({ store, rows: this.rows, whole: this.held.whole, actor: () => this.actor() })
    store.write(() => {
      this.#serve()
      this.#unlockKnown()
    })
  }

  get cursor(): number {
    return this.#cursor
  }

  get epoch(): string | null {
    return this.#epoch
  }

  /** The agent as the hub last told; until then, as they signed in. */
  agent(): Row<'agent'> {
    return this.rows.get('agent', this.#agent.id) ?? this.#agent
  }

  actor(): Actor {
    const { id, name, grants } = this.agent()
    return { kind: 'agent', id, name, grants }
  }

  /** Lets scopes go from this side. What is still on its way for them is not taken in. */
  decline(scopes: readonly Scope[]): Touched {
    const touched = new Touched()
    this.store.write(() => {
      for (const scope of scopes) this.held.drop(scope)
      for (const scope of scopes) this.rows.leave(scope, this.held.has, touched)
    })
    for (const scope of scopes) this.#declined.add(scope)
    if (this.pending.all().length > 0) this.pending.replay(touched)
    return touched
  }

  declined(scope: Scope): boolean {
    return this.#declined.has(scope)
  }

  want(scopes: readonly Scope[], at: number): void {
    for (const scope of scopes) this.#declined.delete(scope)
    this.store.write(() => {
      for (const scope of scopes) if (!this.held.has(scope)) this.held.set(scope, { state: 'asked', usedAt: at, mends: false })
    })
  }

  /** A frame is in the file: what memory holds follows it. */
  moved(frame: Pick<Frame, 'reset' | 'resync' | 'epoch' | 'to' | 'decided' | 'leave' | 'again'>, touched: Touched): void {
    const forgotten = forgot({ epoch: this.#epoch, cursor: this.#cursor }, frame)
    this.#cursor = frame.to
    this.#epoch = frame.epoch
    if (touched.reads.has(readOf('agent', this.#agent.id))) this.store.write(() => this.#serve())
    const settled = this.pending.settle(frame.decided.map(({ command }) => command))
    this.journal?.decided(frame.decided.flatMap(({ command, outcome }) => (outcome.ok ? [command] : [])))
    const refused = frame.decided.some(({ outcome }) => !outcome.ok)
    // What was guessed from a scope being whole here is guessed anew once it is not.
    const fewer = frame.leave.length > 0 || (frame.again?.length ?? 0) > 0
    if (forgotten || refused) this.pending.load(touched)
    else if (settled || fewer || frame.reset || this.pending.stirred(touched)) this.pending.replay(touched)
  }

  /** Whether what is known here is of the feed that the hub greeted with: until then nothing says what it has forgotten. */
  get familiar(): boolean {
    return this.#greeted === null || this.#epoch === null || this.#epoch === this.#greeted
  }

  /** Whether everything but dossiers is here. A restored hub counts anew, from a place that was passed here long ago. */
  get whole(): boolean {
    const own = this.held.entries().filter(([scope]) => !scope.startsWith('party:'))
    return this.familiar && own.length > 0 && own.every(([, { state }]) => state === 'whole')
  }

  /** Welcomed to another epoch: its numbers are others, so of no row is it known here which one it is. */
  welcomed(epoch: string): void {
    this.#greeted = epoch
    if (this.#epoch !== null && this.#epoch !== epoch) this.store.write(() => doubt(this.store))
  }

  #serve(): void {
    this.rows.serve(this.agent().grants.map((grant) => grant.site))
  }

  /** Rows of a kind that an older program did not know were put aside; this one may know them. */
  #unlockKnown(): void {
    const touched = new Touched()
    for (const { kind, id, ver, body } of this.store.all<{ kind: string; id: string; ver: number; body: string }>(
      'SELECT * FROM quarantine',
    )) {
      const row = isKind(kind) ? parseRow(kind, JSON.parse(body)) : null
      if (!row) continue
      this.rows.put(row, ver, touched)
      this.store.run('DELETE FROM quarantine WHERE kind = ? AND id = ?', kind, id)
    }
  }
}
