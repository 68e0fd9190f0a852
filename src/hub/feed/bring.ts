import type { Digest } from '../../domain/contract/wire.ts'
import { type Scope, scopeId } from '../../domain/scope.ts'
import type { Entry, Store, View } from '../store/store.ts'
import { type Cargo, sortFor } from './cargo.ts'
import type { Desk, Fill } from './desk.ts'
import { entitlementOf } from './entitlement.ts'
import type { FrameParts, ScopePage } from './frame.ts'

/** A frame and what sending it changes of where the desk stands. */
export interface Brought {
  readonly parts: Omit<FrameParts, 'at'>
  readonly fills: readonly (readonly [Scope, Fill])[]
}

/** A frame of nothing but what moved. */
export const moving = (parts: Pick<Brought['parts'], 'epoch' | 'from' | 'to' | 'head'> & { readonly cargo: Cargo }): Brought => ({
  parts: { ...parts, reset: false, resync: false, pages: [], leave: [], again: [] },
  fills: [],
})

const PAGE_ROWS = 1_000
/** Ends told to a desk that begins anew: more than an outbox ever holds. */
const ENDS = 500

/** The feed was put back: all desks begin anew, spread over so long. */
const EVERYBODY_SECONDS = 15

type Filled = readonly [Scope, Fill, ScopePage]

async function pagesOf(view: View, desk: Desk, room: number): Promise<readonly Filled[]> {
  const pages: Filled[] = []
  let left = room
  for (const [scope, fill] of desk.unfilled()) {
    if (left <= 0) break
    const page = await view.page({ scope, after: fill.after, rows: PAGE_ROWS, bytes: left })
    pages.push([scope, fill, { ...page, scope, after: fill.after }])
    left -= page.rows.length
  }
  return pages
}

/** The scopes that must be asked again: all, where the agent or what the hub knows of them changed; else what is new or moved. */
function doubtful(desk: Desk, entries: readonly Entry[], all: boolean): readonly Scope[] {
  if (all) return desk.scopes()
  const unfilled = new Set(desk.unfilled().map(([scope]) => scope))
  const moved = new Set(entries.flatMap(({ kind, id }) => (kind === 'party' ? [id] : [])))
  return desk.scopes().filter((scope) => scope.startsWith('queue:') || unfilled.has(scope) || moved.has(scopeId(scope)))
}

interface Asking {
  readonly desk: Desk
  readonly entries: readonly Entry[]
  readonly all: boolean
}

/** Takes from the desk what its agent may not hold as of this moment. */
async function withdraw(view: View, { desk, entries, all }: Asking): Promise<void> {
  const [agent] = await view.rows([{ kind: 'agent', id: desk.session.agent }])
  const now = JSON.stringify(agent ?? null)
  const changed = now !== desk.agent
  desk.agent = now
  const { active, refused } = await entitlementOf(view, desk.session.agent, doubtful(desk, entries, all || changed))
  for (const scope of refused) {
    desk.letGo(scope)
    desk.leaving.add(scope)
  }
  if (!active) desk.session.expelled()
}

interface Read {
  readonly feed: View['feed']
  readonly to: number
  readonly entries: readonly Entry[]
  readonly pages: readonly Filled[]
}

/** Compares what the desk says that it holds with what stands there: the rest is filled again. */
async function compare(view: View, desk: Desk): Promise<void> {
  const said = desk.welcomed === view.feed.epoch ? desk.digests : new Map<Scope, Digest>()
  const whole = desk.scopes().filter((scope) => desk.fill(scope)?.whole)
  const ours = await view.digests(
    whole.filter((scope) => said.has(scope)),
    desk.kinds,
  )
  const same = new Set(ours.flatMap(({ scope, n, xor }) => (said.get(scope)?.n === n && said.get(scope)?.xor === xor ? [scope] : [])))
  for (const scope of desk.scopes()) if (!same.has(scope)) desk.mend(scope)
}

/** Whether the feed reaches back to where the desk stands; else the next frame begins from nothing, or from what it says. */
function joins(desk: Desk, { epoch, floor, head }: View['feed']): boolean {
  if (desk.epoch === epoch && desk.seen >= floor && desk.seen <= head) return !desk.reset && !desk.resync
  if (desk.epoch === null) desk.restart()
  else desk.resync = true
  return false
}

async function read(view: View, desk: Desk, { room, all }: { readonly room: number; readonly all: boolean }): Promise<Read> {
  const { feed } = view
  const on = joins(desk, feed)
  // What it only says that it holds must not decide how far this frame reaches: that would tell how much there is of it.
  if (all) await withdraw(view, { desk, entries: [], all })
  const scopes = [...desk.scopes().filter(desk.holds), desk.deviceScope]
  const span = { after: desk.seen, scopes, pointers: desk.looks, bytes: room }
  const window = on ? await view.window(span) : { to: feed.head, entries: await view.ends(desk.session.device, ENDS) }
  if (!all) await withdraw(view, { desk, entries: window.entries, all })
  if (desk.resync) await compare(view, desk)
  const used = window.entries.reduce((sum, { body }) => sum + (body?.length ?? 0), 0)
  if (used >= room) desk.looked('too-far')
  else if (window.to < feed.head) desk.looked('too-near')
  // Pages are of the view's own moment: they ride only in a frame that reaches it.
  const pages = window.to === feed.head ? await pagesOf(view, desk, room - used) : []
  return { feed, ...window, pages }
}

/**
 * Reads a desk's next frame in one view: what moved since it was last told, in what it holds and may hold as of that
 * moment, and pages of what it is still filling. Null when the desk has moved back meanwhile, or must begin anew.
 */
export async function bring(store: Store, desk: Desk, room: number): Promise<Brought | null> {
  const { review: all, retreats } = desk
  desk.review = false
  const { feed, to, entries, pages } = await store
    .read((view) => read(view, desk, { room, all }))
    .catch((error: unknown) => {
      desk.review ||= all
      throw error
    })
  if (desk.retreats !== retreats) return null
  if (desk.resync && desk.begun) {
    desk.session.begin(EVERYBODY_SECONDS)
    return null
  }
  // While the view was read, the desk may have let go of a scope: what it holds now decides.
  const fresh = pages.filter(([scope, fill]) => desk.fill(scope) === fill)
  const { reset, resync, cursor: from, holds, deviceScope } = desk
  const cargo = sortFor({ from: reset || resync ? -1 : desk.seen, to, holds, deviceScope }, entries)
  const [leave, again] = [[...desk.leaving], [...desk.again]]
  return {
    parts: { epoch: feed.epoch, reset, resync, from, to, head: feed.head, cargo, pages: fresh.map(([, , page]) => page), leave, again },
    fills: fresh.map(([scope, , { next }]) => [scope, { after: next, whole: next === null }]),
  }
}
