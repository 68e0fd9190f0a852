import type { Decided, Landed } from '../../../domain/contract/wire.ts'
import { refuse, refused } from '../../../domain/refusal.ts'
import type { LateReason } from '../../../domain/rules/late-send.ts'
import { type Clock, pause } from '../clock.ts'
import type { HubSocket } from '../line/dial.ts'
import { ask } from '../line/socket.ts'
import type { Waiting } from './pending.ts'

const BATCH = 50
const AT_ONCE = 4
/** So often a command is tried that fails while others go; then it is put aside for a person. */
const TRIES = 8

/** `wait`: not before this desk has caught up. Reasons: not before a person has looked. */
export type Verdict = 'go' | 'wait' | readonly LateReason[]

export interface Late {
  readonly id: string
  readonly reasons: readonly LateReason[]
}

interface Parts {
  readonly clock: Clock
  readonly waiting: () => readonly Waiting[]
  /** The hub's word on some commands, ahead of the frame that brings their effects. */
  readonly heard: (decided: readonly Decided[]) => void
  readonly sendingChanged: () => void
  readonly may: (waiting: Waiting) => Verdict
  /** These may not go by themselves any more. */
  readonly late: (late: readonly Late[]) => void
  /** Written down before they leave: from then on they cannot be called back. */
  readonly leaving: (ids: readonly string[]) => void
  /** It fails again and again while others go. */
  readonly poison: (id: string) => void
}

interface Trouble {
  readonly attempt: number
  readonly until: number
  /** Sent one by one, to find the one the hub cannot read. */
  readonly alone: boolean
}

/** How often a command has failed, and how much had gone when it first did. */
interface Failing {
  readonly times: number
  readonly landed: number
}

/** Sends what waits, lane by lane in the order it was said, for ever. One lane's trouble delays no other. */
export class Push {
  readonly #parts: Parts
  #socket: HubSocket | null = null
  readonly #flying = new Map<string, string>()
  /** Applied at the hub, by the feed's number: their effects come with the frame that passes it. */
  readonly #applied = new Map<string, number>()
  readonly #trouble = new Map<string, Trouble>()
  readonly #failing = new Map<string, Failing>()
  #landings = 0
  #batches = 0
  #callOff: (() => void) | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Commands that are with the hub: on their way, or applied there and not yet seen in a frame. */
  get sending(): ReadonlySet<string> {
    return new Set([...this.#flying.keys(), ...this.#applied.keys()])
  }

  online(socket: HubSocket): void {
    this.#socket = socket
    this.#trouble.clear()
    this.wake()
  }

  offline(): void {
    this.#socket = null
    this.#batches = 0
    this.#callOff?.()
    this.#flying.clear()
    this.#applied.clear()
    this.#parts.sendingChanged()
  }

  /** These wait no more: the frame with their effects is here. */
  settled(ids: readonly string[]): void {
    for (const id of ids) this.#applied.delete(id)
    this.wake()
  }

  /** Applied, and the feed here has passed it: what it did is here, though no frame has named it. */
  passed(cursor: number): readonly string[] {
    return [...this.#applied].flatMap(([id, seq]) => (seq <= cursor ? [id] : []))
  }

  /** When something is tried again that has to wait; null while nothing has. */
  get nextTryAt(): number | null {
    const { clock } = this.#parts
    const first = this.#firstEnd()
    return first === null ? null : clock.now() + first - clock.elapsed()
  }

  wake(): void {
    const socket = this.#socket
    if (!socket) return
    this.#holdBack()
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) void this.#send(socket, batch)
    this.#wakeLater()
  }

  /** A timer, not the next thing a person does, brings back what has to wait. */
  #wakeLater(): void {
    const { clock } = this.#parts
    this.#callOff?.()
    this.#callOff = null
    const first = this.#firstEnd()
    if (first !== null) this.#callOff = clock.later(first - clock.elapsed() + 1, () => this.wake())
  }

  /** When the first lane has waited long enough; null while none waits. The clock on the wall may be set back: it is not asked. */
  #firstEnd(): number | null {
    const now = this.#parts.clock.elapsed()
    const ends = [...this.#trouble.values()].flatMap(({ until }) => (until > now ? [until] : []))
    return ends.length === 0 ? null : Math.min(...ends)
  }

  /** Looks once more at what would put words before a customer; what is late leaves the line before anything is sent. */
  #holdBack(): void {
    const late = this.#parts.waiting().flatMap((waiting): Late[] => {
      const { id } = waiting.kept.envelope
      if (this.#flying.has(id) || this.#applied.has(id)) return []
      const verdict = this.#parts.may(waiting)
      return typeof verdict === 'string' ? [] : [{ id, reasons: verdict }]
    })
    if (late.length > 0) this.#parts.late(late)
  }

  #next(): readonly Waiting[] {
    if (this.#batches >= AT_ONCE) return []
    const now = this.#parts.clock.elapsed()
    const busy = new Set(this.#flying.values())
    const chosen: Waiting[] = []
    const decidable = new Set<string>(this.#applied.keys())
    const all = this.#parts.waiting()
    const undecided = new Set<string>(all.map(({ kept }) => kept.envelope.id))
    for (const waiting of all) {
      const { lane, envelope } = waiting.kept
      if (this.#applied.has(envelope.id) || busy.has(lane)) continue
      const trouble = this.#trouble.get(lane)
      const rests = envelope.after.some((id) => undecided.has(id) && !decidable.has(id))
      const later = (trouble && trouble.until > now) || rests || (trouble?.alone && chosen.length > 0) || this.#parts.may(waiting) !== 'go'
      if (later) {
        busy.add(lane)
        continue
      }
      chosen.push(waiting)
      decidable.add(envelope.id)
      if (trouble?.alone || chosen.length === BATCH) break
    }
    return chosen
  }

  async #send(socket: HubSocket, batch: readonly Waiting[]): Promise<void> {
    this.#batches++
    for (const { kept } of batch) this.#flying.set(kept.envelope.id, kept.lane)
    this.#parts.leaving(batch.flatMap(({ kept }) => (kept.pushed ? [] : [kept.envelope.id])))
    this.#parts.sendingChanged()
    const answer = await ask(socket, 'push', { commands: batch.map(({ kept }) => kept.envelope) })
    if (this.#socket !== socket) return
    this.#batches--
    for (const { kept } of batch) this.#flying.delete(kept.envelope.id)
    if (answer?.ok) this.#landed(batch, answer.decided)
    else if (answer && [400, 413].includes(answer.problem.status)) this.#unread(batch, answer.problem.detail)
    else this.#wait(batch, answer?.problem.retryAfter ?? 0)
    this.#parts.sendingChanged()
    this.wake()
  }

  #landed(batch: readonly Waiting[], decided: readonly Landed[]): void {
    const waiting = new Set<string>(this.#parts.waiting().map(({ kept }) => kept.envelope.id))
    for (const { kept } of batch) this.#trouble.delete(kept.lane)
    for (const { command } of decided) this.#failing.delete(command)
    this.#landings += decided.length
    for (const { command, outcome, seq } of decided) if (outcome.ok && waiting.has(command)) this.#applied.set(command, seq)
    const silent = batch.filter(({ kept }) => !decided.some(({ command }) => command === kept.envelope.id))
    if (silent.length > 0) this.#wait(silent, 0)
    this.#parts.heard(decided)
  }

  #unread(batch: readonly Waiting[], detail: string | undefined): void {
    const [only, ...more] = batch
    if (only && more.length === 0) {
      const outcome = refused(refuse('malformed', detail ? { detail: detail.slice(0, 500) } : {}))
      this.#parts.heard([{ command: only.kept.envelope.id, outcome }])
      return
    }
    for (const { kept } of batch) this.#trouble.set(kept.lane, { attempt: 0, until: 0, alone: true })
  }

  #wait(batch: readonly Waiting[], seconds: number): void {
    const { clock } = this.#parts
    for (const { kept } of batch) {
      const before = this.#trouble.get(kept.lane)
      const attempt = (before?.attempt ?? -1) + 1
      const wait = pause(attempt, clock.random) + seconds * 1_000
      this.#trouble.set(kept.lane, { attempt, until: clock.elapsed() + wait, alone: attempt > 0 || (before?.alone ?? false) })
    }
    for (const [lane, first] of new Map(batch.toReversed().map((waiting) => [waiting.kept.lane, waiting]))) this.#failed(first, lane)
  }

  /** Counts against the first of a lane, which the others wait behind. While nothing goes, the hub is at fault, not it. */
  #failed({ kept }: Waiting, lane: string): void {
    const { id } = kept.envelope
    const { times, landed } = this.#failing.get(id) ?? { times: 0, landed: this.#landings }
    this.#failing.set(id, { times: times + 1, landed })
    if (times + 1 < TRIES || this.#landings === landed) return
    this.#failing.delete(id)
    this.#trouble.delete(lane)
    this.#parts.poison(id)
  }
}
