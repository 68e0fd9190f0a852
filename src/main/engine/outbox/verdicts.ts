import type { Decided } from '../../../domain/contract/wire.ts'
import type { Replica } from '../replica.ts'
import { unlessFull } from '../store/failure.ts'
import { Touched } from '../touched.ts'
import { decide, park, review } from './fate.ts'
import type { Late } from './push.ts'

interface Parts {
  readonly replica: Replica
  readonly now: () => number
  readonly moved: (touched: Touched) => void
}

/** Fates that change beside the feed: the hub's word ahead of its frame, and what this desk holds back by itself. */
export class Verdicts {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A refusal has no effects to wait for; what was applied shows with its effects. */
  heard(decided: readonly Decided[]): void {
    const { pending } = this.#parts.replica
    const refused = decided.filter(({ command, outcome }) => !outcome.ok && pending.has(command))
    if (refused.length > 0) this.settle(refused)
  }

  settle(decided: readonly Decided[]): void {
    const { replica, now } = this.#parts
    const at = now()
    this.#change(() => {
      for (const { command, outcome } of decided) decide(replica.store, command, { outcome, at })
    })
  }

  late(late: readonly Late[]): void {
    const { replica, now } = this.#parts
    this.#change(() => {
      for (const { id, reasons } of late) review(replica.store, id, { reasons, at: now() })
    })
  }

  poison(id: string): void {
    const { replica, now } = this.#parts
    this.#change(() => park(replica.store, id, now()))
  }

  /** Written first, then what waits is read again. */
  #change(work: () => void): void {
    const { replica, moved } = this.#parts
    const touched = new Touched()
    unlessFull(() => {
      replica.store.write(work)
      replica.pending.load(touched)
      touched.add('outbox')
      moved(touched)
    })
  }
}
