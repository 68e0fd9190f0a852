import type { Tx } from '../../../domain/command.ts'
import { PartyId } from '../../../domain/id.ts'
import type { Kind, KindRow, Row } from '../../../domain/kind.ts'
import { type Found, type Lookup, lookups } from '../../../domain/lookup.ts'
import { partyScope, type Scope, scopesOf, siteScope } from '../../../domain/scope.ts'
import { askOf, readOf } from '../touched.ts'
import { Overlay } from './overlay.ts'
import type { Rows } from './rows.ts'

/** What is here, as a screen sees it: the hub's rows with unsent work on top. */
export class View {
  readonly rows: Rows
  readonly overlay: Overlay

  constructor(rows: Rows, overlay: Overlay) {
    this.rows = rows
    this.overlay = overlay
  }

  get<K extends Kind>(kind: K, id: string): Row<K> | null {
    return this.overlay.get(kind, id) ?? this.rows.get(kind, id)
  }

  find<L extends Lookup>(lookup: L, key: string): readonly Found<L>[] {
    const kind: Kind = lookups[lookup].kind
    const mine = this.overlay.find(lookup, key)
    const base = this.rows.find(lookup, key).filter((row) => !this.overlay.has(kind, row.id))
    return [...base, ...mine]
  }

  inScope<K extends Kind>(scope: Scope, kind: K): readonly Row<K>[] {
    const mine = this.overlay.of(kind).filter((row) => scopesOf({ kind, row } as KindRow).includes(scope))
    const base = this.rows.inScope(scope, kind).filter((row) => !this.overlay.has(kind, row.id))
    return [...base, ...mine]
  }
}

/** Thrown through a command that asks for what this device does not hold: only the hub can decide it. */
export class NotHeld extends Error {}

/** "Absent" is known only where everything of the scope is here. */
type Whole = (scope: Scope) => boolean

const everybodys: ReadonlySet<Kind> = new Set<Kind>(['group', 'brand', 'site', 'agent', 'queue'])
const own: ReadonlySet<Kind> = new Set<Kind>(['presence', 'whisper'])

/** Where a command is played: its lane, whose work it is, and what is all here. */
interface Place {
  readonly lane: string
  readonly mine: Scope | null
  readonly whole: Whole
}

/** What one command sees here: the view, its own writes apart, and a note of all that it asked. */
export class Layer implements Tx {
  readonly asked = new Set<string>()
  readonly made = new Overlay()
  readonly #view: View
  readonly #knows: boolean
  readonly #mine: Scope | null
  readonly #whole: Whole

  constructor(view: View, { lane, mine, whole }: Place) {
    this.#view = view
    this.#mine = mine
    this.#whole = whole
    this.#knows = this.#wholeParty(lane)
  }

  #wholeParty(id: string): boolean {
    const party = PartyId.safeParse(id)
    return party.success && this.#whole(partyScope(party.data))
  }

  /** Who has which time is known only where all that is booked at its site is here, whatever is known of the customer. */
  #wholeSlot(key: string): boolean {
    const resource = this.#view.get('resource', key.split(' ')[0] ?? '')
    return resource !== null && this.#whole(siteScope(resource.site))
  }

  get<K extends Kind>(kind: K, id: string): Row<K> | null {
    this.asked.add(readOf(kind, id))
    const row = this.made.get(kind, id) ?? this.#view.get(kind, id)
    if (row === null && !this.#wouldHold(kind)) throw new NotHeld(`${kind} ${id}`)
    return row
  }

  /** Whether a row of a kind would be here if there were one. Most stand with the customer, whose lane it is. */
  #wouldHold(kind: Kind): boolean {
    if (everybodys.has(kind)) return this.#whole('ref')
    if (own.has(kind)) return this.#mine !== null && this.#whole(this.#mine)
    // What is booked stands with the site: nothing here says whether all of it has come.
    return this.#knows && kind !== 'resource'
  }

  find<L extends Lookup>(lookup: L, key: string): readonly Found<L>[] {
    this.asked.add(askOf(lookup, key))
    const whole = lookup === 'appointment.ofSlot' ? this.#wholeSlot(key) : this.#knows || this.#wholeParty(key)
    if (!whole) throw new NotHeld(`${lookup} ${key}`)
    return new View(this.#view.rows, this.#stacked()).find(lookup, key)
  }

  put<K extends Kind>(kind: K, row: Row<K>): void {
    this.made.put({ kind, row } as KindRow)
  }

  #stacked(): Overlay {
    const stacked = new Overlay()
    for (const row of this.#view.overlay) stacked.put(row)
    for (const row of this.made) stacked.put(row)
    return stacked
  }
}
