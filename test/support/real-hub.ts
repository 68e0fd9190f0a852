import { join } from 'node:path'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { SAMPLE_PASSWORD, sampleWidgets } from '../../src/hub/sample/accounts.ts'
import { type Running, startHub } from '../../src/hub/start.ts'
import { TestDesk } from './desk.ts'
import { freshFolder, removeFolder } from './folder.ts'
import { newId } from './new-id.ts'
import { TestVisitor } from './test-visitor.ts'

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
    watching: 'shown',
  } as const
  return startHub({ config, say: () => undefined, write: (line) => process.stderr.write(line) })
}
