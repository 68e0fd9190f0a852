import { type Clock, pause } from '../clock.ts'
import type { FileAnswer, FileAsk, FilesDoor } from '../line/files-door.ts'
import { unlessFull } from '../store/failure.ts'
import type { Store } from '../store/store.ts'
import { hashOf, keepBlob, markSent, readBlob, trimBlobs, type Unsent, unsentBlobs, useBlob } from './blobs.ts'

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly hub: string
  readonly door: FilesDoor
  /** An access ticket that still has time; null where none can be had now. */
  readonly token: () => Promise<string | null>
}

/** A slow line gets small chunks, so that one that breaks costs little. */
const SMALLEST = 32 * 1024
const LARGEST = 1024 * 1024
const AIM_MS = 1_500

/** Brings files to the hub beside the words, chunk by chunk, going on where it stood; and fetches those of others. */
export class Uploads {
  readonly #parts: Parts
  #online = false
  #busy = false
  #attempt = 0
  #chunk = SMALLEST * 4
  #callOff: (() => void) | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  online(): void {
    this.#online = true
    this.#attempt = 0
    this.wake()
  }

  offline(): void {
    this.#online = false
    this.#callOff?.()
    this.#callOff = null
  }

  /** There may be something to send. One file at a time, the smallest first. */
  wake(): void {
    if (!this.#online || this.#busy || this.#callOff !== null) return
    const [next] = unsentBlobs(this.#parts.store)
    if (!next) return
    this.#busy = true
    void this.#send(next).then((sent) => {
      this.#busy = false
      if (sent) this.#attempt = 0
      if (sent) this.wake()
      else this.#later()
    })
  }

  /** The bytes of a file: from this device, else from the hub, and then kept. Null where neither has them now. */
  async bytes(sha256: string): Promise<Uint8Array | null> {
    const { store, clock } = this.#parts
    const here = readBlob(store, sha256, { from: 0, most: Number.MAX_SAFE_INTEGER })
    if (here) {
      unlessFull(() => useBlob(store, sha256, clock.now()))
      return here
    }
    const asked = this.#online ? await this.#ask(sha256) : null
    const bytes = asked && (await this.#parts.door.get(asked))?.bytes
    if (!bytes || hashOf(bytes) !== sha256) return null
    unlessFull(() =>
      store.write(() => {
        keepBlob(store, { sha256, bytes }, { own: false, at: clock.now() })
        trimBlobs(store)
      }),
    )
    return bytes
  }

  #later(): void {
    if (!this.#online) return
    const { clock } = this.#parts
    this.#callOff = clock.later(pause(++this.#attempt, clock.random), () => {
      this.#callOff = null
      this.wake()
    })
  }

  async #ask(sha256: string): Promise<FileAsk | null> {
    const token = await this.#parts.token()
    return token === null ? null : { hub: this.#parts.hub, token, sha256 }
  }

  /** Whether the hub has the whole file now. */
  async #send({ sha256, size }: Unsent): Promise<boolean> {
    const { door, store } = this.#parts
    const first = await this.#ask(sha256)
    let answer: FileAnswer | null = first && (await door.head(first))
    while (this.#online && answer?.offset !== null && answer !== null && answer.offset < size) {
      const asked = await this.#ask(sha256)
      if (!asked) return false
      const before = answer.offset
      answer = await this.#patch(asked, { size, offset: before })
      // Sent on, or told where to go on; anything else is tried again later.
      if (!answer || ![204, 409].includes(answer.status) || (answer.status === 409 && answer.offset === before)) return false
    }
    if (answer?.offset !== size) return false
    unlessFull(() => markSent(store, sha256))
    return true
  }

  async #patch(asked: FileAsk, { size, offset }: { readonly size: number; readonly offset: number }): Promise<FileAnswer | null> {
    const { store, clock, door } = this.#parts
    const bytes = readBlob(store, asked.sha256, { from: offset, most: this.#chunk })
    if (!bytes) return null
    const began = clock.elapsed()
    const answer = await door.patch(asked, { offset, length: size, bytes })
    const took = clock.elapsed() - began
    const grow = answer && took < AIM_MS / 2 ? 2 : !answer || took > AIM_MS ? 0.5 : 1
    this.#chunk = Math.max(SMALLEST, Math.min(LARGEST, this.#chunk * grow))
    return answer
  }
}
