import { randomUUID } from 'node:crypto'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { zstdCompressSync } from 'node:zlib'
import { Server, type Socket } from 'socket.io'
import type { Actor } from '../../src/domain/actor.ts'
import type { Envelope } from '../../src/domain/command.ts'
import type { Frame, Landed, ToDesk, ToHub } from '../../src/domain/contract/wire.ts'
import type { KindRow } from '../../src/domain/kind.ts'
import { type Outcome, refuse, refused } from '../../src/domain/refusal.ts'
import { type Scope, scopesOf } from '../../src/domain/scope.ts'
import { decideIn, type MemoryTx, memoryTx } from './memory-tx.ts'

interface Pointer {
  readonly seq: number
  readonly kind: string
  readonly id: string
  readonly scopes: readonly Scope[]
}

interface Decision extends Landed {
  readonly device: string
}

interface Desk {
  readonly socket: Socket<ToHub, ToDesk>
  device: string
  cursor: number
  reset: boolean
  listening: boolean
  busy: boolean
  readonly held: Map<Scope, { readonly kind: string; readonly id: string } | 'start' | 'whole'>
  readonly leave: Scope[]
}

type Sent = Omit<Frame, 'epoch'> & { epoch: string }

/** A hub that keeps the wire's rules and nothing else, and that a test can make stumble. */
export class ScriptedHub {
  tx: MemoryTx = memoryTx()
  epoch: string = randomUUID()
  head = 0
  pageRows = 100
  frameSpan = 1_000
  now = (): number => Date.now()
  /** What the next commands meet; a test puts its trouble here. */
  troubles = { loseAnswers: 0, busyAnswers: 0, silent: false, holdFrames: false, unreadable: false, refuseScopes: new Set<Scope>() }
  /** So many of the next commands bear a number that it knows as another's. */
  reuse = 0
  /** A command that it can never take, and everything pushed with it. */
  chokesOn: string | null = null
  readonly pushed: Envelope[][] = []
  /** While it is a list, pushes are taken in and left unanswered; calling what is in it answers them. */
  held: (() => void)[] | null = null
  readonly frames: Sent[] = []
  readonly hellos: { epoch: string | null; cursor: number }[] = []
  readonly desks = new Set<Desk>()
  readonly refreshes: unknown[] = []
  /** It has given this device up, and says so when its token is shown. */
  gaveUp = false
  #vers = new Map<string, number>()
  #log: Pointer[] = []
  #decisions: Decision[] = []
  readonly actor: Actor
  #http: HttpServer
  #io: Server<ToHub, ToDesk>
  token = 'token-1'

  constructor(actor: Actor) {
    this.actor = actor
    this.#http = createServer((request, response) => this.#door(request.url ?? '', response))
    this.#io = new Server(this.#http, { transports: ['websocket'], pingInterval: 300, pingTimeout: 600 })
    this.#io.of('/desk').on('connection', (socket) => this.#welcome(socket))
    this.#io.of('/desk').use((socket, next) => {
      if (socket.handshake.auth.token === this.token) next()
      else next(Object.assign(new Error('Please sign in'), { data: { type: 'about:blank', title: 'Please sign in', status: 401 } }))
    })
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`
  }

  listen(port = 0): Promise<void> {
    return new Promise((done) => this.#http.listen(port, '127.0.0.1', () => done()))
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections()
    await this.#io.close()
  }

  /** Says how far the truth has come. */
  pulse(head = this.head, at = this.now()): void {
    for (const { socket } of this.desks) socket.emit('pulse', { head, at })
  }

  dropDesks(): void {
    this.#io.of('/desk').disconnectSockets(true)
  }

  /** Writes rows under one number of the feed. */
  write(...rows: readonly KindRow[]): void {
    this.head++
    for (const row of rows) this.#point(row)
    this.pump()
  }

  /** Takes a row away for everybody. */
  erase(kind: KindRow['kind'], id: string): void {
    const was = this.tx.rows().find((row) => row.kind === kind && row.row.id === id)
    if (!was) return
    this.head++
    this.tx = memoryTx(this.tx.rows().filter((row) => row !== was))
    this.#log.push({ seq: this.head, kind, id, scopes: scopesOf(was) })
    this.pump()
  }

  withdraw(scope: Scope): void {
    this.head++
    for (const desk of this.desks) if (desk.held.delete(scope)) desk.leave.push(scope)
    this.pump()
  }

  /** Decides a command of anybody's, as the hub itself would. */
  decide(asked: Pick<Envelope, 'name' | 'args'> & { version?: number }, actor: Actor = { kind: 'system', name: 'test' }): Outcome {
    const before = new Map(this.tx.rows().map((row) => [`${row.kind} ${row.row.id}`, row]))
    const outcome = decideIn(this.tx, asked, { actor, at: this.now() })
    this.head++
    for (const row of this.tx.rows()) {
      const was = before.get(`${row.kind} ${row.row.id}`)
      if (was && JSON.stringify(was.row) === JSON.stringify(row.row)) continue
      this.#point(row, was)
    }
    return outcome
  }

  /** The hub loses everything since, as after a restore from a backup: another epoch. */
  restore(rows: readonly KindRow[]): void {
    this.epoch = randomUUID()
    this.tx = memoryTx(rows)
    this.#decisions = []
    this.#log = []
    this.head = 1
    this.#vers = new Map(rows.map((row) => [`${row.kind} ${row.row.id}`, 1]))
    this.dropDesks()
  }

  of(scope: Scope): readonly KindRow[] {
    return this.tx.rows().filter((row) => scopesOf(row).includes(scope))
  }

  decisions(): readonly Decision[] {
    return this.#decisions
  }

  #point(row: KindRow, was?: KindRow): void {
    const name = `${row.kind} ${row.row.id}`
    const before = was ?? this.tx.rows().find((other) => `${other.kind} ${other.row.id}` === name)
    this.tx.put(row.kind, row.row as never)
    this.#vers.set(name, this.head)
    const scopes = [...new Set([...scopesOf(row), ...(before ? scopesOf(before) : [])])]
    this.#log.push({ seq: this.head, kind: row.kind, id: row.row.id, scopes })
  }

  #door(url: string, response: import('node:http').ServerResponse): void {
    this.refreshes.push(url)
    if (this.gaveUp) {
      response.statusCode = 410
      response.end('{}')
      return
    }
    this.token = `token-${this.refreshes.length + 1}`
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ access: this.token, accessUntil: this.now() + 3_600_000, refresh: `refresh-${this.refreshes.length}` }))
  }

  #welcome(socket: Socket<ToHub, ToDesk>): void {
    const desk: Desk = { socket, device: '', cursor: 0, reset: false, listening: false, busy: false, held: new Map(), leave: [] }
    this.desks.add(desk)
    socket.on('disconnect', () => this.desks.delete(desk))
    socket.on('hello', (input, reply) => {
      const hello = input as { device: string; epoch: string | null; cursor: number }
      this.hellos.push({ epoch: hello.epoch, cursor: hello.cursor })
      desk.device = hello.device
      desk.reset = hello.epoch !== this.epoch
      desk.cursor = desk.reset ? 0 : hello.cursor
      const agent = this.actor.kind === 'agent' ? this.actor.id : ('' as never)
      reply({ ok: true, now: this.now(), group: randomUUID() as never, agent, epoch: this.epoch, head: this.head })
    })
    socket.on('hold', (input, reply) => {
      const hold = input as { whole: Scope[]; filling: { scope: Scope; after: { kind: string; id: string } }[] }
      if (!desk.reset) {
        for (const scope of hold.whole) desk.held.set(scope, 'whole')
        for (const { scope, after } of hold.filling) desk.held.set(scope, after)
      }
      reply({ ok: true })
    })
    socket.on('listen', (reply) => {
      desk.listening = true
      reply({ ok: true })
      this.pump()
    })
    socket.on('want', (input, reply) => {
      const want = input as { add: Scope[]; drop: Scope[] }
      for (const scope of want.drop) desk.held.delete(scope)
      const refusedScopes = want.add.filter((scope) => this.troubles.refuseScopes.has(scope))
      for (const scope of want.add) if (!desk.held.has(scope) && !refusedScopes.includes(scope)) desk.held.set(scope, 'start')
      reply({ ok: true, refused: refusedScopes })
      this.pump()
    })
    socket.on('push', (input, reply) => this.#push(desk, input as { commands: Envelope[] }, reply))
    socket.on('refresh', (_token, reply) => reply({ ok: true, until: this.now() + 3_600_000 }))
  }

  #push(desk: Desk, { commands }: { commands: Envelope[] }, reply: Parameters<ToHub['push']>[1]): void {
    if (this.troubles.silent) return
    const chokes = commands.some(({ id }) => id === this.chokesOn)
    if (this.troubles.busyAnswers > 0 || chokes) {
      if (!chokes) this.troubles.busyAnswers--
      reply({ ok: false, problem: { type: 'about:blank', title: 'Not ready yet', status: 503 } })
      return
    }
    this.pushed.push(commands)
    if (this.held) this.held.push(() => this.#answer(desk, commands, reply))
    else this.#answer(desk, commands, reply)
  }

  #answer(desk: Desk, commands: readonly Envelope[], reply: Parameters<ToHub['push']>[1]): void {
    const decided = commands.map((command) => this.#once(desk.device, command))
    if (this.troubles.loseAnswers > 0) this.troubles.loseAnswers--
    else reply({ ok: true, decided })
    this.pump()
  }

  #once(device: string, command: Envelope): Landed {
    const known = this.#decisions.find((one) => one.command === command.id)
    if (known) return { command: known.command, outcome: known.outcome, seq: known.seq }
    const broken = command.after.some((id) => this.#decisions.some((one) => one.command === id && !one.outcome.ok))
    const reused = !broken && this.reuse > 0
    if (reused) this.reuse--
    const outcome = reused
      ? refused(refuse('reused-number'))
      : broken
        ? refused(refuse('moved-on', { field: 'after' }))
        : this.decide(command, this.actor)
    if (broken || reused) this.head++
    this.#decisions.push({ command: command.id, outcome, seq: this.head, device })
    return { command: command.id, outcome, seq: this.head }
  }

  pump(): void {
    if (this.troubles.silent || this.troubles.holdFrames) return
    for (const desk of this.desks) this.#feed(desk)
  }

  #feed(desk: Desk): void {
    const filling = [...desk.held.values()].some((state) => state !== 'whole')
    if (!desk.listening || desk.busy || this.troubles.holdFrames) return
    if (desk.cursor === this.head && !filling && desk.leave.length === 0 && !desk.reset) return
    const frame = this.frameFor(desk)
    this.frames.push(frame)
    desk.busy = true
    const text = JSON.stringify(frame)
    desk.socket.emit('frame', text.length > 2_000 ? zstdCompressSync(text) : text, (cursor) => {
      desk.busy = false
      desk.cursor = cursor
      setImmediate(() => this.#feed(desk))
    })
  }

  frameFor(desk: Desk): Sent {
    const from = desk.cursor
    const to = Math.min(this.head, from + this.frameSpan)
    const rows = new Map(this.tx.rows().map((row) => [`${row.kind} ${row.row.id}`, row]))
    const sent = (row: KindRow) => {
      const ver = this.#vers.get(`${row.kind} ${row.row.id}`) ?? 1
      return { kind: row.kind, id: row.row.id, ver, body: this.troubles.unreadable ? { broken: true } : row.row }
    }
    const pages = [...desk.held].flatMap(([scope, state]) => {
      if (state === 'whole') return []
      const name = (row: { kind: string; id: string }): string => `${row.kind} ${row.id}`
      const all = this.of(scope).filter((row) => state === 'start' || `${row.kind} ${row.row.id}` > name(state))
      const part = all.slice(0, this.pageRows)
      const last = part.at(-1)
      const next = all.length > part.length && last ? { kind: last.kind, id: last.row.id } : null
      desk.held.set(scope, next ?? 'whole')
      return [{ scope, rows: part.map(sent), next }]
    })
    const pointed = new Set(
      this.#log
        .filter(({ seq, scopes }) => seq > from && seq <= to && scopes.some((scope) => desk.held.has(scope)))
        .map(({ kind, id }) => `${kind} ${id}`),
    )
    const mine = [...pointed].map((name) => ({ name, row: rows.get(name) }))
    const here = mine.flatMap(({ row }) => (row && scopesOf(row).some((scope) => desk.held.has(scope)) ? [row] : []))
    const gone = mine.filter(({ row }) => !row || !here.includes(row)).map(({ name }) => name.split(' '))
    const reset = desk.reset
    desk.reset = false
    return {
      epoch: this.epoch,
      reset,
      from,
      to,
      head: this.head,
      at: this.now(),
      rows: here.map(sent) as Frame['rows'],
      gone: gone.map(([kind = '', id = '']) => ({ kind, id })) as Frame['gone'],
      decided: this.#decisions
        .filter(({ seq, device }) => seq > from && seq <= to && device === desk.device)
        .map(({ command, outcome }) => ({ command, outcome })),
      pages: pages as Frame['pages'],
      leave: desk.leave.splice(0),
    }
  }
}
