import type { Actor } from '../../../domain/actor.ts'
import type { Envelope, Ready } from '../../../domain/command.ts'
import { isRefusal, prepare } from '../../../domain/decide.ts'
import { PartyId } from '../../../domain/id.ts'
import type { KindRow, Row } from '../../../domain/kind.ts'
import { applied, type Outcome, refused } from '../../../domain/refusal.ts'
import { partyScope, type Scope, scopesOf, userScope } from '../../../domain/scope.ts'
import { Overlay } from '../replica/overlay.ts'
import type { Rows } from '../replica/rows.ts'
import { Layer, NotHeld, View } from '../replica/view.ts'
import type { Store } from '../store/store.ts'
import { meet, type Touched } from '../touched.ts'
import type { Kept } from './kept.ts'
import { waiting } from './outbox.ts'

/** A command that waits, with what this device makes of it; null: only the hub can say. */
export interface Waiting {
  readonly kept: Kept
  readonly ready: Ready | null
  asked: ReadonlySet<string>
  outcome: Outcome | null
  /** The case as it is with all that was said before this one, and without it. */
  header: Row<'case'> | null
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
  /** Parties that came to be on this device: all there is of them is here. */
  #born = new Set<Scope>()

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

  /** Made on this device and not yet known to the hub: nothing of it can be missing here. */
  bornHere(scope: Scope): boolean {
    return this.#born.has(scope)
  }

  /** Whom a command brought into the world, with the rows that are all this device knows of them. */
  newborn(command: string): { readonly scope: Scope; readonly rows: readonly KindRow[] } | null {
    const envelope = this.#waiting.get(command)?.kept.envelope
    const scope = envelope ? bornOf(envelope) : null
    if (!scope) return null
    const rows = [...this.#overlay].filter((row) => (row.kind === 'party' || row.kind === 'vehicle') && scopesOf(row).includes(scope))
    return { scope, rows }
  }

  all(): readonly Waiting[] {
    return [...this.#waiting.values()]
  }

  /** Reads the outbox again: at the start, after the hub forgot, and where a refusal has moved more than one fate. */
  load(touched: Touched | null = null): void {
    this.#waiting = new Map()
    this.#born = new Set()
    for (const kept of waiting(this.#ground.store)) this.#hold(kept)
    this.replay(touched)
  }

  #hold(kept: Kept): Waiting {
    const ready = prepare(kept.envelope)
    const waiting = { kept, ready: isRefusal(ready) ? null : ready, asked: new Set<string>(), outcome: null, header: null }
    const born = bornOf(kept.envelope)
    if (born) this.#born.add(born)
    this.#waiting.set(kept.envelope.id, waiting)
    return waiting
  }

  /** What a command would do now, on all that waits before it. Nothing is kept. */
  guess(ready: Ready, { at, saying }: { readonly at: number; readonly saying: Pick<Envelope, 'name' | 'args'> }): Guess {
    return this.#guess(ready, { at, view: this.view, born: bornOf(saying) })
  }

  #guess(ready: Ready, { at, view, born }: { readonly at: number; readonly view: View; readonly born: Scope | null }): Guess {
    const whole = (scope: Scope): boolean => this.#ground.whole(scope) || scope === born || this.#born.has(scope)
    const actor = this.#ground.actor()
    const mine = actor.kind === 'agent' ? userScope(actor.id) : null
    const layer = new Layer(view, { lane: ready.roots[0], mine, whole })
    try {
      const refusal = ready.run(layer, { actor, at })
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
    waiting.header = kept.about.case === null ? null : this.view.get('case', kept.about.case)
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
      const { case: about } = waiting.kept.about
      waiting.header = about === null ? null : view.get('case', about)
      if (!waiting.ready) continue
      const guess = this.#guess(waiting.ready, { at: waiting.kept.envelope.saidAt, view, born: null })
      waiting.asked = guess.asked
      waiting.outcome = guess.outcome
      for (const row of guess.made) after.put(row)
    }
    this.#overlay = after
    if (touched) for (const row of differing(before, after)) touched.shown(row)
  }
}

function bornOf({ name, args }: Pick<Envelope, 'name' | 'args'>): Scope | null {
  const party = name === 'party.register' ? PartyId.safeParse(args.party) : null
  return party?.success ? partyScope(party.data) : null
}

function* differing(before: Overlay, after: Overlay): Iterable<KindRow> {
  for (const row of before) {
    if (JSON.stringify(after.get(row.kind, row.row.id)) !== JSON.stringify(row.row)) yield row
  }
  for (const row of after) {
    if (JSON.stringify(before.get(row.kind, row.row.id)) !== JSON.stringify(row.row)) yield row
  }
}
