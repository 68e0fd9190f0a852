import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { Admitted, type FromVisitor, type ShownMessage, type ToVisitor } from '../../src/domain/contract/visitor.ts'
import { uuidv7 } from '../../src/domain/id.ts'
import { SAMPLE_PASSWORD, sampleWidgets } from '../../src/hub/sample/accounts.ts'
import { type Running, startHub } from '../../src/hub/start.ts'
import { TestDesk } from './desk.ts'
import { freshFolder, removeFolder } from './folder.ts'

export const newId = (): string => uuidv7(Date.now(), randomBytes(10))

/** The hub itself, with its own PostgreSQL and the sample group, on a free port. */
export class RealHub {
  readonly home: string
  #running: Running
  #url: string

  private constructor(home: string, running: Running) {
    this.home = home
    this.#running = running
    this.#url = `http://127.0.0.1:${running.port}`
  }

  static async start(): Promise<RealHub> {
    const home = await freshFolder('real-hub')
    return new RealHub(home, await run(home, 0))
  }

  get url(): string {
    return this.#url
  }

  /** Stops, and starts again on the same data and the same port. */
  async restart(between: () => Promise<void> = async () => undefined): Promise<void> {
    const { port } = this.#running
    await this.#running.stop()
    await between()
    this.#running = await run(this.home, port)
  }

  async stop(): Promise<void> {
    await this.#running.stop()
    await removeFolder(this.home)
  }

  async signIn(email: string, device: string): Promise<SignedIn> {
    const response = await fetch(`${this.#url}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: SAMPLE_PASSWORD, device }),
    })
    if (!response.ok) throw new Error(await response.text())
    return SignedIn.parse(await response.json())
  }

  /** A desk of its own device, signed in and begun. */
  async desk(email: string, folder: string): Promise<TestDesk> {
    const device = newId()
    const { tickets, agent } = await this.signIn(email, device)
    const desk = new TestDesk({ folder: join(folder, device), hub: this.#url, device, agent, tickets })
    desk.engine.start()
    return desk
  }

  visitor(place = 0): Promise<TestVisitor> {
    return TestVisitor.admit(this.#url, sampleWidgets[place]?.key ?? '')
  }
}

function run(home: string, port: number): Promise<Running> {
  const config = {
    home,
    port,
    host: '127.0.0.1',
    databaseUrl: null,
    redisUrl: null,
    log: 'error',
    sample: true,
    publicOrigins: [],
  } as const
  return startHub({ config, say: () => undefined, write: (line) => process.stderr.write(line) })
}

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
