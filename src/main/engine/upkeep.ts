import { existsSync, statSync } from 'node:fs'
import type { Clock } from './clock.ts'
import type { HubTime } from './hub-time.ts'
import { isStrewn, scrub } from './replica/scrub.ts'
import type { Replica } from './replica.ts'
import { Soon } from './soon.ts'
import { Ballast } from './store/ballast.ts'
import { unlessFull } from './store/failure.ts'

const EVERY_MS = 30_000
/** What leaves goes out of the file together with what leaves right after it. */
const SCRUB_MS = 1_000

/** From this size on the write-ahead log is emptied while nobody waits. */
const WAL_BYTES = 4 * 1024 * 1024

interface Parts {
  readonly replica: Replica
  readonly clock: Clock
  readonly time: HubTime
  /** Whether there is room on the disk to keep what is written; told when it changes. */
  readonly room: (full: boolean) => void
}

/** What a desk does for its own files between other things: room for words, a short log without what has left, the time written down. */
export class Upkeep {
  readonly #parts: Parts
  readonly #soon: Soon<'tend' | 'scrub'>
  readonly #ballast: Ballast | null
  #full = false

  constructor(parts: Parts) {
    const { replica, clock } = parts
    const { store } = replica
    this.#parts = parts
    this.#soon = new Soon(clock)
    this.#ballast = store.file === ':memory:' ? null : new Ballast(store.file)
    store.spare = () => this.#spare()
  }

  start(): void {
    this.#ballast?.tend()
    this.#soon.do('tend', EVERY_MS, () => this.#tend())
    if (isStrewn(this.#parts.replica.store)) this.left()
  }

  /** Something has left this device: it is to leave its file as well. What could not be done then is done at the next round. */
  left(): void {
    this.#soon.do('scrub', SCRUB_MS, () => scrub(this.#parts.replica))
  }

  stop(): void {
    this.#soon.stop()
  }

  #tend(): void {
    const { replica, time, room } = this.#parts
    const { store } = replica
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
