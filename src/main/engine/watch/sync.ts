import type { Readiness, SyncCentre } from '../../../domain/contract/sync.ts'
import { partyScope, queueScope, type Scope, siteScope } from '../../../domain/scope.ts'
import type { HubTime } from '../hub-time.ts'
import { rank } from '../line/tiers.ts'
import { appliedSince, countApplied, unsettled } from '../outbox/outbox.ts'
import type { Replica } from '../replica.ts'
import type { Holdings } from './holdings.ts'
import { isDecision, itemOf } from './sync-items.ts'

/** What only the desk around the replica knows. */
export interface Circumstances {
  readonly now: () => number
  readonly time: HubTime
  readonly holdings: Holdings
  /** When this device last knew that it had everything. */
  readonly seenAt: () => number | null
  /** The same by this device's own count, and to the second; `elapsed` is that count now. */
  readonly signAt: () => number | null
  readonly elapsed: () => number
  readonly nextTryAt: () => number | null
  readonly leaseUntil: () => number | null
  /** Bytes free where the data lies; null where it cannot be told. */
  readonly free: () => number | null
}

const SENT_SHOWN = 50
const ROOM_BYTES = 512 * 1024 * 1024
const LIMIT = 2_000

function midnight(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0)
}

const missing = ({ held }: Replica, scopes: readonly Scope[]): number => scopes.filter((scope) => !held.whole(scope)).length

function readiness(replica: Replica, around: Circumstances): readonly Readiness[] {
  const { grants } = replica.agent()
  const now = around.now()
  const sites = [...new Set(grants.map((grant) => grant.site))]
  const queues = replica.rows.all('queue').filter((queue) => sites.includes(queue.site))
  const ranked = rank(replica, { now, limit: 0 })
  const of = (tier: string): readonly Scope[] => (ranked.find((one) => one.tier === tier)?.parties ?? []).map(partyScope)
  const check = (name: Readiness['check'], scopes: readonly Scope[]): Readiness => {
    const lacking = missing(replica, scopes)
    return { check: name, ok: lacking === 0 && replica.epoch !== null, detail: lacking }
  }
  const lease = around.leaseUntil()
  const free = around.free()
  const kept = replica.store.file !== ':memory:'
  return [
    check('queues', ['ref', ...queues.map((queue) => queueScope(queue.id))]),
    check('cases', of('mine')),
    check('site', [...sites.map(siteScope), ...of('site')]),
    { check: 'key', ok: kept, detail: null },
    { check: 'lease', ok: lease !== null && lease > now, detail: lease },
    { check: 'disk', ok: kept && (free === null || free >= ROOM_BYTES), detail: free },
  ]
}

/** Everything the sync centre says, from this device alone. */
export function readSync(replica: Replica, sending: ReadonlySet<string>, around: Circumstances): SyncCentre {
  const { store } = replica
  const all = unsettled(store)
  const telling = { replica, time: around.time, all, sending }
  const since = midnight(around.now())
  const told = (kept: (typeof all)[number]) => itemOf(telling, kept)
  return {
    waiting: all.filter(({ state }) => state === 'waiting' || state === 'held').map(told),
    decisions: all.filter(isDecision).map(told),
    refused: all.filter((kept) => kept.state === 'refused' && !isDecision(kept)).map(told),
    sentToday: { count: countApplied(store, since), items: appliedSince(store, since, SENT_SHOWN).map(told) },
    nextTryAt: around.nextTryAt(),
    tiers: around.holdings.tiers(rank(replica, { now: around.now(), limit: LIMIT }), around.seenAt()),
    readiness: readiness(replica, around),
    leaseUntil: around.leaseUntil(),
  }
}
