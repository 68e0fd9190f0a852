import { Pulse, type Welcome } from '../../../domain/contract/wire.ts'

/** So many signs are kept whose place is not reached yet. */
const MOST_OPEN = 30

interface Parts {
  /** Milliseconds that only go forward. */
  readonly elapsed: () => number
  /** How far this device has come; null while what it holds is not whole. */
  readonly cursor: () => number | null
}

/**
 * When this device last had everything, by its own count, and never later than it was so. The hub says its time when it
 * greets; it said so no earlier than it was asked, so each later word of its clock is at least so old as that makes it.
 */
export class Signs {
  readonly #parts: Parts
  #greeted: { readonly hub: number; readonly asked: number } | null = null
  #open: readonly Pulse[] = []
  #seenAt: number | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get seenAt(): number | null {
    return this.#seenAt
  }

  greeted({ now, head }: Pick<Welcome, 'now' | 'head'>, askedAt: number): void {
    this.#greeted = { hub: now, asked: askedAt }
    this.#open = [{ head, at: now }]
    this.arrived()
  }

  /** The hub says how far the truth has come. Whether this device knew it already. */
  heard(input: unknown): boolean {
    const pulse = Pulse.safeParse(input)
    if (!pulse.success || this.#greeted === null) return false
    this.#open = [...this.#open.slice(1 - MOST_OPEN), pulse.data]
    return this.arrived()
  }

  /** Something came in: a sign that waited for it counts from when it was given. */
  arrived(): boolean {
    const cursor = this.#parts.cursor()
    const reached = cursor === null ? [] : this.#open.filter(({ head }) => head <= cursor)
    if (reached.length === 0 || this.#greeted === null) return false
    const { hub, asked } = this.#greeted
    this.#open = this.#open.filter((sign) => !reached.includes(sign))
    const known = reached.map(({ at }) => Math.min(asked + at - hub, this.#parts.elapsed()))
    const before = this.#seenAt
    this.#seenAt = Math.max(before ?? Number.NEGATIVE_INFINITY, ...known)
    return this.#seenAt !== before
  }

  /** The line is gone: what was said on it may be of another feed than what the next one says. */
  lost(): void {
    this.#greeted = null
    this.#open = []
  }
}
