import type { Desk } from '../../domain/contract/bridge.ts'
import { applied, type Delta } from '../../domain/contract/delta.ts'
import type { Query, Result, ResultOf } from '../../domain/contract/query.ts'
import { casesIn, Records } from './records.ts'
import { share } from './share.ts'

type Listener = () => void

interface Entry {
  id: number
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
  /** What was told of each and is not taken in yet: before the next frame, or before the answer that it goes on from is here. */
  readonly #told = new Map<number, Delta[]>()
  #waits = false
  #last = 0

  constructor(desk: Pick<Desk, 'watch' | 'unwatch' | 'hear'>, pace: Pace) {
    this.#desk = desk
    this.#pace = pace
    desk.hear('changed', (patches) => {
      for (const { watch, delta } of patches) {
        const told = this.#told.get(watch)
        if (told) told.push(delta)
        else this.#told.set(watch, [delta])
      }
      if (!this.#waits) pace.frame(() => this.#flush())
      this.#waits = true
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
    if (entry) this.#askAnew(entry)
  }

  #open(query: Query): Entry {
    const entry: Entry = { id: 0, query, listeners: new Set(), state: 'asking', result: null, cases: [], closing: null }
    this.#byKey.set(keyOf(query), entry)
    this.#ask(entry)
    return entry
  }

  /** Under a number of its own each time, so that nothing told before goes for what comes after. */
  #ask(entry: Entry): void {
    this.#last += 1
    const id = this.#last
    Object.assign(entry, { id, state: 'asking' })
    this.#byId.set(id, entry)
    this.#desk.watch({ watch: id, query: entry.query }).then(
      (result) => {
        if (entry.id === id) this.#tell([[entry, share(entry.result, result)]])
      },
      () => {
        if (entry.id !== id) return
        entry.state = 'failed'
        for (const listener of entry.listeners) listener()
      },
    )
  }

  #askAnew(entry: Entry): void {
    this.#letGo(entry.id)
    this.#ask(entry)
  }

  #letGo(id: number): void {
    this.#byId.delete(id)
    this.#told.delete(id)
    // The engine may be gone by now; then there is nothing left to unwatch.
    this.#desk.unwatch(id).catch(() => null)
  }

  #close(entry: Entry): void {
    this.#byKey.delete(keyOf(entry.query))
    this.#letGo(entry.id)
    this.records.release(entry.cases)
  }

  #flush(): void {
    this.#waits = false
    for (const id of this.#told.keys()) if (!this.#byId.has(id)) this.#told.delete(id)
    const here = [...this.#byId.values()].flatMap((entry) => {
      const before = this.#told.has(entry.id) && entry.state === 'here' ? entry.result : null
      return before ? [[entry, before] as const] : []
    })
    this.#tell(here)
  }

  /** Takes in answers, or what is here already, each with what was told since. */
  #tell(answers: readonly (readonly [Entry, Result])[]): void {
    const told = new Set<Listener>()
    for (const [entry, answer] of answers) {
      const deltas = this.#told.get(entry.id) ?? []
      this.#told.delete(entry.id)
      try {
        // Sound because the engine made each delta of what it had answered or told before under this number.
        this.#take(entry, deltas.reduce<unknown>(applied, answer) as Result, told)
      } catch {
        this.#askAnew(entry)
      }
    }
    for (const listener of told) listener()
  }

  #take(entry: Entry, next: Result, told: Set<Listener>): void {
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
