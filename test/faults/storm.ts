import { setTimeout as pause } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { PROTOCOL } from '../../src/domain/contract/version.ts'
import type { Decided, ToDesk, ToHub } from '../../src/domain/contract/wire.ts'
import { SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'
import { between, type Chance, oneOf } from '../support/chance.ts'
import { newId } from '../support/new-id.ts'
import type { Place } from './desk-words.ts'

const BATCH = 50
const ANSWER_MS = 30_000
/** How often a line breaks between a push and its answer. */
const BREAKS = 0.05

export interface Storm {
  readonly hub: string
  readonly email: string
  /** Who says it; each word is by a writer of its own, since they are sent in no order. */
  readonly name: string
  readonly place: Place
  readonly unique: number
  readonly sent: number
  readonly chance: Chance
}

const noteOf = (name: string, place: Place, seq: number) => ({
  id: newId(),
  seq,
  name: 'message.note',
  version: 1,
  args: { ...place, message: newId(), text: `${name}-${seq} word 0` },
  saidAt: Date.now(),
  after: [],
})

type Note = ReturnType<typeof noteOf>

export interface Stormed {
  readonly commands: readonly Note[]
  /** Every answer ever given for a command, by its id. */
  readonly outcomes: ReadonlyMap<string, ReadonlySet<string>>
  /** The hub's word on other commands under the numbers of these. */
  readonly forged: readonly Decided[]
}

type DeskSocket = Socket<ToDesk, ToHub>

/** A connection as a desk makes it, of the same device each time: what an engine does after a break. */
async function connection({ hub, email }: Storm, device: string): Promise<DeskSocket> {
  const response = await fetch(`${hub}/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: SAMPLE_PASSWORD, device }),
  })
  if (!response.ok) throw new Error(await response.text())
  const { tickets } = SignedIn.parse(await response.json())
  const socket: DeskSocket = io(`${hub}/desk`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token: tickets.access, protocol: PROTOCOL },
  })
  const welcome = await socket.timeout(ANSWER_MS).emitWithAck('hello', { device, epoch: null, cursor: 0 })
  if (!welcome.ok) throw new Error(JSON.stringify(welcome.problem))
  return socket
}

/** Each command at least once, some many times, in no order, some twice in one batch. */
function shuffled(chance: Chance, commands: readonly Note[], sent: number): readonly Note[] {
  const all = [...commands, ...Array.from({ length: sent - commands.length }, () => oneOf(chance, commands))]
  for (let place = all.length - 1; place > 0; place--) {
    const other = between(chance, 0, place)
    const [a, b] = [all[place], all[other]]
    if (a && b) [all[place], all[other]] = [b, a]
  }
  return all
}

/** Too fast for the hub, it waits and says it again, as an engine would. */
async function push(socket: DeskSocket, commands: readonly Note[]): Promise<readonly Decided[]> {
  for (;;) {
    const answer = await socket.timeout(ANSWER_MS).emitWithAck('push', { commands })
    if (answer.ok) return answer.decided
    if (answer.problem.status !== 429) throw new Error(JSON.stringify(answer.problem))
    await pause((answer.problem.retryAfter ?? 1) * 1_000)
  }
}

/** Sends commands of one device doubled, out of order and again on other connections; then forgeries under the same numbers. */
export async function storm(at: Storm): Promise<Stormed> {
  const device = newId()
  const commands = Array.from({ length: at.unique }, (_, n) => noteOf(at.name, at.place, n + 1))
  const outcomes = new Map<string, Set<string>>(commands.map(({ id }) => [id, new Set()]))
  const all = shuffled(at.chance, commands, at.sent)
  let socket = await connection(at, device)
  for (let from = 0; from < all.length; ) {
    const answered = push(socket, all.slice(from, from + BATCH))
    if (at.chance() < BREAKS) {
      // The line breaks before the answer comes: what was sent is said again on the next one, as an engine would.
      answered.catch(() => undefined)
      socket.disconnect()
      socket = await connection(at, device)
      continue
    }
    for (const { command, outcome } of await answered) outcomes.get(command)?.add(JSON.stringify(outcome))
    from += BATCH
  }
  const others = commands
    .slice(0, BATCH)
    .map((note) => ({ ...note, id: newId(), args: { ...note.args, message: newId(), text: 'other words' } }))
  const forged = await push(socket, others)
  socket.disconnect()
  return { commands, outcomes, forged }
}
