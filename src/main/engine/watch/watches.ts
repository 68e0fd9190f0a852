import type { Facts } from '../../../domain/contract/bridge.ts'
import { type Delta, deltaOf } from '../../../domain/contract/delta.ts'
import type { Query, Result } from '../../../domain/contract/query.ts'
import type { Clock } from '../clock.ts'
import { meet, type Touch, type Touched } from '../touched.ts'
import type { Reading } from './read.ts'

interface Watch {
  readonly query: Query
  shows: ReadonlySet<Touch>
  /** As it was last told. */
  result: Result
  /** Something it shows has moved, and it was not read again yet. */
  due: boolean
  readAt: number
}

const FRAME_MS = 16
/**
 * On a floor with hundreds of chats something moves in every frame, and all of it is counted, sent and drawn anew each time:
 * nobody reads so fast. It says how old it is, so what waits here is not hidden.
 */
const FLOOR_MS = 250

const paceOf = ({ of }: Query): number => (of === 'floor' ? FLOOR_MS : 0)

/**
 * What screens show at present. Each is read again only when something it shows has moved, and told at most once a frame, a floor
 * less often; and of what it shows, only what is another.
 */
export class Watches {
  readonly #read: (query: Query) => Reading
  readonly #tell: (changed: Facts['changed']) => void
  readonly #clock: Pick<Clock, 'elapsed' | 'later'>
  readonly #watches = new Map<number, Watch>()
  readonly #moved = new Set<Touch>()
  #everything = false
  #next: { readonly at: number; readonly callOff: () => void } | null = null
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(read: (query: Query) => Reading, tell: (changed: Facts['changed']) => void, clock: Pick<Clock, 'elapsed' | 'later'>) {
    this.#read = read
    this.#tell = tell
    this.#clock = clock
  }

  watch(watch: number, query: Query): Result {
    const { result, shows } = this.#read(query)
    this.#watches.set(watch, { query, shows, result, due: false, readAt: this.#clock.elapsed() })
    return result
  }

  unwatch(watch: number): void {
    this.#watches.delete(watch)
  }

  queries(): readonly Query[] {
    return [...this.#watches.values()].map(({ query }) => query)
  }

  moved(touched: Touched): void {
    for (const screen of touched.screens) this.#moved.add(screen)
    this.#everything ||= touched.everything
    if (this.#moved.size > 0 || this.#everything) this.#by(Math.max(this.#clock.elapsed(), this.#toldAt + FRAME_MS))
  }

  /** Tells what is due, no later than at this moment. */
  #by(at: number): void {
    if (this.#next !== null && this.#next.at <= at) return
    this.stop()
    this.#next = { at, callOff: this.#clock.later(Math.max(0, at - this.#clock.elapsed()), () => this.flush()) }
  }

  /** Tells now what has moved since it was last told, but a floor that was told just now a little later. */
  flush(): void {
    this.stop()
    const now = this.#clock.elapsed()
    for (const known of this.#watches.values()) known.due ||= this.#everything || meet(known.shows, this.#moved)
    this.#moved.clear()
    this.#everything = false
    const changed = [...this.#watches].flatMap(([watch, known]) => {
      if (!known.due || now < known.readAt + paceOf(known.query)) return []
      const delta = this.#again(known)
      return delta ? [{ watch, delta }] : []
    })
    this.#toldAt = now
    for (const { due, readAt, query } of this.#watches.values()) if (due) this.#by(readAt + paceOf(query))
    if (changed.length > 0) this.#tell(changed)
  }

  #again(known: Watch): Delta | null {
    const { result, shows } = this.#read(known.query)
    const delta = deltaOf(known.result, result)
    Object.assign(known, { shows, result, due: false, readAt: this.#clock.elapsed() })
    return delta
  }

  stop(): void {
    this.#next?.callOff()
    this.#next = null
  }
}
