import { io, type Socket } from 'socket.io-client'
import { Admitted, type FromVisitor, type ShownMessage, type ToVisitor } from '../../src/domain/contract/visitor.ts'
import { newId } from './new-id.ts'

/** A customer in the chat of a dealer's page. */
export class TestVisitor {
  readonly party: string
  readonly thread: ShownMessage[] = []
  readonly #socket: Socket<ToVisitor, FromVisitor>

  private constructor(url: string, admitted: Admitted) {
    this.party = admitted.party
    this.#socket = io(`${url}/visitor`, { transports: ['websocket'], auth: { token: admitted.token } })
    this.#socket.on('thread', (messages) => this.thread.splice(0, this.thread.length, ...messages))
    this.#socket.on('message', (message) => {
      if (!this.thread.some(({ id }) => id === message.id)) this.thread.push(message)
    })
  }

  static async admit(url: string, site: string): Promise<TestVisitor> {
    const response = await fetch(`${url}/v1/visitors`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ site, language: 'en', token: null }),
    })
    if (!response.ok) throw new Error(await response.text())
    return new TestVisitor(url, Admitted.parse(await response.json()))
  }

  async say(text: string, id = newId()): Promise<string> {
    const answer = await this.#socket.timeout(10_000).emitWithAck('say', { id, text })
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
    return id
  }

  leave(): void {
    this.#socket.disconnect()
  }
}
