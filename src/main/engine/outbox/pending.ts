import type { Actor } from '../../../domain/actor.ts'
import type { Ready } from '../../../domain/command.ts'
import { isRefusal, prepare } from '../../../domain/decide.ts'
import type { KindRow } from '../../../domain/kind.ts'
import { applied, type Outcome, refused } from '../../../domain/refusal.ts'
import type { Scope } from '../../../domain/scope.ts'
import { Overlay } from '../replica/overlay.ts'
import type { Rows } from '../replica/rows.ts'
import { Layer, NotHeld, View } from '../replica/view.ts'
import type { Store } from '../store/store.ts'
import { meet, type Touched } from '../touched.ts'
import { type Kept, waiting } from './outbox.ts'

/** A command that waits, with what this device makes of it; null: only the hub can say. */
export interface Waiting {
  readonly kept: Kept
  readonly ready: Ready | null
  asked: ReadonlySet<string>
  outcome: Outcome | null
}

export interface Guess {
  readonly outcome: Outcome | null
  readonly asked: ReadonlySet<string>
  readonly made: Overlay
}

interface Ground {
  readonly store: Store
  readonly rows: Rows
  readonly whole: (scope: Scope) => boolean
  readonly actor: () => Actor
}

/** The commands the hub has not decided, and the rows they would make: truth first, then our unsent work again on top. */
export class Pending {
  readonly #ground: Ground
  #waiting = new Map<string, Waiting>()
  #overlay = new Overlay()

  constructor(ground: Ground) {
    this.#ground = ground
    this.load()
  }

  get view(): View {
    return new View(this.#ground.rows, this.#overlay)
  }

  get overlay(): Overlay {
    return this.#overlay
  }

  has(id: string): boolean {
    return this.#waiting.has(id)
  }

  all(): readonly Waiting[] {
    return [...this.#waiting.values()]
  }

  /** Reads the outbox again: at the start, and after the hub forgot. */
  load(): void {
    this.#waiting = new Map()
    for (const kept of waiting(this.#ground.store)) this.#hold(kept)
    this.replay(null)
  }

  #hold(kept: Kept): Waiting {
    const ready = prepare(kept.envelope)
    const waiting = { kept, ready: isRefusal(ready) ? null : ready, asked: new Set<string>(), outcome: null }
    this.#waiting.set(kept.envelope.id, waiting)
    return waiting
  }

  /** What a command would do now, on all that waits before it. Nothing is kept. */
  guess(ready: Ready, at: number): Guess {
    return this.#guess(ready, { at, view: this.view })
  }

  #guess(ready: Ready, { at, view }: { readonly at: number; readonly view: View }): Guess {
    const layer = new Layer(view, ready.roots[0], this.#ground.whole)
    try {
      const refusal = ready.run(layer, { actor: this.#ground.actor(), at })
      const outcome = refusal ? refused(refusal) : applied
      return { outcome, asked: layer.asked, made: refusal ? new Overlay() : layer.made }
    } catch (error) {
      if (!(error instanceof NotHeld)) throw error
      return { outcome: null, asked: layer.asked, made: new Overlay() }
    }
  }

  /** A command just kept goes on top. */
  add(kept: Kept, { outcome, asked, made }: Guess, touched: Touched): void {
    const waiting = this.#hold(kept)
    waiting.asked = asked
    waiting.outcome = outcome
    for (const row of made) {
      this.#overlay.put(row)
      touched.shown(row)
    }
  }

  /** The hub has spoken on these; they wait no more. */
  settle(ids: readonly string[]): boolean {
    return ids.filter((id) => this.#waiting.delete(id)).length > 0
  }

  /** Whether something moved that a waiting command had asked for. */
  stirred(touched: Touched): boolean {
    return [...this.#waiting.values()].some(({ asked, outcome }) => outcome === null || meet(asked, touched.reads))
  }

  /** Rewinds and plays everything that waits again, in the order it was said. */
  replay(touched: Touched | null): void {
    const before = this.#overlay
    const after = new Overlay()
    const view = new View(this.#ground.rows, after)
    for (const waiting of this.#waiting.values()) {
      if (!waiting.ready) continue
      const guess = this.#guess(waiting.ready, { at: waiting.kept.envelope.saidAt, view })
      waiting.asked = guess.asked
      waiting.outcome = guess.outcome
      for (const row of guess.made) after.put(row)
    }
    this.#overlay = after
    if (touched) for (const row of differing(before, after)) touched.shown(row)
  }
}

function* differing(before: Overlay, after: Overlay): Iterable<KindRow> {
  for (const row of before) {
    if (JSON.stringify(after.get(row.kind, row.row.id)) !== JSON.stringify(row.row)) yield row
  }
  for (const row of after) {
    if (JSON.stringify(before.get(row.kind, row.row.id)) !== JSON.stringify(row.row)) yield row
  }
}
