import { createHash } from 'node:crypto'
import { zstdDecompressSync } from 'node:zlib'
import { type Digest, Frame, type Packed } from '../../../src/domain/contract/wire.ts'
import type { AgentId, DeviceId } from '../../../src/domain/id.ts'
import { isKind, type KindRow, parseRow } from '../../../src/domain/kind.ts'
import type { Outcome } from '../../../src/domain/refusal.ts'
import { type Scope, scopesOf } from '../../../src/domain/scope.ts'
import type { Attached } from '../../../src/hub/feed/attach.ts'
import type { DeskSession } from '../../../src/hub/feed/desk.ts'
import type { Tailer } from '../../../src/hub/feed/tailer.ts'
import type { Store } from '../../../src/hub/store/store.ts'
import { ids } from './rows.ts'

interface Held {
  readonly ver: number
  readonly body: unknown
  readonly scopes: readonly Scope[]
}

/** A desk that does with frames what the engine does, strictly: what does not fit is an error of the hub. */
export class TestDesk implements DeskSession {
  readonly agent: AgentId
  readonly device: DeviceId
  cursor = 0
  epoch: string | null = null
  readonly rows = new Map<string, Held>()
  readonly scopes = new Map<Scope, 'whole' | 'again' | { kind: never; id: string }>()
  /** Let go, and not yet answered: what still comes of them was sent before. */
  #refusing = false
  readonly #dropping = new Set<Scope>()
  readonly decided = new Map<string, Outcome>()
  readonly frames: Frame[] = []
  readonly bytes: number[] = []
  expulsions = 0
  /** How often it was told to begin anew; it does, on the tailer it was connected to. */
  beginnings = 0
  #tailer: Tailer | null = null
  /** Frames not answered yet, while answers are held back. */
  held: (() => void)[] | null = null
  attached: Attached | null = null
  /** Told after each frame is stored. */
  hears: (frame: Frame) => void = () => undefined

  constructor(agent: number, device = agent) {
    this.agent = ids.agent(agent)
    this.device = ids.device(device)
  }

  expelled(): void {
    this.expulsions++
  }

  begin(): void {
    this.beginnings++
    this.attached?.detach()
    const tailer = this.#tailer
    if (tailer) queueMicrotask(() => this.connect(tailer))
  }

  send(packed: Packed, reply: (cursor: number) => void): void {
    const text = typeof packed === 'string' ? packed : zstdDecompressSync(packed).toString()
    this.bytes.push(typeof packed === 'string' ? text.length : packed.byteLength)
    const frame = Frame.parse(JSON.parse(text))
    const take = (): void => {
      if ((frame.from === this.cursor || frame.resync) && !this.#refusing) this.#apply(frame)
      this.#refusing = false
      queueMicrotask(() => reply(this.cursor))
    }
    if (this.held) this.held.push(take)
    else take()
  }

  /** Frames arrive, but are not stored or answered until this is called with false. */
  hold(on: boolean): void {
    const waiting = this.held
    this.held = on ? [] : null
    for (const take of waiting ?? []) take()
  }

  /** The next frame cannot be stored: the disk is full, say. */
  refuse(): void {
    this.#refusing = true
  }

  /** Stores the oldest of the frames that are held back. */
  takeOne(): void {
    this.held?.shift()?.()
  }

  #apply(frame: Frame): void {
    this.frames.push(frame)
    if (frame.reset) {
      this.rows.clear()
      this.scopes.clear()
    }
    this.epoch = frame.epoch
    this.cursor = frame.to
    for (const scope of frame.leave) this.#leave(scope)
    for (const scope of frame.again ?? []) if (this.scopes.has(scope)) this.scopes.set(scope, 'again')
    for (const row of frame.rows) this.#put(row, frame)
    for (const { kind, id } of frame.gone) this.rows.delete(`${kind} ${id}`)
    const pages = frame.pages.filter(({ scope }) => !this.#dropping.has(scope))
    for (const { scope, next } of pages) this.scopes.set(scope, next === null ? 'whole' : { kind: next.kind as never, id: next.id })
    for (const page of pages) this.#sweep(page)
    for (const { rows } of pages) for (const row of rows) this.#put(row, frame)
    for (const { command, outcome } of frame.decided) this.decided.set(command, outcome)
    this.hears(frame)
  }

  #put({ kind, id, ver, body }: Frame['rows'][number], frame: Frame): void {
    const parsed = isKind(kind) ? parseRow(kind, body) : null
    if (!parsed) throw new Error(`a ${kind} that is none`)
    const scopes = scopesOf(parsed)
    const known = this.rows.get(`${kind} ${id}`)
    if (!scopes.some((scope) => this.scopes.has(scope))) {
      if (scopes.some((scope) => this.#dropping.has(scope))) return void this.rows.delete(`${kind} ${id}`)
      throw new Error(`a ${kind} ${id} in no scope of this desk`)
    }
    if (ver > frame.to) throw new Error('a row from beyond the frame')
    if (known && known.ver > ver) throw new Error('a row went back')
    this.rows.set(`${kind} ${id}`, { ver, body: parsed.row, scopes })
  }

  /** A page is all there is of its scope from where it begins to where it ends. */
  #sweep({ scope, after, rows, next }: Frame['pages'][number]): void {
    const [from, to] = [after ? `${after.kind} ${after.id}` : '', next ? `${next.kind} ${next.id}` : '~']
    const there = new Set(rows.map(({ kind, id }) => `${kind} ${id}`))
    for (const [name, { scopes }] of this.rows)
      if (scopes.includes(scope) && name > from && name <= to && !there.has(name)) this.rows.delete(name)
  }

  /** What stands in a scope here, as the wire tells it. */
  digest(scope: Scope): Digest {
    const rows = [...this.rows].filter(([, { scopes }]) => scopes.includes(scope))
    const hash = (text: string): bigint => createHash('sha256').update(text).digest().readBigUInt64BE()
    const xor = rows.reduce((all, [name, { ver }]) => all ^ hash(`${name} ${ver}`), 0n)
    return { scope, n: rows.length, xor: xor.toString(16).padStart(16, '0') }
  }

  #leave(scope: Scope): void {
    this.scopes.delete(scope)
    for (const [name, { scopes }] of this.rows) if (!scopes.some((one) => this.scopes.has(one))) this.rows.delete(name)
  }

  /** Connects as the engine does: what it holds, then listening. */
  connect(tailer: Tailer): Attached {
    this.#tailer = tailer
    const attached = tailer.attach(this, { epoch: this.epoch, cursor: this.cursor })
    const filling = [...this.scopes].flatMap(([scope, after]) => (typeof after === 'string' ? [] : [{ scope, after }]))
    const whole = [...this.scopes].flatMap(([scope, after]) => (after === 'whole' ? [scope] : []))
    if (attached.resync && attached.epoch !== this.epoch) {
      for (const [name, row] of this.rows) this.rows.set(name, { ...row, ver: 0 })
    }
    const digests = attached.resync ? whole.map((scope) => this.digest(scope)) : []
    attached.hold({ whole: attached.resync ? [] : whole, filling, digests })
    // What was to come again and has not begun to is wanted like what never was.
    const again = [...this.scopes].flatMap(([scope, after]) => (after === 'again' ? [scope] : []))
    if (again.length > 0) void attached.want({ add: again, drop: [] })
    attached.listen()
    this.attached = attached
    this.#dropping.clear()
    return attached
  }

  /** Lets a scope go and wants others, as the engine does: until the answer, what comes of the dropped was sent before. */
  async want(add: readonly Scope[], drop: readonly Scope[] = []): Promise<readonly Scope[]> {
    for (const scope of drop) {
      this.#leave(scope)
      this.#dropping.add(scope)
    }
    const refused = await this.attached?.want({ add: [...add], drop: [...drop] })
    const answered = (): void => {
      for (const scope of drop) this.#dropping.delete(scope)
    }
    if (this.held) this.held.push(answered)
    else answered()
    return refused ?? []
  }

  /** What it holds of its scopes, to be compared with the truth. */
  picture(): Readonly<Record<string, unknown>> {
    return Object.fromEntries([...this.rows].map(([name, { body }]) => [name, body]))
  }
}

/** What the store holds in these scopes, as a desk would have it. */
export function truth(store: Store, scopes: Iterable<Scope>): Promise<Readonly<Record<string, unknown>>> {
  return store.read(async (view) => {
    const rows: KindRow[] = []
    for (const scope of scopes) rows.push(...(await view.scope(scope)))
    return Object.fromEntries(rows.map(({ kind, row }) => [`${kind} ${row.id}`, row]))
  })
}
