import type { z } from 'zod'
import type { Check } from '../../../domain/contract/wire.ts'
import type { Scope } from '../../../domain/scope.ts'
import type { Clock } from '../clock.ts'
import { digestOf } from '../replica/digest.ts'
import type { Replica } from '../replica.ts'
import type { HubSocket } from './dial.ts'
import { ask } from './socket.ts'

/** Nothing came for so long: there is time to look whether all is as it should be. */
const IDLE_MS = 60_000
/** A scope that was looked at is left alone for so long, whatever was found. */
const AGAIN_MS = 6 * 3_600_000
const AT_ONCE = 50

interface Parts {
  readonly replica: Replica
  readonly clock: Clock
  /** Nothing this device has heard of is missing here. */
  readonly live: () => boolean
}

/** At rest, shows the hub what is held here, some scopes at a time; what differs it sends again. */
export class Checks {
  readonly #parts: Parts
  readonly #lookedAt = new Map<Scope, number>()
  #socket: HubSocket | null = null
  #callOff: (() => void) | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  online(socket: HubSocket): void {
    this.#socket = socket
    this.stirred()
  }

  offline(): void {
    this.#socket = null
    this.#callOff?.()
    this.#callOff = null
  }

  /** Something came: no rest yet. Each desk waits a part of its own by chance, so that not all look at once. */
  stirred(): void {
    const { clock } = this.#parts
    this.#callOff?.()
    this.#callOff = this.#socket ? clock.later(IDLE_MS * (1 + clock.random()), () => this.#look()) : null
  }

  #look(): void {
    const { replica, clock, live } = this.#parts
    const socket = this.#socket
    if (!socket) return
    const scopes = live() ? this.#due() : []
    for (const scope of scopes) this.#lookedAt.set(scope, clock.elapsed())
    const digests = scopes.map((scope) => digestOf(replica.store, scope))
    if (digests.length > 0) void this.#ask(socket, { cursor: replica.cursor, digests })
    else this.stirred()
  }

  async #ask(socket: HubSocket, check: z.infer<typeof Check>): Promise<void> {
    await ask(socket, 'check', check)
    if (this.#socket === socket) this.stirred()
  }

  #due(): readonly Scope[] {
    const { replica, clock } = this.#parts
    const entries = replica.held.entries()
    for (const scope of this.#lookedAt.keys()) if (!replica.held.has(scope)) this.#lookedAt.delete(scope)
    const due = entries.filter(
      ([scope, { state }]) => state === 'whole' && clock.elapsed() - (this.#lookedAt.get(scope) ?? Number.NEGATIVE_INFINITY) >= AGAIN_MS,
    )
    return due.map(([scope]) => scope).slice(0, AT_ONCE)
  }
}
