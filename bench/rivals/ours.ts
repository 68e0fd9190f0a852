import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { PROTOCOL } from '../../src/domain/contract/version.ts'
import type { Decided, ToDesk, ToHub } from '../../src/domain/contract/wire.ts'
import { uuidv7 } from '../../src/domain/id.ts'
import { SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'
import { type HubProcess, startHubProcess } from '../../test/flow/hub-process.ts'
import { TestDesk, until } from '../../test/support/desk.ts'
import { freshFolder, removeFolder } from '../../test/support/folder.ts'
import { words } from '../words.ts'

const AT_ONCE = 50
const PATIENCE_MS = 240_000

const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Our own side: a hub in a process of its own with its PostgreSQL, and a desk that goes away and comes back. */
export class Ours {
  readonly #hub: HubProcess
  readonly #folder: string
  readonly #device = newId()
  #said = 0

  private constructor(hub: HubProcess, folder: string) {
    this.#hub = hub
    this.#folder = folder
  }

  static async start(): Promise<Ours> {
    const ours = new Ours(await startHubProcess({ FORECOURT_SAMPLE: '1' }), await freshFolder('rival-ours'))
    const desk = await ours.#desk()
    await ours.#whole(desk)
    desk.engine.stop()
    return ours
  }

  /** The desk is away while so much is said, and comes back: until all of it is in its file, in its index, and it is live. */
  async catchUp(count: number): Promise<number> {
    const away = await this.#desk()
    await this.#whole(away)
    const count0 = this.#count(away)
    const cases = away.engine.replica.store.all<{ id: string; party: string }>(
      "SELECT id, party FROM row_case WHERE state = 'open' LIMIT 200",
    )
    away.engine.stop()
    await this.#say(count, cases)
    const desk = await this.#desk(false)
    const began = performance.now()
    desk.engine.start()
    await until(() => desk.line?.state === 'live' && this.#count(desk) >= count0 + count, PATIENCE_MS)
    const took = performance.now() - began
    const found = desk.engine.replica.store.get<{ c: number }>("SELECT count(*) AS c FROM message_fts WHERE message_fts MATCH 'workshop'")
    if (!found || found.c === 0) throw new Error('what came cannot be searched')
    desk.engine.stop()
    return took
  }

  async stop(): Promise<void> {
    await this.#hub.remove()
    await removeFolder(this.#folder)
  }

  #count(desk: TestDesk): number {
    return desk.engine.replica.store.get<{ c: number }>('SELECT count(*) AS c FROM row_message')?.c ?? 0
  }

  async #whole(desk: TestDesk): Promise<void> {
    const { held } = desk.engine.replica
    await until(() => desk.line?.state === 'live' && held.entries().every(([, { state }]) => state === 'whole'), PATIENCE_MS)
    // Whom the desk keeps follows from what came, a moment later.
    await pause(500)
    await until(() => held.entries().every(([, { state }]) => state === 'whole'), PATIENCE_MS)
  }

  async #signIn(email: string, device: string): Promise<SignedIn> {
    const response = await fetch(`${this.#hub.url}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: SAMPLE_PASSWORD, device }),
    })
    if (!response.ok) throw new Error(await response.text())
    return SignedIn.parse(await response.json())
  }

  async #desk(begun = true): Promise<TestDesk> {
    const { tickets, agent } = await this.#signIn('lena.vogt@nordhaus.example', this.#device)
    const key = new Uint8Array(32).fill(5)
    const desk = new TestDesk({ folder: this.#folder, key, hub: this.#hub.url, device: this.#device, agent, tickets })
    if (begun) desk.engine.start()
    return desk
  }

  /** A colleague's notes, by the road that every command takes. */
  async #say(count: number, cases: readonly { readonly id: string; readonly party: string }[]): Promise<void> {
    const device = newId()
    const { tickets } = await this.#signIn('jonas.petersen@nordhaus.example', device)
    const auth = { token: tickets.access, protocol: PROTOCOL }
    const socket: Socket<ToDesk, ToHub> = io(`${this.#hub.url}/desk`, { transports: ['websocket'], forceNew: true, auth })
    const welcome = await socket.timeout(PATIENCE_MS).emitWithAck('hello', { device, epoch: null, cursor: 0 })
    if (!welcome.ok) throw new Error(JSON.stringify(welcome.problem))
    for (let seq = 1; seq <= count; seq += AT_ONCE) {
      const commands = Array.from({ length: AT_ONCE }, (_, n) => {
        const at = cases[(seq + n) % cases.length]
        const args = { case: at?.id ?? '', party: at?.party ?? '', message: newId(), text: words(this.#said++) }
        return { id: newId(), seq: seq + n, name: 'message.note', version: 1, args, saidAt: Date.now(), after: [] }
      })
      const answer = await socket.timeout(PATIENCE_MS).emitWithAck('push', { commands })
      if (!answer.ok || answer.decided.some(({ outcome }: Decided) => !outcome.ok)) throw new Error(JSON.stringify(answer).slice(0, 500))
    }
    socket.disconnect()
  }
}
