import type { Entry, Window } from '../store/store.ts'

/** A window with where it began. */
export interface Moved extends Window {
  readonly from: number
}

interface Kept extends Moved {
  readonly bytes: number
}

/** The newest windows, for desks that are only a little behind; bounded by bytes, older ones are read again. */
export class Ring {
  readonly #most: number
  #windows: Kept[] = []
  #bytes = 0

  constructor(most: number) {
    this.#most = most
  }

  push(moved: Moved): void {
    const bytes = moved.entries.reduce((sum, { body }) => sum + (body?.length ?? 0) + 200, 0)
    this.#windows.push({ ...moved, bytes })
    this.#bytes += bytes
    while (this.#bytes > this.#most) this.#bytes -= this.#windows.shift()?.bytes ?? this.#bytes
  }

  clear(): void {
    this.#windows = []
    this.#bytes = 0
  }

  /** The windows after a number, up to about so many bytes; null where the ring no longer reaches back that far. */
  after(seen: number, bytes: number): { readonly to: number; readonly entries: readonly Entry[] } | null {
    const first = this.#windows.findIndex(({ from, to }) => from <= seen && seen < to)
    if (first < 0) return null
    const taken: Kept[] = []
    let size = 0
    for (const moved of this.#windows.slice(first)) {
      if (taken.length > 0 && size + moved.bytes > bytes) break
      taken.push(moved)
      size += moved.bytes
    }
    return { to: taken.at(-1)?.to ?? seen, entries: taken.flatMap(({ entries }) => entries) }
  }
}
