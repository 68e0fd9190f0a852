/** Slower than this there and back, and what can wait is sent together, and only what is needed is fetched. */
const SLOW_MS = 400
const REMEMBERED = 8

/** What is known of how much the line bears: by the quickest answers of the last greetings. */
export class Thrift {
  #trips: readonly number[] = []

  /** How long the quickest answer of one greeting took. */
  greeted(ms: number): void {
    this.#trips = [...this.#trips, ms].slice(-REMEMBERED)
  }

  /** Whether to go easy on the line: of the last greetings most were slow. */
  get on(): boolean {
    const sorted = this.#trips.toSorted((a, b) => a - b)
    return (sorted[Math.floor(sorted.length / 2)] ?? 0) > SLOW_MS
  }
}
