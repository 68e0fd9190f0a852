import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { Admitted, type FromVisitor, type ShownMessage, type ToVisitor } from '../../src/domain/contract/visitor.ts'
import { type Chance, chanceOf } from '../support/chance.ts'
import { ChaosProxy } from '../support/chaos/proxy.ts'
import { newId } from '../support/new-id.ts'
import type { Word } from './checker.ts'

interface At {
  readonly name: string
  /** Tells this one from others of the name. */
  readonly number: number
  readonly hub: string
  readonly site: string
  readonly seed: number
}

const ANSWER_MS = 4_000

/** A customer who says one thing after the other, each again and again until the hub says it has it. */
export class FaultVisitor {
  readonly name: string
  readonly number: number
  readonly party: string
  readonly site: string
  readonly words: Word[] = []
  readonly proxy: ChaosProxy
  readonly #socket: Socket<ToVisitor, FromVisitor>
  readonly #chance: Chance
  #thread: ShownMessage[] = []
  #talking = false
  #saying: Promise<void> = Promise.resolve()
  #word = 0

  private constructor(at: At, admitted: Admitted, proxy: ChaosProxy) {
    this.name = `${at.name}${at.number}`
    this.number = at.number
    this.party = admitted.party
    this.site = admitted.site.id
    this.proxy = proxy
    this.#chance = chanceOf(at.seed)
    this.#socket = io(`${proxy.url}/visitor`, {
      transports: ['websocket'],
      auth: { token: admitted.token },
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_500,
      timeout: ANSWER_MS,
    })
    this.#socket.on('thread', (messages) => {
      this.#thread = [...messages]
    })
    this.#socket.on('message', (message) => {
      if (!this.#thread.some(({ id }) => id === message.id)) this.#thread.push(message)
    })
    // Turned away for coming too often: the library gives up then, a page would ask again.
    this.#socket.on('connect_error', () => {
      if (!this.#socket.active) void pause(1_000).then(() => this.#socket.connect())
    })
  }

  static async open(at: At): Promise<FaultVisitor> {
    const body = JSON.stringify({ site: at.site, language: 'en', token: null })
    const response = await fetch(`${at.hub}/v1/visitors`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    if (!response.ok) throw new Error(await response.text())
    return new FaultVisitor(at, Admitted.parse(await response.json()), await ChaosProxy.lay(at.hub, at.seed))
  }

  /** The thread as this page shows it, in its order. */
  get shown(): readonly string[] {
    return this.#thread.toSorted((a, b) => a.number - b.number).map(({ text }) => text)
  }

  /** Where it stands, for who waits in vain. */
  get standing(): string {
    return `${this.name}: ${this.#socket.connected ? 'connected' : 'away'}, shows ${this.#thread.length}`
  }

  async say(): Promise<void> {
    const text = `${this.name} word ${this.#word++}`
    const id = newId()
    for (;;) {
      const answer = await this.#socket
        .timeout(ANSWER_MS)
        .emitWithAck('say', { id, text })
        .catch(() => null)
      if (answer?.ok) break
      await pause(200)
    }
    this.words.push({ by: this.name, text })
  }

  /** Says something about every `pace` milliseconds until told to rest. */
  talk(pace: number): void {
    this.#talking = true
    this.#saying = (async () => {
      while (this.#talking) {
        await this.say()
        await pause(pace * (0.2 + this.#chance() * 1.6))
      }
    })()
  }

  /** Lets the customer finish what they are saying. */
  async rest(): Promise<void> {
    this.#talking = false
    await this.#saying
  }

  async close(): Promise<void> {
    this.#talking = false
    this.#socket.disconnect()
    await this.proxy.close()
  }
}
