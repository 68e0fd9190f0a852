import { io, type Socket } from 'socket.io-client'
import type { Problem } from '../../src/domain/contract/problem.ts'
import type { Admitted, FromVisitor, ToVisitor } from '../../src/domain/contract/visitor.ts'
import { type Conversation, messageId } from './conversations.ts'
import { originOf } from './replay-key.ts'
import type { Tokens } from './tokens.ts'

/** Where the visitors go, and as what. */
export interface Door {
  readonly hub: string
  readonly site: string
  readonly key: string
  readonly stopped: AbortSignal
  /** When this run began: what the hub had before is told apart. */
  readonly began: number
  readonly tokens: Tokens
  /** Told of every try that has to be made again, by why. */
  readonly retried: (why: string) => void
  readonly pause: (ms: number) => Promise<void>
  readonly chance: () => number
}

/** What became of a conversation: how much of it the hub had before, and why the hub would not have it. */
export interface Sent {
  readonly said: number
  readonly before: number
  readonly refused: string | null
}

type Line = Socket<ToVisitor, FromVisitor>

const PATIENCE_MS = 10_000
const LONGEST_MS = 10_000
const FINAL = new Set([400, 403, 404, 413, 415, 422])

/** The hub will never take this, however often it is asked. */
class Refused extends Error {}

/** Everything else is tried again. */
class Failed extends Error {
  readonly waitMs: number
  constructor(why: string, waitMs = 0) {
    super(why)
    this.waitMs = waitMs
  }
}

async function admit({ hub, site, key }: Pick<Door, 'hub' | 'site' | 'key'>, token: string | null): Promise<string> {
  const response = await fetch(`${hub}/v1/visitors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'forecourt-replay': key },
    body: JSON.stringify({ site, language: 'en', token }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (response.ok) {
    const admitted = (await response.json()) as Admitted
    if (originOf(admitted.token) === 'live')
      throw new Refused('The hub does not know the replay key, so this would pass as live. Nothing was sent.')
    return admitted.token
  }
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>
  if (FINAL.has(response.status)) throw new Refused(problem.detail ?? problem.title ?? `the hub answered ${response.status}`)
  throw new Failed(`admission ${response.status}`, (problem.retryAfter ?? 0) * 1_000)
}

/** Whether the hub would take us, before anything is sent: a sentence if it would not. */
export async function knock(door: Pick<Door, 'hub' | 'site' | 'key'>): Promise<string | null> {
  try {
    await admit(door, null)
    return null
  } catch (error) {
    return error instanceof Refused
      ? error.message
      : `The hub at ${door.hub} takes nobody in just now (${error instanceof Error ? error.message : error}).`
  }
}

/** A connection, with what the hub shows of this visitor's words: the whole thread, to whoever comes back. */
interface Connected {
  readonly line: Line
  readonly shown: ReadonlyMap<string, number>
  readonly greeted: Promise<void>
}

/** Listens from the first moment: the thread comes on the heels of the greeting. */
function listenTo(line: Line): Pick<Connected, 'shown' | 'greeted'> {
  const shown = new Map<string, number>()
  const greeted = new Promise<void>((resolve) => {
    line.on('thread', (messages) => {
      for (const { id, at } of messages) shown.set(id, at)
      resolve()
    })
    setTimeout(resolve, PATIENCE_MS).unref()
  })
  return { shown, greeted }
}

function connect({ hub, key, stopped }: Door, token: string): Promise<Connected> {
  const line: Line = io(`${hub}/visitor`, {
    transports: ['websocket'],
    auth: { token },
    extraHeaders: { 'forecourt-replay': key },
    reconnection: false,
    forceNew: true,
    timeout: PATIENCE_MS,
  })
  const heard = listenTo(line)
  return new Promise((resolve, reject) => {
    const fail = (why: string, waitMs = 0) => {
      clearTimeout(late)
      stopped.removeEventListener('abort', stop)
      line.disconnect()
      reject(new Failed(why, waitMs))
    }
    const stop = () => fail('stopped')
    // A hub that dies between the two halves of a greeting says neither yes nor no.
    const late = setTimeout(() => fail('no greeting'), PATIENCE_MS)
    line.once('disconnect', () => fail('no connection'))
    line.once('connect', () => {
      clearTimeout(late)
      stopped.removeEventListener('abort', stop)
      resolve({ line, ...heard })
    })
    line.once('connect_error', (error: Error & { data?: Partial<Problem> }) => fail('no connection', (error.data?.retryAfter ?? 0) * 1_000))
    stopped.addEventListener('abort', stop)
  })
}

async function say(line: Line, { id, text }: { id: string; text: string }): Promise<'said' | 'before'> {
  const answer = await line
    .timeout(PATIENCE_MS)
    .emitWithAck('say', { id, text })
    .catch(() => {
      throw new Failed('no answer')
    })
  // Said by another visitor of ours in an earlier run: the words are in the hub, once.
  if (!answer.ok && answer.problem.status === 409) return 'before'
  if (answer.ok) return 'said'
  const { status, detail, title, retryAfter = 0 } = answer.problem
  if (FINAL.has(status)) throw new Refused(detail ?? title)
  throw new Failed(`say ${status}`, retryAfter * 1_000)
}

/** Says one conversation as a visitor of its own: all of it, in order, each turn once, through restarts of the hub. */
export async function converse(door: Door, { key, texts }: Conversation): Promise<Sent> {
  const { stopped, retried, pause, chance, tokens } = door
  let token = tokens.get(key)
  let turn = 0
  let before = 0
  for (let attempt = 0; turn < texts.length && !stopped.aborted; ) {
    let line: Line | null = null
    try {
      const comesBack = token !== null
      token = await admit(door, token)
      tokens.keep(key, token)
      const connected = await connect(door, token)
      line = connected.line
      if (comesBack) await connected.greeted
      for (; turn < texts.length && !stopped.aborted; turn++) {
        const id = messageId(key, turn)
        const kept = connected.shown.get(id)
        const end = kept === undefined ? await say(line, { id, text: texts[turn] ?? '' }) : kept < door.began - 2_000 ? 'before' : 'said'
        if (end === 'before') before += 1
        attempt = 0
        if (turn + 1 < texts.length) await pause(200 + chance() * 600)
      }
    } catch (error) {
      if (error instanceof Refused) return { said: turn - before, before, refused: error.message }
      if (stopped.aborted) break
      retried(error instanceof Error ? error.message : String(error))
      const least = error instanceof Failed ? error.waitMs : 0
      await pause(Math.max(least, 200 + chance() * Math.min(LONGEST_MS, 300 * 2 ** attempt)))
      attempt += 1
    } finally {
      line?.disconnect()
    }
  }
  return { said: turn - before, before, refused: null }
}
