import { randomUUID } from 'node:crypto'
import type { Log } from '../log.ts'
import type { Committed, Entry, Feed, Store, Window } from '../store/store.ts'
import { type Attached, attach } from './attach.ts'
import { Bootstraps } from './bootstraps.ts'
import { moving } from './bring.ts'
import { isEmpty, noCargo, sortFor, weight } from './cargo.ts'
import { openMends } from './check.ts'
import type { Desk, DeskSession, Stand } from './desk.ts'
import { dispatch } from './dispatch.ts'
import type { Position } from './position.ts'
import { openPump, type Pump } from './pump.ts'
import { watchForRestored } from './restored.ts'
import { type Moved, Ring } from './ring.ts'
import { type Directory, routesOf } from './route.ts'
import { ScopeIndex } from './scope-index.ts'

/** The one reader of a group's feed in this hub: it tells every desk, and whoever listens inside, what moved. */
export interface Tailer {
  attach(session: DeskSession, from: Stand): Attached
  /**
   * Looks at where a replica stands, before it is taken in: it may know that the feed was put back, or have so much to be
   * brought that it must wait. Answers for how many seconds; 0: it may come in.
   */
  look(stand: Stand): Promise<number>
  /** This hub committed something: told at once where it is what comes next, else read with what came between. */
  take(committed: Committed): void
  /** Something was committed: reads it and tells it. Fulfilled when the feed's head of now is read. */
  poke(): Promise<void>
  /** What is done each second anyway: reads, helps desks that are behind, tells the others where the feed is. */
  tick(): Promise<void>
  /** Hears everything that moves, whole, for doors inside the hub. Returns the way to stop hearing. */
  onMoved(hear: (moved: Moved) => void): () => void
  /** Fulfilled when nothing is being read for any desk. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export interface TailerOptions {
  readonly store: Store
  readonly log: Log
  readonly now: () => number
  /** Milliseconds between ticks; 0: only when asked. */
  readonly every?: number
  /** Bytes under way to one desk, unacknowledged. */
  readonly credit?: number
  /** How many desks may be filled from nothing at once. */
  readonly bootstraps?: number
  /** Makes an epoch's name. */
  readonly epoch?: () => string
  /** Bytes of recent windows that are kept. */
  readonly ring?: number
}

const SPAN = { scopes: null, pointers: 5_000, bytes: 1_024 * 1_024 }

interface Works {
  readonly options: TailerOptions
  readonly position: Position
  readonly ring: Ring
  readonly pump: Pump
  readonly directory: Directory
  readonly desks: Set<Desk>
  readonly hearers: Set<(moved: Moved) => void>
}

/** Tells a desk what moved as it moves; one that has no credit, or must be asked anew, is brought forward instead. */
function tell(
  { position, pump }: Works,
  desk: Desk,
  { moved, entries }: { readonly moved: Moved; readonly entries: readonly Entry[] },
): void {
  if (desk.live && desk.seen < moved.to) {
    const { holds, deviceScope, cursor, seen } = desk
    const cargo = sortFor({ from: seen, to: moved.to, holds, deviceScope }, entries)
    const parts = { epoch: position.epoch, from: cursor, to: moved.to, head: moved.to, cargo }
    const fits = isEmpty(cargo) || (weight(cargo) <= desk.credit.text() && dispatch(desk, moving(parts), pump.line))
    if (!fits) desk.fallBehind(moved.from)
  }
  pump.pump(desk)
}

function distribute(works: Works, moved: Moved): void {
  const { tell: told, review } = routesOf(moved, works.directory)
  for (const desk of review) {
    desk.review = true
    desk.fallBehind(moved.from)
    works.pump.pump(desk)
  }
  for (const [desk, entries] of told) tell(works, desk, { moved, entries })
  for (const hear of works.hearers) hear(moved)
}

const stand = (position: Position, { epoch, floor }: Feed): void => void Object.assign(position, { epoch, floor })

/** The feed is another one, or was cut off behind us: every desk is looked at again. */
function anew({ position, ring, desks, pump }: Works, feed: Feed): void {
  ring.clear()
  for (const desk of desks) {
    desk.fallBehind(position.seq)
    desk.review = true
  }
  stand(position, feed)
  position.seq = feed.head
  for (const desk of desks) pump.pump(desk)
}

/** Reads one window further; whether there is more. */
async function advance(works: Works): Promise<boolean> {
  const { options, position } = works
  const idle = isIdle(works)
  const after = position.seq
  const read = async (): Promise<readonly [Feed, Window]> =>
    options.store.read(async (view) => [view.feed, idle ? { to: view.feed.head, entries: [] } : await view.window({ ...SPAN, after })])
  const [feed, window] = await read()
  if (feed.epoch !== position.epoch || feed.head < after || feed.floor > after) {
    anew(works, feed)
    return false
  }
  stand(position, feed)
  if (window.to === after) return false
  move(works, { from: after, ...window })
  return window.to < feed.head
}

const isIdle = ({ desks, hearers }: Works): boolean => desks.size + hearers.size === 0

function move(works: Works, moved: Moved): void {
  works.position.seq = moved.to
  if (isIdle(works)) works.ring.clear()
  else works.ring.push(moved)
  distribute(works, moved)
}

/** Pokes that come while it reads are answered by reading once more. */
function openReader(works: Works): Pick<Tailer, 'take' | 'poke' | 'idle'> {
  let again = false
  let running: Promise<void> | null = null
  const run = async (): Promise<void> => {
    while (again) {
      again = false
      while (await advance(works));
    }
  }
  const poke = (): Promise<void> => {
    again = true
    running ??= run()
      .catch(() => works.options.log.error('feed.unread', { code: 'tailer' }))
      .finally(() => {
        running = null
      })
    return running
  }
  const take = ({ epoch, seq, entries }: Committed): void => {
    const { position } = works
    const next = running === null && epoch === position.epoch && seq === position.seq + 1
    if (next) move(works, { from: position.seq, to: seq, entries })
    else void poke()
  }
  return { take, poke, idle: async () => void (await running) }
}

/** A desk that nothing concerned for a while still learns where the feed is: so it knows that it has everything. */
function beat({ desks, position, pump }: Works): void {
  for (const desk of desks) {
    const to = Math.max(position.seq, desk.seen)
    if (!desk.live) pump.pump(desk)
    else if (desk.cursor < to && desk.credit.bytes === 0) {
      dispatch(desk, moving({ epoch: position.epoch, from: desk.cursor, to, head: to, cargo: noCargo }), pump.line)
    }
  }
}

/** Starts the tailer of a group's feed, at its head. */
export async function startTailer(options: TailerOptions): Promise<Tailer> {
  const { store, log, now, every = 1_000, credit = 256 * 1_024 } = options
  const feed = await store.read(async (view) => view.feed)
  const position: Position = { epoch: feed.epoch, floor: feed.floor, seq: feed.head }
  const ring = new Ring(options.ring ?? 2 * 1_024 * 1_024)
  const bootstraps = new Bootstraps(position, now, options.bootstraps)
  const pump = openPump({ store, log, ring, position, bootstraps, now })
  const directory: Directory = { scopes: new ScopeIndex(), agents: new ScopeIndex() }
  const works: Works = { options, position, ring, pump, directory, desks: new Set(), hearers: new Set() }
  const reader = openReader(works)
  const mends = openMends(now)
  const watch = watchForRestored({ store, log, now, position, poke: reader.poke }, options.epoch ?? randomUUID)
  const tick = async (): Promise<void> => {
    await reader.poke()
    beat(works)
  }
  const timer = every > 0 ? setInterval(() => void tick(), every) : null
  return {
    attach: (session, from) => attach({ store, position, pump, directory, desks: works.desks, credit, mends, bootstraps }, session, from),
    async look(from) {
      await watch(from)
      return bootstraps.wait(from)
    },
    take: reader.take,
    poke: reader.poke,
    tick,
    onMoved(hear) {
      works.hearers.add(hear)
      return () => works.hearers.delete(hear)
    },
    idle: pump.idle,
    async stop() {
      if (timer) clearInterval(timer)
      for (const desk of works.desks) desk.leave()
      await reader.idle()
      await pump.idle()
    },
  }
}
