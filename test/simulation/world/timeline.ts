interface Due {
  readonly at: number
  readonly order: number
  readonly run: () => void
  off: boolean
}

const before = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

/** Things that are due, the next one first (a binary heap). */
class Agenda {
  readonly #heap: Due[] = []

  get next(): Due | undefined {
    return this.#heap[0]
  }

  add(due: Due): void {
    const heap = this.#heap
    let at = heap.push(due) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!before(due, heap[above]!)) break
      heap[at] = heap[above]!
      at = above
    }
    heap[at] = due
  }

  take(): Due | undefined {
    const heap = this.#heap
    const first = heap[0]
    const last = heap.pop()
    if (!first || !last || heap.length === 0) return first
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below++
      if (!before(heap[below]!, last)) break
      heap[at] = heap[below]!
      at = below
    }
    heap[at] = last
    return first
  }
}

/** The one time of a simulated world. Nothing in it waits for anything but this. */
export class Timeline {
  readonly #agenda = new Agenda()
  readonly #surprised: (error: unknown) => void
  #order = 0
  #leapt: number
  /** Milliseconds since the world began, as every machine's own oscillator counts them. */
  elapsed = 0
  events = 0

  constructor(began: number, surprised: (error: unknown) => void) {
    this.#leapt = began
    this.#surprised = surprised
  }

  /** What a clock that is right shows. */
  get now(): number {
    return this.elapsed + this.#leapt
  }

  later(ms: number, run: () => void): () => void {
    const due = { at: this.elapsed + Math.ceil(Math.max(0, ms)), order: ++this.#order, run, off: false }
    this.#agenda.add(due)
    return () => {
      due.off = true
    }
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.later(ms, resolve))
  }

  /** Everything stands still for a while: all machines sleep, and only the clocks on the walls go on. */
  leap(ms: number): void {
    this.#leapt += ms
  }

  /** Lets happen whatever is due in the next so many milliseconds. After each thing, all that was promised is kept. */
  async run(ms: number): Promise<void> {
    const until = this.elapsed + ms
    for (let due = this.#agenda.next; due && due.at <= until; due = this.#agenda.next) {
      this.#agenda.take()
      if (due.off) continue
      this.elapsed = due.at
      this.events++
      try {
        due.run()
      } catch (error) {
        this.#surprised(error)
      }
      await new Promise(setImmediate)
    }
    this.elapsed = until
  }
}
