import { timingSafeEqual } from 'node:crypto'
import { type Problem, problem } from '../../domain/contract/problem.ts'
import { openBucket, openBuckets } from '../auth/bucket.ts'
import { hashOf } from '../auth/tickets.ts'

/** Each door's limits, stated here and switched off nowhere. */
const VISITORS = { perSecond: 20 / 60, burst: 20 }
const REPLAY = { perSecond: 200, burst: 400 }
const TOUCHPOINTS = { perSecond: 2, burst: 30 }
const EVENTS = { perSecond: 50, burst: 100 }
/** Chunks of files, by agent: at their largest faster than most lines are. */
const BYTES = { perSecond: 20, burst: 100 }
const DESKS = { perSecond: 50, burst: 1_000 }

export type Origin = 'live' | 'replay'
type Admitted = { readonly ok: true; readonly origin: Origin } | { readonly ok: false; readonly problem: Problem }

/** Who may come in how often. A replay of stored data shows its key and gets a limit of its own. */
export type Admission = {
  /** Asks for a visitor's token. */
  visitor(address: string, replay: string | null): Admitted
  /** Connects a page. */
  page(address: string, replay: string | null): Admitted
  touchpoint(address: string, replay: string | null): Admitted
  /** By the key's hash, or as the replay it is. */
  events(key: string, origin: Origin): Admitted
  desk(address: string): boolean
  bytes(agent: string): Admitted
}

const tooMany = (wait: number): Admitted => ({
  ok: false,
  problem: problem(429, { detail: 'Too many from one place. Wait a little.', retryAfter: wait }),
})

/** Opens the limits; `replay` is the key of who may send stored data. */
export function openAdmission(replay: string, now: () => number): Admission {
  const visitors = openBuckets(VISITORS, now)
  const pages = openBuckets(VISITORS, now)
  const touchpoints = openBuckets(TOUCHPOINTS, now)
  const events = openBuckets(EVENTS, now)
  const bytes = openBuckets(BYTES, now)
  const desks = openBuckets(DESKS, now)
  const replays = openBucket(REPLAY, now)
  const isReplay = (shown: string | null): boolean =>
    shown !== null && timingSafeEqual(Buffer.from(hashOf(shown)), Buffer.from(hashOf(replay)))
  const take = (bucket: ReturnType<typeof openBucket>, origin: Origin): Admitted =>
    bucket.take() ? { ok: true, origin } : tooMany(bucket.wait())
  return {
    visitor: (address, shown) => (isReplay(shown) ? take(replays, 'replay') : take(visitors.of(address), 'live')),
    page: (address, shown) => (isReplay(shown) ? take(replays, 'replay') : take(pages.of(address), 'live')),
    touchpoint: (address, shown) => (isReplay(shown) ? take(replays, 'replay') : take(touchpoints.of(address), 'live')),
    events: (key, origin) => (origin === 'replay' ? take(replays, origin) : take(events.of(key), origin)),
    desk: (address) => desks.of(address).take(),
    bytes: (agent) => take(bytes.of(agent), 'live'),
  }
}
