import type { Check, Digest } from '../../domain/contract/wire.ts'
import type { Scope } from '../../domain/scope.ts'
import type { Store, View } from '../store/store.ts'
import type { Desk } from './desk.ts'
import { entitlementOf } from './entitlement.ts'

const DAY = 24 * 3_600_000
/** A scope that will not come right after this many tries on one day is left for people to look into. */
const A_DAY = 3
const REMEMBERED = 20_000

/** How often what a device held had to be mended: never more than a few times a day, so that no fault becomes a loop. */
export interface Mends {
  allows(device: string, scope: Scope): boolean
}

/** Counts mends from nothing. */
export function openMends(now: () => number): Mends {
  let day = -1
  const counts = new Map<string, number>()
  return {
    allows(device, scope) {
      const today = Math.floor(now() / DAY)
      if (today !== day || counts.size >= REMEMBERED) counts.clear()
      day = today
      const name = `${device} ${scope}`
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return count <= A_DAY
    },
  }
}

/** What the desk shows of scopes that it holds whole, and may: it says itself what it holds, and not every word was looked at yet. */
async function shown(view: View, desk: Desk, digests: readonly Digest[]): Promise<readonly Digest[]> {
  const whole = digests.filter(({ scope }) => desk.fill(scope)?.whole)
  const scopes = whole.map(({ scope }) => scope)
  const { refused } = await entitlementOf(view, desk.session.agent, scopes)
  return whole.filter(({ scope }) => !refused.has(scope))
}

/** Of the scopes that the desk shows, those that did not move since its cursor and yet differ. */
async function differing(view: View, desk: Desk, { cursor, digests }: Check): Promise<readonly Scope[]> {
  const { feed } = view
  if (desk.epoch !== feed.epoch || cursor < feed.floor || cursor > feed.head) return []
  const whole = await shown(view, desk, digests)
  const moved = await view.window({ after: cursor, scopes: whole.map(({ scope }) => scope), pointers: 2_000, bytes: 65_536 })
  if (moved.to < feed.head) return []
  const stirred = new Set<string>(moved.entries.flatMap(({ pointed }) => pointed))
  const still = new Map<Scope, Digest>(whole.flatMap((digest) => (stirred.has(digest.scope) ? [] : [[digest.scope, digest]])))
  const ours = await view.digests([...still.keys()], desk.kinds)
  return ours.flatMap(({ scope, n, xor }) => (still.get(scope)?.n === n && still.get(scope)?.xor === xor ? [] : [scope]))
}

interface Checking {
  readonly store: Pick<Store, 'read'>
  readonly mends: Mends
}

/** Answers which scopes of a desk at rest differ from what stands there, and has them filled again. */
export async function check({ store, mends }: Checking, desk: Desk, said: Check): Promise<readonly Scope[]> {
  const differ = await store.read((view) => differing(view, desk, said))
  const mended = differ.filter((scope) => desk.fill(scope)?.whole && mends.allows(desk.session.device, scope))
  for (const scope of mended) desk.mend(scope)
  return differ
}
