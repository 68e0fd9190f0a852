import type { Envelope } from '../../domain/command.ts'
import { refuse, refused } from '../../domain/refusal.ts'
import type { Committed } from '../store/store.ts'
import { Collided, Unavailable } from '../store/unavailable.ts'
import { type Court, decideBatch, type Verdict } from './batch.ts'
import { isId } from './layer.ts'
import { type Decided, type From, submit, type Waiting } from './submission.ts'

/** The one way to change anything. */
export interface Authority {
  /** Decides a command, durably, before it answers. Rejects with Unavailable where only asking again can tell. */
  decide(envelope: Envelope, from: From): Promise<Decided>
  /** Takes nothing more, and ends what was taken. */
  close(): Promise<void>
}

export interface AuthorityOptions extends Court {
  /** Called after each commit with what it moved, before anyone is answered. */
  readonly committed?: (committed: Committed) => void
  /** Waits until whoever else asks in this turn of the loop has asked. */
  readonly turn?: () => Promise<void>
  /** How many may wait before the next is turned away. */
  readonly most?: number
}

const BATCH = 64
/** A batch stands under one number of the feed, and so in one frame: it must not become too large to send. */
const BATCH_SIZE = 512 * 1_024
const TRIES = 20

const misnamed: Decided = { outcome: refused(refuse('malformed', { field: 'id', detail: 'A UUID in lower case.' })), seq: 0 }

function take(queue: Waiting[]): readonly Waiting[] {
  let size = 0
  const end = queue.findIndex((waiting, place) => {
    size += waiting.size
    return place >= BATCH || (place > 0 && size > BATCH_SIZE)
  })
  return queue.splice(0, end < 0 ? queue.length : end)
}

async function insisting(court: Court, batch: readonly Waiting[]): Promise<Verdict> {
  for (let tries = 1; ; tries++) {
    try {
      return await decideBatch(court, batch)
    } catch (error) {
      if (!(error instanceof Collided)) throw error
      if (tries === TRIES) throw new Unavailable('always somebody in the way', { cause: error })
    }
  }
}

type Ended = 'decided' | 'unavailable'

/** Decides a batch and answers it; a batch that the database refuses is decided one by one, in order. */
async function settle(options: AuthorityOptions, batch: readonly Waiting[]): Promise<Ended> {
  try {
    const { ends, committed } = await insisting(options, batch)
    if (committed) options.committed?.(committed)
    for (const [place, end] of ends.entries()) batch[place]?.resolve(end)
    return 'decided'
  } catch (error) {
    if (error instanceof Unavailable) return refuseAll(batch, error)
    const [first, ...more] = batch
    if (first && more.length === 0) return settlePoisoned(options, first)
    for (const [place, waiting] of batch.entries()) {
      if ((await settle(options, [waiting])) === 'unavailable')
        return refuseAll(batch.slice(place + 1), new Unavailable('the database is away'))
    }
    return 'decided'
  }
}

/**
 * A command that the database itself refuses is refused with words, and what stood beside it is decided without it. Where not
 * even its refusal can be kept, nobody behind it goes ahead: its sender will say it again.
 */
async function settlePoisoned(options: AuthorityOptions, waiting: Waiting): Promise<Ended> {
  options.log.error('command.poisoned', { command: waiting.envelope.name })
  try {
    const { ends, committed } = await insisting(options, [{ ...waiting, ready: refuse('failed') }])
    const [end] = ends
    if (!end) throw new Error('no decision')
    if (committed) options.committed?.(committed)
    waiting.resolve(end)
    return 'decided'
  } catch (error) {
    refuseAll([waiting], error instanceof Error ? error : new Error('poison'))
    return 'unavailable'
  }
}

function refuseAll(batch: readonly Waiting[], error: Error): Ended {
  for (const { reject } of batch) reject(error)
  return error instanceof Unavailable ? 'unavailable' : 'decided'
}

const immediately = (): Promise<void> => new Promise(setImmediate)

/** Opens a group's authority: while one batch commits, the next collects. */
export function openAuthority(options: AuthorityOptions): Authority {
  const { turn = immediately } = options
  const queue: Waiting[] = []
  let draining: Promise<void> | null = null
  let closed = false
  const drain = async (): Promise<void> => {
    // Whoever else asks in this turn of the loop comes along.
    await turn()
    while (queue.length > 0) {
      // Those behind may rest on those before: none goes ahead of what its sender must send again.
      const ended = await settle(options, take(queue))
      if (ended === 'unavailable') refuseAll(queue.splice(0), new Unavailable('the database is away'))
    }
    draining = null
  }
  return {
    decide(envelope, from) {
      if (closed || queue.length >= (options.most ?? 4_096)) {
        return Promise.reject(new Unavailable(closed ? 'the hub is closing' : 'too many are waiting'))
      }
      if (!isId(envelope.id)) return Promise.resolve(misnamed)
      const { promise, resolve, reject } = Promise.withResolvers<Decided>()
      queue.push(submit(envelope, from, { resolve, reject }))
      draining ??= drain()
      return promise
    },
    async close() {
      closed = true
      await draining
    },
  }
}
