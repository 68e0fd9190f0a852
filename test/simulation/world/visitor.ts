import type { ShownMessage } from '../../../src/domain/contract/visitor.ts'
import type { MessageId, PartyId, SiteId } from '../../../src/domain/id.ts'
import { signVisitor } from '../../../src/hub/visitor/visitor-ticket.ts'
import type { Chance } from './chance.ts'
import { keys } from './hub.ts'
import type { Caller } from './net.ts'
import type { ClientSocket } from './sockets.ts'
import type { Timeline } from './timeline.ts'

interface Parts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly caller: Caller
  readonly party: PartyId
  readonly site: SiteId
}

interface Words {
  readonly id: MessageId
  readonly text: string
}

/** A customer on a dealer's page: says each thing until it is answered, under one id, as the widget does. */
export class Visitor {
  readonly party: PartyId
  readonly #parts: Parts
  readonly #unsaid: Words[] = []
  /** What the hub has said is kept, and when. */
  readonly kept = new Map<string, number>()
  shown: readonly ShownMessage[] = []
  #socket: ClientSocket | null = null
  #talking = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.party = parts.party
  }

  get waits(): number {
    return this.#unsaid.length
  }

  say(words: Words): void {
    this.#unsaid.push(words)
    void this.#talk()
  }

  connect(): void {
    const { timeline, caller, party, site, chance } = this.#parts
    const ticket = { party, site, widget: 'w-simulation', language: 'en', origin: 'live' as const, until: timeline.now + 30 * 60_000 }
    const socket = caller.socket('visitor', { token: signVisitor(keys.visitor, ticket) })
    const again = (): void => {
      if (this.#socket !== socket) return
      this.#socket = null
      socket.close()
      timeline.later(chance.between(200, 5_000), () => this.connect())
    }
    this.#socket = socket
    socket.hear('connect_error', again)
    socket.hear('disconnect', again)
    socket.hear('thread', (messages: readonly ShownMessage[]) => {
      this.shown = messages
    })
    socket.hear('message', (message: ShownMessage) => {
      if (!this.shown.some(({ id }) => id === message.id)) this.shown = [...this.shown, message]
    })
    socket.hear('connect', () => {
      this.#talking = false
      void this.#talk()
    })
    socket.connect()
  }

  async #talk(): Promise<void> {
    const socket = this.#socket
    const [first] = this.#unsaid
    if (!socket || !first || this.#talking) return
    this.#talking = true
    const answer = await socket.ask('say', [first]).catch(() => null)
    if (this.#socket !== socket) return
    this.#talking = false
    const ok = typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true
    if (ok) {
      this.#unsaid.shift()
      this.kept.set(first.id, this.#parts.timeline.elapsed)
      void this.#talk()
    } else this.#parts.timeline.later(2_000, () => void this.#talk())
  }
}
