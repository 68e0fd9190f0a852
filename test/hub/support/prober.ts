import { randomUUID } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { commands } from '../../../src/domain/commands/table.ts'
import { type Digest, Frame } from '../../../src/domain/contract/wire.ts'
import { CommandId } from '../../../src/domain/id.ts'
import type { Outcome } from '../../../src/domain/refusal.ts'
import { hashPassword } from '../../../src/hub/auth/password.ts'
import { PASSWORD, type TestHub } from '../doors/open-hub.ts'
import { type Answered, connectDesk, type RawDesk } from '../gateway/raw-desk.ts'
import { trespasses } from './oracle.ts'
import { ids } from './rows.ts'
import type { Probe } from './trespass.ts'
import { agentOf, bytesOf, emailOf, hashOf, idOf, PEOPLE, type Person, type Side, sideRows } from './two-sites.ts'

export interface Who {
  readonly side: Side
  readonly person: Person
}

export type Signed = Who & { readonly access: string; readonly device: string }

/** Signs somebody in, at a device of their own. */
export async function enter(hub: TestHub, who: Who): Promise<Signed> {
  const device = randomUUID()
  const { status, body } = await hub.post('/v1/sign-in', { email: emailOf(who.side, who.person), password: PASSWORD, device })
  if (status !== 200) throw new Error(JSON.stringify(body))
  const { access } = (body as unknown as { tickets: { access: string } }).tickets
  return { ...who, access, device }
}

/** Something happens at a site: its agent writes a note. */
export async function act(hub: TestHub, side: Side, id: string = randomUUID()): Promise<void> {
  const args = { case: idOf(side, 'case', 1), party: idOf(side, 'party', 1), message: randomUUID(), text: `${side} note` }
  const envelope = { id: CommandId.parse(id), seq: 1, name: 'message.note', version: 1, args, saidAt: 0, after: [] }
  const { outcome } = await hub.authority.decide(envelope, { source: { kind: 'agent', id: agentOf(side, 'agent') }, device: null })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

/** Furnishes both sites: their rows, everybody's password, the bytes of a file, and two commands that an agent of each has said. */
export async function furnishSides(hub: TestHub): Promise<void> {
  const password = await hashPassword(PASSWORD, { memory: 64, passes: 1, parallelism: 1 })
  for (const side of ['a0a0', 'b0b0'] as const) {
    await hub.bring(...sideRows(side))
    for (const person of Object.keys(PEOPLE) as readonly Person[])
      await hub.vault.keepAccount({ group: ids.group(1), agent: agentOf(side, person), email: emailOf(side, person), password })
    for (const n of [1, 2]) await act(hub, side, idOf(side, 'command', n))
    const length = String(bytesOf(side).length)
    const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0', 'upload-length': length }
    const { access } = await enter(hub, { side, person: 'agent' })
    const { status } = await blob(hub, access, { method: 'PATCH', hash: hashOf(side), headers, body: new Uint8Array(bytesOf(side)) })
    if (status !== 204) throw new Error(`the file was not taken: ${status}`)
  }
}

interface Bytes {
  readonly method: 'HEAD' | 'GET' | 'PATCH'
  readonly hash: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array<ArrayBuffer>
}

/** All that a door for bytes says. */
export async function blob(hub: TestHub, access: string, { method, hash, headers = {}, body }: Bytes) {
  hub.turn(60)
  const init = { method, headers: { authorization: `Bearer ${access}`, ...headers }, ...(body ? { body } : {}) }
  const response = await fetch(`${hub.url}/v1/blobs/${hash}`, init)
  const told = ['upload-offset', 'upload-length', 'etag', 'content-range'].map((name) => response.headers.get(name))
  return { status: response.status, told, text: await response.text() }
}

const common = new Set(['group', 'brand', 'site', 'agent', 'queue'])
/** What a prober wrote into a journey of their own may name anything: it is their own word. */
const ownWord = ({ kind, body }: Frame['rows'][number]): boolean =>
  kind === 'touchpoint' && (body as { source?: { source?: string } }).source?.source === 'desk'

/** What a frame holds that bears the other site's mark; scopes that leave are said back as they were said. */
function marked({ rows, pages, gone, decided, again }: Frame, mark: Side): readonly string[] {
  const brought = [...rows, ...pages.flatMap((page) => page.rows)].filter((row) => !common.has(row.kind) && !ownWord(row))
  const texts = [...brought, ...gone, ...decided, again ?? [], pages.map(({ scope }) => scope)].map((part) => JSON.stringify(part))
  return texts.filter((text) => text.includes(mark))
}

/** How a desk's replica stands as it says hello. */
export interface Stand {
  readonly epoch: string | null
  readonly cursor: number
}

/** A desk that asks for more than it should, by hand, and acknowledges whatever it is sent. */
export class Prober {
  readonly #hub: TestHub
  readonly desk: RawDesk
  readonly signed: Signed
  readonly frames: Frame[] = []
  #seq = 0

  private constructor(hub: TestHub, signed: Signed, desk: RawDesk) {
    this.#hub = hub
    this.signed = signed
    this.desk = desk
    desk.socket.off('frame')
    desk.socket.on('frame', (packed, reply) => {
      const text = typeof packed === 'string' ? packed : zstdDecompressSync(packed).toString()
      const frame = Frame.parse(JSON.parse(text))
      this.frames.push(frame)
      reply(frame.to)
    })
  }

  static async open(hub: TestHub, who: Who): Promise<Prober> {
    const signed = await enter(hub, who)
    return new Prober(hub, signed, await connectDesk({ url: hub.url, token: signed.access }))
  }

  /** Asks, at the pace that desks are allowed. */
  ask(event: string, ...words: readonly unknown[]): Promise<Answered> {
    this.#hub.turn(40)
    return this.desk.ask(event, ...words)
  }

  /** Says what is not answered, at the pace that is heard. */
  async tell(event: string, word: unknown): Promise<void> {
    this.#hub.turn(500)
    this.desk.tell(event, word)
    await this.settle()
  }

  hello({ epoch, cursor }: Stand): Promise<Answered> {
    return this.ask('hello', { device: this.signed.device, epoch, cursor })
  }

  /** Waits until all that was to be sent has come. */
  async settle(): Promise<void> {
    for (let seen = -1; seen !== this.frames.length; ) {
      seen = this.frames.length
      await this.#hub.tailer.idle()
      await this.ask('want', { add: [], drop: [] })
    }
  }

  /** Sends commands together, and gives how each ended and under which id. */
  async push(probes: readonly Pick<Probe, 'name' | 'args' | 'after' | 'id'>[]): Promise<readonly { id: string; outcome: Outcome }[]> {
    const said = probes.map(({ name, args, after, id }) => {
      this.#seq += 1
      return { id: id ?? randomUUID(), seq: this.#seq, name, version: commands[name].version, args, saidAt: 0, after }
    })
    const answer = (await this.ask('push', { commands: said })) as unknown as { decided?: { command: string; outcome: Outcome }[] }
    if (answer.decided?.length !== said.length) throw new Error(JSON.stringify(answer))
    return answer.decided.map(({ command, outcome }) => ({ id: command, outcome }))
  }

  /** Everything in what it was sent that it may not see, by the oracle and by the other site's mark. */
  strays(mark: Side): readonly string[] {
    const { history } = this.#hub.store
    const { side, person } = this.signed
    const heard = JSON.stringify(this.desk.heard)
    const seen = this.frames.flatMap((frame) => [...trespasses(history, agentOf(side, person), frame), ...marked(frame, mark)])
    return heard.includes(mark) ? [...seen, heard] : seen
  }
}

const nothing = (scope: string): Digest => ({ scope: scope as Digest['scope'], n: 0, xor: '0'.repeat(16) })

interface Holding {
  readonly stand: Stand
  readonly scopes: readonly string[]
  /** What happens between its saying so and its listening. */
  readonly meanwhile: () => Promise<void>
}

/** Says that it holds scopes, asks before anybody looked whether they differ, and then is told what it may keep. */
export async function holding(prober: Prober, { stand, scopes, meanwhile }: Holding) {
  const third = Math.ceil(scopes.length / 3)
  const [first, second, rest] = [scopes.slice(0, third), scopes.slice(third, 2 * third), scopes.slice(2 * third)]
  const welcome = await prober.hello(stand)
  const resync = welcome.resync === true
  const filling = second.map((scope) => ({ scope, after: { kind: 'agent', id: randomUUID() } }))
  const held = await prober.ask('hold', { whole: resync ? [] : [...first, ...rest], filling, digests: resync ? first.map(nothing) : [] })
  const shown = { cursor: stand.cursor, digests: scopes.map(nothing) }
  const before = await prober.ask('check', shown)
  await meanwhile()
  const from = prober.frames.length
  const [, during] = await Promise.all([prober.ask('listen'), prober.ask('check', shown)])
  await prober.settle()
  const frames = prober.frames.slice(from)
  const { refused } = await prober.ask('want', { add: scopes, drop: [] })
  await prober.settle()
  return {
    ...{ resync, ok: held.ok, before, during, refused },
    told: {
      leave: frames.flatMap(({ leave }) => leave).toSorted(),
      rows: frames.flatMap(({ rows, gone, pages }) => [...rows, ...gone, ...pages]),
      again: frames.flatMap(({ again }) => again ?? []),
      short: frames.some(({ to, head }) => to < head),
    },
  }
}
