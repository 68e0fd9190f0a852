import type { Desk } from '../../domain/contract/bridge.ts'
import type { Query, Result, ResultOf } from '../../domain/contract/query.ts'
import { casesIn, Records } from './records.ts'
import { share } from './share.ts'

type Listener = () => void

interface Entry {
  readonly id: number
  readonly query: Query
  readonly listeners: Set<Listener>
  state: WatchState
  result: Result | null
  cases: readonly string[]
  closing: (() => void) | null
}

/** Where a watch stands: not answered yet, answered, or the engine could not answer. */
export type WatchState = 'asking' | 'here' | 'failed'

/** When things run: the next frame for patches, a little later for closing what nobody shows any more. */
export interface Pace {
  readonly frame: (then: () => void) => void
  readonly later: (then: () => void) => () => void
}

const keyOf = (query: Query): string => JSON.stringify(query)

/**
 * What the screens show, asked of the engine once per query however many components ask. Patches are collected and told
 * once per frame.
 */
export class Watches {
  readonly records = new Records()
  readonly #desk: Pick<Desk, 'watch' | 'unwatch' | 'hear'>
  readonly #pace: Pace
  readonly #byKey = new Map<string, Entry>()
  readonly #byId = new Map<number, Entry>()
  readonly #patches = new Map<number, Result>()
  #last = 0

  constructor(desk: Pick<Desk, 'watch' | 'unwatch' | 'hear'>, pace: Pace) {
    this.#desk = desk
    this.#pace = pace
    desk.hear('changed', (patches) => {
      if (this.#patches.size === 0) pace.frame(() => this.#flush())
      for (const { watch, result } of patches) this.#patches.set(watch, result)
    })
  }

  value<Q extends Query>(query: Q): ResultOf<Q['of']> | null {
    const result = this.#byKey.get(keyOf(query))?.result
    // The key holds the query's name, so the result under it is of that name.
    return result ? (result.value as ResultOf<Q['of']>) : null
  }

  state(query: Query): WatchState {
    return this.#byKey.get(keyOf(query))?.state ?? 'asking'
  }

  listen(query: Query, then: Listener): () => void {
    const entry = this.#byKey.get(keyOf(query)) ?? this.#open(query)
    entry.closing?.()
    entry.closing = null
    entry.listeners.add(then)
    return () => {
      entry.listeners.delete(then)
      // A moment's grace: going back to what was just shown asks nothing again.
      if (entry.listeners.size === 0) entry.closing = this.#pace.later(() => this.#close(entry))
    }
  }

  /** Asks again after a failure. */
  retry(query: Query): void {
    const entry = this.#byKey.get(keyOf(query))
    if (entry) this.#ask(entry)
  }

  #open(query: Query): Entry {
    this.#last += 1
    const entry: Entry = { id: this.#last, query, listeners: new Set(), state: 'asking', result: null, cases: [], closing: null }
    this.#byKey.set(keyOf(query), entry)
    this.#byId.set(entry.id, entry)
    this.#ask(entry)
    return entry
  }

  #ask(entry: Entry): void {
    entry.state = 'asking'
    this.#desk.watch({ watch: entry.id, query: entry.query }).then(
      (result) => this.#tell([[entry.id, result]]),
      () => {
        entry.state = 'failed'
        for (const listener of entry.listeners) listener()
      },
    )
  }

  #close(entry: Entry): void {
    this.#byKey.delete(keyOf(entry.query))
    this.#byId.delete(entry.id)
    this.#patches.delete(entry.id)
    this.records.release(entry.cases)
    // The engine may be gone by now; then there is nothing left to unwatch.
    this.#desk.unwatch(entry.id).catch(() => null)
  }

  #flush(): void {
    const patches = [...this.#patches]
    this.#patches.clear()
    this.#tell(patches)
  }

  #tell(patches: readonly (readonly [number, Result])[]): void {
    const told = new Set<Listener>()
    for (const [id, result] of patches) {
      const entry = this.#byId.get(id)
      if (entry) this.#take(entry, result, told)
    }
    for (const listener of told) listener()
  }

  #take(entry: Entry, result: Result, told: Set<Listener>): void {
    const next = share(entry.result, result)
    const before = entry.cases
    const rows = casesIn(next)
    this.records.take(rows, told)
    entry.cases = rows.map((row) => row.id)
    this.records.release(before)
    const fresh = entry.state !== 'here' || next !== entry.result
    entry.result = next
    entry.state = 'here'
    if (fresh) for (const listener of entry.listeners) told.add(listener)
  }
}
