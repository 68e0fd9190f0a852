import { existsSync, statSync } from 'node:fs'
import type { Clock } from './clock.ts'
import type { HubTime } from './hub-time.ts'
import { Soon } from './soon.ts'
import { Ballast } from './store/ballast.ts'
import { unlessFull } from './store/failure.ts'
import type { Store } from './store/store.ts'

const EVERY_MS = 30_000

/** From this size on the write-ahead log is emptied while nobody waits. */
const WAL_BYTES = 4 * 1024 * 1024

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly time: HubTime
  /** Whether there is room on the disk to keep what is written; told when it changes. */
  readonly room: (full: boolean) => void
}

/** What a desk does for its own files between other things: room for words, a short log, the time written down. */
export class Upkeep {
  readonly #parts: Parts
  readonly #soon: Soon<'tend'>
  readonly #ballast: Ballast | null
  #full = false

  constructor(parts: Parts) {
    const { store, clock } = parts
    this.#parts = parts
    this.#soon = new Soon(clock)
    this.#ballast = store.file === ':memory:' ? null : new Ballast(store.file)
    store.spare = () => this.#spare()
  }

  start(): void {
    this.#ballast?.tend()
    this.#soon.do('tend', EVERY_MS, () => this.#tend())
  }

  stop(): void {
    this.#soon.stop()
  }

  #tend(): void {
    const { store, time, room } = this.#parts
    time.tick()
    if (this.#ballast?.tend() && this.#full) {
      this.#full = false
      room(false)
    }
    const log = `${store.file}-wal`
    if (existsSync(log) && statSync(log).size > WAL_BYTES) unlessFull(() => store.pragma('wal_checkpoint(TRUNCATE)'))
    this.start()
  }

  #spare(): boolean {
    if (!this.#full) this.#parts.room(true)
    this.#full = true
    return this.#ballast?.release() ?? false
  }
}
