import { randomUUID } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { Admitted, type FromVisitor, type ToVisitor } from '../../src/domain/contract/visitor.ts'
import { subjectOf } from '../../src/domain/rules/intake.ts'
import { derivedId } from '../../src/hub/intake/derived-id.ts'
import type { BenchDesk } from '../bench-desk.ts'
import { words } from '../words.ts'

const ANSWER_MS = 30_000

/** Where a customer comes in. `key` shows that it is no real customer: they have a limit of their own. */
export interface Door {
  readonly hub: string
  readonly widget: string
  readonly key: string
}

/** One live chat: a customer's open page, and the desk of the agent who has it. */
export class Chat {
  readonly owner: BenchDesk
  /** What names it on the floor. */
  subject = ''
  readonly #case: string
  readonly #party: string
  readonly #socket: Socket<ToVisitor, FromVisitor>
  readonly #first = randomUUID()
  #messages = 0
  #said = 0
  /** The customer has written, and nobody has answered yet. */
  waits = false
  /** Messages of ours that the customer's page was sent. */
  heard = 0

  private constructor(owner: BenchDesk, { party, token }: Admitted, { hub, key }: Door) {
    this.owner = owner
    this.#party = party
    this.#case = derivedId('case', this.#first)
    const extraHeaders = { 'forecourt-replay': key }
    this.#socket = io(`${hub}/visitor`, { transports: ['websocket'], forceNew: true, reconnection: false, auth: { token }, extraHeaders })
    this.#socket.on('message', ({ id, from }) => {
      if (from !== 'us') return
      this.heard += 1
      // As the widget does: it says what has reached the customer.
      this.#socket.emit('reached', { messages: [id], read: true }, () => undefined)
    })
  }

  /** A customer comes in and writes; the agent takes the case and answers. */
  static async open(owner: BenchDesk, door: Door): Promise<Chat> {
    const response = await fetch(`${door.hub}/v1/visitors`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'forecourt-replay': door.key },
      body: JSON.stringify({ site: door.widget, language: 'en', token: null }),
    })
    if (response.status === 429) {
      await new Promise((done) => setTimeout(done, 1_000))
      return Chat.open(owner, door)
    }
    const chat = new Chat(owner, Admitted.parse(await response.json()), door)
    await chat.write()
    await owner.push('case.claim', { case: chat.#case, party: chat.#party })
    await owner.want([`party:${chat.#party}`])
    await chat.answer()
    return chat
  }

  /** The customer writes; when the hub had kept it, by its clock. */
  async write(): Promise<number> {
    this.waits = true
    this.#messages += 1
    const id = this.#messages === 1 ? this.#first : randomUUID()
    const text = this.#words()
    this.subject ||= subjectOf(text)
    const answer = await this.#socket.timeout(ANSWER_MS).emitWithAck('say', { id, text })
    if (!answer.ok) throw new Error(`a customer was refused: ${JSON.stringify(answer.problem)}`)
    return answer.at
  }

  /** Their agent answers, knowing all they have said; when the hub was known to have kept it. */
  async answer(): Promise<number> {
    const args = { message: randomUUID(), case: this.#case, party: this.#party, text: this.#words(), fence: 1, knows: this.#messages }
    this.#messages += 1
    await this.owner.push('message.reply', args)
    this.waits = false
    return Date.now()
  }

  #words(): string {
    return words(Number.parseInt(this.#case.slice(0, 8), 16) + this.#said++)
  }
}
