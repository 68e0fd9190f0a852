import { createHash } from 'node:crypto'
import type { Facts } from '../../../domain/contract/bridge.ts'
import type { Query, Result } from '../../../domain/contract/query.ts'
import type { Clock } from '../clock.ts'
import { meet, type Touch, type Touched } from '../touched.ts'
import type { Reading } from './read.ts'

interface Watch {
  readonly query: Query
  shows: ReadonlySet<Touch>
  digest: string
}

const FRAME_MS = 16

const digestOf = (result: Result): string => createHash('sha1').update(JSON.stringify(result)).digest('base64')

/** What screens show at present. Each is read again only when something it shows has moved, and told at most once a frame. */
export class Watches {
  readonly #read: (query: Query) => Reading
  readonly #tell: (changed: Facts['changed']) => void
  readonly #clock: Pick<Clock, 'elapsed' | 'later'>
  readonly #watches = new Map<number, Watch>()
  readonly #moved = new Set<Touch>()
  #everything = false
  #callOff: (() => void) | null = null
  #toldAt = Number.NEGATIVE_INFINITY

  constructor(read: (query: Query) => Reading, tell: (changed: Facts['changed']) => void, clock: Pick<Clock, 'elapsed' | 'later'>) {
    this.#read = read
    this.#tell = tell
    this.#clock = clock
  }

  watch(watch: number, query: Query): Result {
    const { result, shows } = this.#read(query)
    this.#watches.set(watch, { query, shows, digest: digestOf(result) })
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
    if (this.#callOff !== null || (this.#moved.size === 0 && !this.#everything)) return
    const wait = Math.max(0, this.#toldAt + FRAME_MS - this.#clock.elapsed())
    this.#callOff = this.#clock.later(wait, () => this.flush())
  }

  /** Tells now what has moved since it was last told. */
  flush(): void {
    this.#callOff?.()
    this.#callOff = null
    const changed = [...this.#watches].flatMap(([watch, known]) => {
      if (!this.#everything && !meet(known.shows, this.#moved)) return []
      const result = this.#again(known)
      return result ? [{ watch, result }] : []
    })
    this.#moved.clear()
    this.#everything = false
    this.#toldAt = this.#clock.elapsed()
    if (changed.length > 0) this.#tell(changed)
  }

  #again(known: Watch): Result | null {
    const { result, shows } = this.#read(known.query)
    const digest = digestOf(result)
    known.shows = shows
    if (digest === known.digest) return null
    known.digest = digest
    return result
  }

  stop(): void {
    this.#callOff?.()
    this.#callOff = null
  }
}
