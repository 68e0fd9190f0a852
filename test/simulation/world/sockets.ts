import type { Link, Side } from './link.ts'
import type { Timeline } from './timeline.ts'

type Hear = (...words: never[]) => unknown
type Words = readonly unknown[]
type Reply = (answer: unknown) => void

/** Messages that a careless network may bring twice. What rests on the order of one connection is not among them. */
const DOUBLED = new Set(['push', 'say'])

const copy = <T>(value: T): T => structuredClone(value)

/** The client's end of a connection that is made, or not yet. */
export class ClientSocket implements Side {
  readonly #timeline: Timeline
  readonly #dial: (socket: ClientSocket) => void
  readonly #heard = new Map<string, Hear[]>()
  readonly #waiting = new Set<() => void>()
  #link: Link | null = null
  #hub: HubSocket | null = null
  #over = false
  /** Told of everything that is put on the line. */
  tap: (event: string, words: Words) => void = () => undefined

  constructor(timeline: Timeline, dial: (socket: ClientSocket) => void) {
    this.#timeline = timeline
    this.#dial = dial
  }

  connect(): void {
    if (!this.#over) this.#dial(this)
  }

  get over(): boolean {
    return this.#over
  }

  /** The hub has let it in. */
  joined(link: Link, hub: HubSocket): void {
    this.#link = link
    this.#hub = hub
    this.emit('connect')
  }

  close(): void {
    this.#over = true
    this.#heard.clear()
    this.#link?.close('down', 'client namespace disconnect')
    this.#giveUp()
  }

  /** Its process is no more. */
  die(): void {
    this.#over = true
    this.#heard.clear()
    this.#waiting.clear()
    this.#link?.die('down')
  }

  hear(event: string, then: Hear): void {
    this.#heard.set(event, [...(this.#heard.get(event) ?? []), then])
  }

  emit(event: string, ...words: Words): void {
    for (const hear of this.#heard.get(event) ?? []) hear(...(words as never[]))
  }

  ask(event: string, words: Words): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        if (!this.#waiting.delete(fail)) return
        callOff()
        reject(new Error('no answer'))
      }
      const callOff = this.#timeline.later(10_000, fail)
      this.#waiting.add(fail)
      const answer: Reply = (said) => {
        if (!this.#waiting.delete(fail)) return
        callOff()
        resolve(said)
      }
      this.#send(event, words, answer)
    })
  }

  whisper(event: string, words: object): void {
    this.#send(event, [words], null)
  }

  #send(event: string, words: Words, answer: Reply | null): void {
    const [link, hub, said] = [this.#link, this.#hub, copy(words)]
    if (!link || !hub) return
    this.tap(event, said)
    const arrive = (again: boolean): void => {
      const reply: Reply = (value) => {
        if (answer && !again) link.send('down', () => answer(copy(value)))
      }
      hub.receive(event, answer ? [...said, reply] : said)
    }
    link.send('up', arrive, { twice: DOUBLED.has(event) })
  }

  ended(reason: string): void {
    this.#link = null
    this.emit('disconnect', reason)
    this.#giveUp()
  }

  alive(): void {
    this.emit('ping')
  }

  #giveUp(): void {
    for (const fail of [...this.#waiting]) fail()
  }
}

interface Handshake {
  readonly address: string
  readonly headers: Readonly<Record<string, string>>
  readonly auth: Readonly<Record<string, unknown>>
}

/** The hub's end: as much of a Socket.IO socket as the gateways use. */
export class HubSocket implements Side {
  readonly handshake: Handshake
  readonly conn = { on: () => undefined }
  readonly volatile = { emit: (event: string, ...words: Words): void => this.emit(event, ...words) }
  readonly #client: ClientSocket
  readonly #left: ((reason: string) => void)[] = []
  #hear: (event: unknown[]) => void = () => undefined
  #link: Link | null = null
  #open = true
  /** Told of everything that is sent. */
  tap: (event: string, words: Words) => void = () => undefined

  constructor(client: ClientSocket, handshake: Handshake) {
    this.#client = client
    this.handshake = handshake
  }

  joined(link: Link): void {
    this.#link = link
  }

  on(event: string, then: (reason: string) => void): void {
    if (event === 'disconnect') this.#left.push(then)
  }

  use(hear: (event: unknown[]) => void): void {
    this.#hear = hear
  }

  receive(event: string, words: Words): void {
    if (this.#open) this.#hear([event, ...words])
  }

  emit(event: string, ...words: Words): void {
    const link = this.#link
    if (!this.#open || !link) return
    const last = words.at(-1)
    const reply = typeof last === 'function' ? (last as Reply) : null
    const said = copy(reply ? words.slice(0, -1) : words)
    this.tap(event, said)
    const arrive = (again: boolean): void => {
      const answer: Reply = (value) => {
        if (reply && !again) link.send('up', () => this.#open && reply(value))
      }
      this.#client.emit(event, ...said, ...(reply ? [answer] : []))
    }
    link.send('down', arrive, { twice: DOUBLED.has(event) })
  }

  disconnect(_close: boolean): void {
    if (!this.#open) return
    this.#link?.close('up', 'io server disconnect')
    this.ended('server namespace disconnect')
  }

  ended(reason: string): void {
    if (!this.#open) return
    this.#open = false
    for (const then of this.#left) then(reason)
  }

  /** Its process is no more. */
  die(): void {
    this.#open = false
    this.#link?.die('up')
  }

  alive(): void {}
}
